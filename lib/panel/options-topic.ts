/** What the topic form knows: three boxes or a query, its problems, and what it finds in a text. Pure. */
import { boxesFromQuery, queryFromBoxes } from '../matching/boxes.ts'
import { compileTopics } from '../matching/compile-topics.ts'
import { lintQuery } from '../matching/lint-query.ts'
import { applyMend, mendFor } from '../matching/mend-query.ts'
import { parseQuery } from '../matching/parse-query.ts'
import { childrenOf, type Mend, type Query, type QueryProblem, type QueryRemark } from '../matching/query.ts'
import { type ExampleRun, runExamples, tryText } from '../matching/run-examples.ts'
import type { Evidence } from '../model/mention.ts'
import type { Topic } from '../model/playbook.ts'
import { z } from '../model/zod.ts'
import { idFrom } from './edit-playbook.ts'

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
  const examples = { hit: linesOf(draft.hit), miss: linesOf(draft.miss) }
  return {
    query,
    problems: problems.map((problem, n) => ({
      ...problem,
      mend: n < MOST_MENDS ? mendFor(query, problem) : null,
    })),
    remarks: lintQuery(query),
    examples: runExamples({ id: 'draft', query, examples }),
    asksFields: tree !== null && hasField(tree),
    nameMissing: draft.name.trim() === '',
  }
}

function hasField(tree: Query): boolean {
  return tree.kind === 'field' || childrenOf(tree).some(hasField)
}

/** The draft with its query mended: in the boxes, where it still fits them. */
export function mended(draft: TopicDraft, mend: Mend): TopicDraft {
  const asQuery: TopicDraft = { ...draft, mode: 'query', query: applyMend(queryOf(draft), mend) }
  return (draft.mode === 'boxes' && inMode(asQuery, 'boxes')) || asQuery
}

/** The words that make a text match; null when it does not, or the query does not parse. */
export function evidenceIn(query: string, text: string): readonly Evidence[] | null {
  return tryText(compileTopics([{ id: 'draft', query }]), text, true)?.evidence ?? null
}

/** The topic to save. Fields that the form does not show stay as they were. */
export function topicFrom(draft: TopicDraft, before: Topic | null, taken: ReadonlySet<string>): Topic {
  const { context: _context, examples: _examples, ...rest } = before ?? { kind: 'own' as const, priority: 1 }
  const [hit, miss] = [linesOf(draft.hit), linesOf(draft.miss)]
  return {
    ...rest,
    id: before?.id ?? idFrom(draft.name, taken),
    name: draft.name.trim(),
    query: queryOf(draft),
    ...(draft.context.trim() === '' ? {} : { context: draft.context.trim() }),
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
  return queryFromBoxes({ any: linesOf(draft.any), all: linesOf(draft.all), none: linesOf(draft.none) })
}
