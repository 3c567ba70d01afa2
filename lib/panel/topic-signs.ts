/** The signs that decide for an ambiguous name, as they stand in the topic form. Pure. */
import { readEntry } from '../matching/list-entry.ts'
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
  readonly wrong: ReadonlySet<SignNumber | SignList>
  /** Of each list the first entry that could never be found in a post: a field, an operator, a bracket. */
  readonly impossible: Readonly<Record<SignList, string | null>>
  /** Of each list the first entry that holds several with commas between, and so would be looked for as one phrase. */
  readonly listed: Readonly<Record<SignList, string | null>>
  /**
   * What the numbers and lists lead to, where that is hardly meant: no post counts, none because there is neither a
   * word of the trade nor a handle, every one, or only those with a handle.
   */
  readonly note: 'never' | 'needs-words' | 'always' | 'only-handles' | null
}

/** The lists of the form: words of our trade, words that mean something else. */
export const SIGN_LISTS = ['ours', 'theirs'] as const
export type SignList = (typeof SIGN_LISTS)[number]

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

/** `asksHandle`: the topic's query looks for a handle, so that one can be a sign. */
export function checkSigns(draft: SignsDraft, asksHandle = true): SignsCheck {
  const { on, numbers } = draft
  if (!on) return { disambiguation: undefined, wrong: new Set(), impossible: NONE, listed: NONE, note: null }
  const lists = { ours: linesIn(draft.ours), theirs: linesIn(draft.theirs) }
  const { threshold, ...weights } = Object.fromEntries(
    SIGN_NUMBERS.map((name) => [name, numberFrom(numbers[name])]),
  )
  const parsed = DisambiguationSchema.safeParse({
    context: lists.ours,
    exclusions: lists.theirs,
    weights,
    threshold,
  })
  const impossible = firstOf(lists, (kind) => kind === 'query' || kind === 'nothing')
  const listed = firstOf(lists, (kind) => kind === 'list')
  const wrong = new Set([
    ...wrongFields(parsed.error),
    ...SIGN_LISTS.filter((list) => impossible[list] !== null),
  ])
  if (!parsed.success || wrong.size > 0)
    return { disambiguation: undefined, wrong, impossible, listed, note: null }
  return { disambiguation: parsed.data, wrong, impossible, listed, note: noteOn(parsed.data, asksHandle) }
}

const NONE = { ours: null, theirs: null } as const

/** A list of the form with the entries that hold several put on lines of their own. */
export function splitListed(text: string): string {
  return linesIn(text)
    .flatMap((line) => {
      const read = readEntry(line)
      return read.kind === 'list' ? read.parts : [line]
    })
    .join('\n')
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function firstOf(
  lists: Readonly<Record<SignList, readonly string[]>>,
  is: (kind: ReturnType<typeof readEntry>['kind']) => boolean,
): Record<SignList, string | null> {
  const first = (list: SignList) => lists[list].find((entry) => is(readEntry(entry).kind)) ?? null
  return { ours: first('ours'), theirs: first('theirs') }
}

function wrongFields(error: z.ZodError | undefined): (SignNumber | SignList)[] {
  const names = (error?.issues ?? []).map(({ path: [list, name] }) =>
    list === 'context' ? 'ours' : list === 'exclusions' ? 'theirs' : list === 'weights' ? name : list,
  )
  return names as (SignNumber | SignList)[]
}

function noteOn(
  { context, exclusions, weights, threshold }: Disambiguation,
  asksHandle: boolean,
): SignsCheck['note'] {
  const handle = asksHandle ? weights.handle : 0
  const words = (context.length > 0 ? weights.context : 0) + weights.capital
  const couldBe = weights.context + weights.capital
  if (words + handle < threshold)
    return !asksHandle && couldBe >= threshold && words < couldBe ? 'needs-words' : 'never'
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
