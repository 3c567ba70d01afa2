import { OutcomeSchema } from '../model/interaction.ts'
import { z } from '../model/zod.ts'

const line = z.string().max(50_000)

/** What stands in the form for logging by hand. */
const ByHandFormSchema = z.object({
  name: line,
  handle: line,
  text: line,
  permalink: line,
  learned: line,
  outcome: OutcomeSchema,
})

export type ByHandForm = z.infer<typeof ByHandFormSchema>

/** The form as an earlier panel left it; null when there is none that can be read. */
export function leftByHand(left: string | null): ByHandForm | null {
  if (left === null) return null
  try {
    return ByHandFormSchema.safeParse(JSON.parse(left)).data ?? null
  } catch {
    return null
  }
}
