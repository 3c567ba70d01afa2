/** What the topic form knows: three boxes or a query, its problems, and what it finds in a text. Pure. */
import { addAlternative } from '../matching/add-alternative.ts'
import { type Boxes, boxesFromQuery, queryFromBoxes } from '../matching/boxes.ts'
import { isCommonWord } from '../matching/common-words.ts'
import { compileTopics } from '../matching/compile-topics.ts'
import { lintBoxes } from '../matching/lint-boxes.ts'
import { lintQuery } from '../matching/lint-query.ts'
import { applyMend, mendFor } from '../matching/mend-query.ts'
import { parseQuery } from '../matching/parse-query.ts'
import {
  childrenOf,
  isTerm,
  type Mend,
  type Query,
  type QueryProblem,
  type QueryRemark,
} from '../matching/query.ts'
import { type ExampleRun, runExamples, tryText } from '../matching/run-examples.ts'
import { type Suggestion, suggestTerms } from '../matching/suggest-terms.ts'
import type { Evidence, TopicMatch } from '../model/mention.ts'
import type { Topic } from '../model/playbook.ts'
import { z } from '../model/zod.ts'
import { idFrom } from './edit-playbook.ts'
import { checkSigns, NO_SIGNS, type SignsCheck, SignsDraftSchema, signsOf } from './topic-signs.ts'

/** A topic as it stands in the form: one entry a line in each box. */
export const TopicDraftSchema = z.object({
  /** Null: not saved yet. */
  id: z.string().nullable(),
  name: z.string(),
  context: z.string(),
  mode: z.enum(['boxes', 'query']),
  any: z.string(),
  all: z.string(),
  none: z.string(),
  query: z.string(),
  hit: z.string(),
  miss: z.string(),
  /** A form that was left open before there were signs has none. */
  signs: SignsDraftSchema.default(NO_SIGNS),
})
export type TopicDraft = Readonly<z.infer<typeof TopicDraftSchema>>

/** A problem of the query, and the change that most likely mends it. */
export type MendableProblem = QueryProblem & { readonly mend: Mend | null }

/** A query may have thousands of problems, and each mend is tried out at every key. */
const MOST_MENDS = 5

export interface TopicCheck {
  /** What would be saved. */
  readonly query: string
  readonly problems: readonly MendableProblem[]
  readonly remarks: readonly QueryRemark[]
  /** Each example, tried; none while the query cannot be read. */
  readonly examples: readonly ExampleRun[]
  /** The query asks for more than words: for an author, a place, a time. */
  readonly asksFields: boolean
  readonly nameMissing: boolean
  readonly signs: SignsCheck
}

/** A draft to begin with, or of a topic that is there. A query that says more than three boxes can is shown as it is. */
export function draftOf(topic: Topic | null): TopicDraft {
  const boxes = topic === null ? { any: [], all: [], none: [] } : boxesFromQuery(topic.query)
  return {
    id: topic?.id ?? null,
    name: topic?.name ?? '',
    context: topic?.context ?? '',
    mode: boxes === null ? 'query' : 'boxes',
    any: boxes?.any.join('\n') ?? '',
    all: boxes?.all.join('\n') ?? '',
    none: boxes?.none.join('\n') ?? '',
    query: topic?.query ?? '',
    hit: topic?.examples?.hit.join('\n') ?? '',
    miss: topic?.examples?.miss.join('\n') ?? '',
    signs: signsOf(topic),
  }
}

/** The same topic in the other form; null when the query says more than three boxes can. */
export function inMode(draft: TopicDraft, mode: TopicDraft['mode']): TopicDraft | null {
  if (mode === draft.mode) return draft
  if (mode === 'query') return { ...draft, mode, query: queryOf(draft) }
  if (draft.query.trim() === '') return { ...draft, mode }
  const boxes = boxesFromQuery(draft.query)
  if (boxes === null) return null
  return {
    ...draft,
    mode,
    any: boxes.any.join('\n'),
    all: boxes.all.join('\n'),
    none: boxes.none.join('\n'),
  }
}

export function checkTopic(draft: TopicDraft): TopicCheck {
  const query = queryOf(draft)
  const { tree, problems } = parseQuery(query)
  const signs = checkSigns(draft.signs, tree === null || wantedHandles(tree).length > 0)
  const examples = { hit: linesOf(draft.hit), miss: linesOf(draft.miss) }
  return {
    query,
    problems: problems.map((problem, n) => ({
      ...problem,
      mend: n < MOST_MENDS ? mendFor(query, problem) : null,
    })),
    remarks: remarksOn(draft, query),
    examples: runExamples({ id: 'draft', query, examples, disambiguation: signs.disambiguation }),
    asksFields: tree !== null && hasField(tree),
    nameMissing: draft.name.trim() === '',
    signs,
  }
}

/** The handles that a query asks for, and does not only exclude. */
function wantedHandles(tree: Query): string[] {
  if (tree.kind === 'not') return []
  return tree.kind === 'handle' ? [tree.text.toLowerCase()] : childrenOf(tree).flatMap(wantedHandles)
}

function remarksOn(draft: TopicDraft, query: string): readonly QueryRemark[] {
  // Where signs decide, an ordinary word alone is what they are for.
  const remarks = lintQuery(query).filter(({ code }) => code !== 'common-word' || !draft.signs.on)
  return draft.mode === 'boxes' ? [...lintBoxes(boxesOf(draft)), ...remarks] : remarks
}

function hasField(tree: Query): boolean {
  return tree.kind === 'field' || childrenOf(tree).some(hasField)
}

/** The draft with its query mended: in the boxes, where it still fits them. */
export function mended(draft: TopicDraft, mend: Mend): TopicDraft {
  const asQuery: TopicDraft = { ...draft, mode: 'query', query: applyMend(queryOf(draft), mend) }
  return (draft.mode === 'boxes' && inMode(asQuery, 'boxes')) || asQuery
}

/** A text, tried with a topic as it stands in the form. */
export interface Tried {
  /** It would be a mention. */
  readonly holds: boolean
  /** The words that the query found. */
  readonly evidence: readonly Evidence[]
  /** The signs found, and the sum that they must reach; null where none are weighed. */
  readonly signs: {
    readonly parts: TopicMatch['parts']
    readonly sum: number
    readonly needed: number
  } | null
}

/** Null: the query does not find the text, or does not parse. */
export function tryOut({ query, signs }: Pick<TopicCheck, 'query' | 'signs'>, text: string): Tried | null {
  const { disambiguation } = signs
  // Without a threshold, so that the signs of a text are shown also where they do not reach it.
  const weighed = disambiguation && { ...disambiguation, threshold: Number.NEGATIVE_INFINITY }
  const match = tryText(compileTopics([{ id: 'draft', query, disambiguation: weighed }]), text, true)
  if (match === null) return null
  const { evidence, parts } = match
  if (disambiguation === undefined) return { holds: true, evidence, signs: null }
  const sum = parts.reduce((total, { weight }) => total + weight, 0)
  const needed = disambiguation.threshold
  return { holds: sum >= needed, evidence, signs: { parts, sum, needed } }
}

/**
 * Other ways to write the name that a query, which must parse, looks for and does not find yet. What the topic is
 * called ("Our grinders") need not be a name that anybody writes: it only says how the name's letters stand.
 * `weighs`: signs decide for the topic, so that a handle is worth asking for though the bare word is found in it.
 */
export function suggestionsFor(topicName: string, query: string, weighs = false): readonly Suggestion[] {
  const { tree } = parseQuery(query)
  const name = tree === null ? null : nameIn(tree, topicName)
  if (name === null) return []
  const compiled = compileTopics([{ id: 'draft', query }])
  const handles = new Set(tree === null ? [] : wantedHandles(tree))
  const finds = (text: string) =>
    weighs && text.startsWith('@')
      ? handles.has(text.slice(1).toLowerCase())
      : tryText(compiled, text, true) !== null
  const isSame = topicName.trim().toLowerCase() === name.toLowerCase()
  return suggestTerms({ name: isSame ? topicName.trim() : name, finds, isCommon: isCommonWord })
}

/**
 * Of the words that a query asks for, the ones that the topic is called by, else the first that are no ordinary word.
 * An ordinary word is a name only where the topic is called by it.
 */
function nameIn(tree: Query, topicName: string): string | null {
  const asked = [...plainWords(tree)]
  const names = asked.filter((text) => !isCommonWord(text.toLowerCase()))
  const called = topicName.toLowerCase()
  const calledBy = new Set(called.split(/[^\p{L}\p{M}\p{N}]+/u))
  return (
    names.find((text) => called.includes(text.toLowerCase())) ??
    names[0] ??
    asked.find((text) => calledBy.has(text.toLowerCase())) ??
    null
  )
}

function* plainWords(tree: Query): Generator<string> {
  if (tree.kind === 'not') return
  if (!isTerm(tree)) for (const part of childrenOf(tree)) yield* plainWords(part)
  else if ((tree.kind === 'word' || tree.kind === 'phrase') && !tree.prefix && !tree.wild) yield tree.text
}

/** The draft with a suggestion accepted: in the boxes, where it fits them. */
export function withSuggestion(draft: TopicDraft, { text }: Suggestion): TopicDraft {
  const before = queryOf(draft)
  const { tree } = parseQuery(before)
  const name = tree === null ? null : nameIn(tree, draft.name)
  const query = addAlternative(before, text, (part) => name !== null && [...plainWords(part)].includes(name))
  if (query === null) return draft
  const asQuery: TopicDraft = { ...draft, mode: 'query', query }
  return (draft.mode === 'boxes' && inMode(asQuery, 'boxes')) || asQuery
}

/** The topic to save. Fields that the form does not show stay as they were. */
export function topicFrom(draft: TopicDraft, before: Topic | null, taken: ReadonlySet<string>): Topic {
  const {
    context: _context,
    examples: _examples,
    disambiguation: _disambiguation,
    ...rest
  } = before ?? { kind: 'own' as const, priority: 1 }
  const { disambiguation } = checkSigns(draft.signs)
  const [hit, miss] = [linesOf(draft.hit), linesOf(draft.miss)]
  return {
    ...rest,
    id: before?.id ?? idFrom(draft.name, taken),
    name: draft.name.trim(),
    query: queryOf(draft),
    ...(draft.context.trim() === '' ? {} : { context: draft.context.trim() }),
    ...(disambiguation === undefined ? {} : { disambiguation }),
    ...(hit.length + miss.length === 0 ? {} : { examples: { hit, miss } }),
  }
}

/** One entry a line, or between commas where the box is one line. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function queryOf(draft: TopicDraft): string {
  if (draft.mode === 'query') return draft.query.trim()
  return queryFromBoxes(boxesOf(draft))
}

function boxesOf({ any, all, none }: TopicDraft): Boxes {
  return { any: linesOf(any), all: linesOf(all), none: linesOf(none) }
}
