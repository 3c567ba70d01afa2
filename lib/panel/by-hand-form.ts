import { OutcomeSchema } from '../model/interaction.ts'
import type { PageSelection } from '../model/selection.ts'
import type { Author } from '../model/thread.ts'
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

/**
 * The form with what was selected in a page. What stands in a field stays, unless it is the page's `address`,
 * which nobody typed, or the person said `replace`. `kept`: something was not put in for that.
 */
export function fillByHand(
  form: ByHandForm,
  picked: PageSelection,
  { address, replace = false }: { readonly address: string | null; readonly replace?: boolean },
): { readonly form: ByHandForm; readonly kept: boolean } {
  const { author } = picked
  const found = {
    name: author?.name ?? author?.handle ?? '',
    handle: author?.handle ?? '',
    text: picked.text,
    permalink: picked.permalink ?? '',
  }
  const filled = { ...form }
  let kept = false
  for (const field of ['name', 'handle', 'text', 'permalink'] as const) {
    const stands = form[field].trim()
    const isFree = replace || stands === '' || (field === 'permalink' && stands === address)
    if (found[field] === '' || stands === found[field]) continue
    if (isFree) filled[field] = found[field]
    else kept = true
  }
  return { form: filled, kept }
}

/** The form's author as the page knows them, as long as name and handle are still theirs. */
export function knownAuthor(form: ByHandForm, picked: PageSelection | null): Author | null {
  const author = picked?.author ?? null
  if (!author) return null
  const isSame =
    form.name.trim() === (author.name ?? author.handle ?? '') && form.handle.trim() === (author.handle ?? '')
  return isSame ? author : null
}
