/** The signs that decide for an ambiguous name, as they stand in the topic form. Pure. */
import { type Topic, TopicSchema } from '../model/playbook.ts'
import { z } from '../model/zod.ts'

type Disambiguation = NonNullable<Topic['disambiguation']>

const DisambiguationSchema = TopicSchema.shape.disambiguation.unwrap()
const DEFAULTS = DisambiguationSchema.parse({})

/** The numbers of the fine tuning, in the order in which they are asked for. */
export const SIGN_NUMBERS = ['handle', 'context', 'capital', 'exclusion', 'threshold'] as const
type SignNumber = (typeof SIGN_NUMBERS)[number]

/** `ours` and `theirs`: one entry a line. Numbers as they were typed. */
export const SignsDraftSchema = z.object({
  on: z.boolean(),
  ours: z.string(),
  theirs: z.string(),
  numbers: z.record(z.enum(SIGN_NUMBERS), z.string()),
})
export type SignsDraft = Readonly<z.infer<typeof SignsDraftSchema>>

export const NO_SIGNS: SignsDraft = { on: false, ours: '', theirs: '', numbers: numbersOf(DEFAULTS) }

export interface SignsCheck {
  /** What would be saved; undefined: the query decides alone, or something is wrong. */
  readonly disambiguation: Disambiguation | undefined
  /** Fields that cannot be saved as they are. */
  readonly wrong: ReadonlySet<SignNumber | 'ours' | 'theirs'>
  /** What the numbers and lists lead to, where that is hardly meant: no post counts, every one, or only those with a handle. */
  readonly note: 'never' | 'always' | 'only-handles' | null
}

export function signsOf(topic: Topic | null): SignsDraft {
  const disambiguation = topic?.disambiguation
  if (disambiguation === undefined) return NO_SIGNS
  return {
    on: true,
    ours: disambiguation.context.join('\n'),
    theirs: disambiguation.exclusions.join('\n'),
    numbers: numbersOf(disambiguation),
  }
}

export function checkSigns({ on, ours, theirs, numbers }: SignsDraft): SignsCheck {
  if (!on) return { disambiguation: undefined, wrong: new Set(), note: null }
  const { threshold, ...weights } = Object.fromEntries(
    SIGN_NUMBERS.map((name) => [name, numberFrom(numbers[name])]),
  )
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')
  const parsed = DisambiguationSchema.safeParse({
    context: lines(ours),
    exclusions: lines(theirs),
    weights,
    threshold,
  })
  if (parsed.success) return { disambiguation: parsed.data, wrong: new Set(), note: noteOn(parsed.data) }
  const wrong = parsed.error.issues.map(({ path: [list, name] }) =>
    list === 'context' ? 'ours' : list === 'exclusions' ? 'theirs' : list === 'weights' ? name : list,
  )
  return {
    disambiguation: undefined,
    wrong: new Set(wrong as (SignNumber | 'ours' | 'theirs')[]),
    note: null,
  }
}

function noteOn({ context, exclusions, weights, threshold }: Disambiguation): SignsCheck['note'] {
  const words = (context.length > 0 ? weights.context : 0) + weights.capital
  if (words + weights.handle < threshold) return 'never'
  if ((exclusions.length > 0 ? weights.exclusion : 0) >= threshold) return 'always'
  return words < threshold ? 'only-handles' : null
}

/** With a comma or a point, as people write numbers; null: none. */
function numberFrom(text: string): number | null {
  return /^[+−-]?\d+([.,]\d+)?$/.test(text.trim())
    ? Number(text.trim().replace(',', '.').replace('−', '-'))
    : null
}

function numbersOf({ weights, threshold }: Disambiguation): Record<SignNumber, string> {
  const { handle, context, capital, exclusion } = weights
  const texts = { handle, context, capital, exclusion, threshold }
  return Object.fromEntries(SIGN_NUMBERS.map((name) => [name, String(texts[name])])) as Record<
    SignNumber,
    string
  >
}
