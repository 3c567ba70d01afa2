import { LIMITS } from '../model/limits.ts'
import {
  type Playbook,
  PlaybookSchema,
  PlaybookShapeSchema,
  type Topic,
  TopicSchema,
} from '../model/playbook.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import { z } from '../model/zod.ts'
import { compileTopics } from './compile-topics.ts'
import { explainIssue, type PlaybookProblem } from './explain-issue.ts'
import { readEntry } from './list-entry.ts'
import { misspeltKeys } from './misspelt-keys.ts'
import { runExamples } from './run-examples.ts'

/** With `ok`, `problems` is empty. */
export type Validated<T> = Result<T> & { readonly problems: readonly PlaybookProblem[] }

/**
 * Is this a playbook that can be put in force? Its shape, its references, its queries, and its examples:
 * each `hit` must match its topic and each `miss` must not. A field that nothing here knows is no problem, for newer
 * versions bring some, unless its name is a known one misspelt. `value` is anything that JSON can say.
 */
export function validatePlaybook(value: unknown): Validated<Playbook> {
  const parsed = PlaybookSchema.safeParse(value)
  if (!parsed.success) return refuse(shapeProblems(PlaybookShapeSchema, parsed.error.issues, value))
  const problems = [...shapeProblems(PlaybookShapeSchema, [], value), ...checkTopics(parsed.data.topics)]
  return problems.length > 0 ? refuse(problems) : { ...ok(parsed.data), problems: [] }
}

/** What is wrong with the shape. A field that is missing because it is misspelt is told once, by the name written. */
function shapeProblems(
  schema: z.core.$ZodType,
  issues: readonly z.core.$ZodIssue[],
  value: unknown,
): PlaybookProblem[] {
  const slips = misspeltKeys(schema, value)
  const isTold = new Set(slips.map(({ meant }) => meant))
  const others = issues.map((issue) => explainIssue(issue, value)).filter(({ path }) => !isTold.has(path))
  return [...slips.map(({ problem }) => problem), ...others]
}

const label = z.string().trim().min(1).max(LIMITS.label)

/** A bare list of topics asks for less than a playbook does: any id will do, and a name is not needed. */
const BareTopicsSchema = z.object({
  topics: z
    .array(
      z.object({
        id: label.max(64),
        name: label.optional(),
        query: z.string().trim().min(1).max(10_000),
        kind: TopicSchema.shape.kind.optional(),
        sites: z.array(z.string()).optional(),
        disambiguation: TopicSchema.shape.disambiguation,
        examples: z
          .object({ hit: z.array(z.string()).default([]), miss: z.array(z.string()).default([]) })
          .optional(),
      }),
    )
    .max(10_000),
})

export type BareTopic = z.infer<typeof BareTopicsSchema>['topics'][number]

/** Topics of a whole playbook, or of a bare `{"topics": [{id, name, kind, query}]}`. */
export function validateTopics(value: unknown): Validated<readonly (Topic | BareTopic)[]> {
  if (!isBare(value)) {
    const whole = validatePlaybook(value)
    return whole.ok ? { ...ok(whole.value.topics), problems: [] } : whole
  }
  const parsed = BareTopicsSchema.safeParse(value)
  if (!parsed.success) return refuse(shapeProblems(BareTopicsSchema, parsed.error.issues, value))
  const { topics } = parsed.data
  const problems = [
    ...shapeProblems(BareTopicsSchema, [], value),
    ...repeatedIds(topics),
    ...checkTopics(topics),
  ]
  return problems.length > 0 ? refuse(problems) : { ...ok(topics), problems: [] }
}

function isBare(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  return !('organisation' in value) && !('version' in value) && !('cards' in value)
}

function refuse(problems: readonly PlaybookProblem[]): Validated<never> {
  const path = problems[0]?.path
  return { ...fail('invalid', path === undefined ? {} : { path }), problems }
}

function repeatedIds(topics: readonly { id: string }[]): PlaybookProblem[] {
  const seen = new Set<string>()
  return topics.flatMap(({ id }, at) => {
    if (!seen.has(id)) {
      seen.add(id)
      return []
    }
    const message = `The id "${id}" is used by an earlier topic.`
    return [{ path: `topics.${at}.id`, message, mend: 'Give each topic an id of its own.' }]
  })
}

function checkTopics(topics: readonly (Topic | BareTopic)[]): PlaybookProblem[] {
  return topics.flatMap((topic, at) => {
    const compiled = compileTopics([topic])
    if (compiled.problems.length > 0)
      return compiled.problems.map(({ problem }) => ({
        path: `topics.${at}.query`,
        message: `The query of the topic "${topic.id}" cannot be read, characters ${problem.start + 1} to ${Math.max(problem.end, problem.start + 1)}: ${quote(topic.query.slice(problem.start, problem.end))}`,
        mend: problem.hint,
      }))
    const examples = runExamples(topic).flatMap(({ kind, n, text, holds }) =>
      holds ? [] : [exampleProblem(topic.id, kind, at, n, text)],
    )
    return [...checkSigns(topic, at), ...examples]
  })
}

/** Entries of the lists of signs that could never be found in a post. */
function checkSigns({ disambiguation }: Topic | BareTopic, at: number): PlaybookProblem[] {
  return (['context', 'exclusions'] as const).flatMap((list) =>
    (disambiguation?.[list] ?? []).flatMap((entry, n) => {
      const mend = mendOfEntry(entry)
      if (mend === null) return []
      const path = `topics.${at}.disambiguation.${list}.${n}`
      return [{ path, message: `This entry can never be found in a post: ${quote(entry)}`, mend }]
    }),
  )
}

const MEND_ENTRY = 'Write a word, a phrase, an @handle or a #tag, as a box of the topic form takes it.'

/** What to do about an entry that would be looked for as words that nobody writes; null: it is a term. */
function mendOfEntry(entry: string): string | null {
  const read = readEntry(entry)
  if (read.kind === 'term') return null
  if (read.kind === 'list') return read.parts.map(mendOfEntry).find((mend) => mend !== null) ?? null
  if (read.kind === 'query' && read.tree?.kind === 'or' && read.alone)
    return 'Make an entry of each word: one of a list is enough.'
  return MEND_ENTRY
}

function exampleProblem(
  topic: string,
  kind: 'hit' | 'miss',
  at: number,
  n: number,
  text: string,
): PlaybookProblem {
  const message =
    kind === 'hit'
      ? `The topic "${topic}" does not find its own example: ${quote(text)}`
      : `The topic "${topic}" finds an example that it should leave alone: ${quote(text)}`
  const mend =
    kind === 'hit'
      ? 'Add the words that it misses to the query, or move the example to "miss".'
      : 'Add NOT with words that tell them apart to the query, or move the example to "hit".'
  return { path: `topics.${at}.examples.${kind}.${n}`, message, mend }
}

function quote(text: string): string {
  return `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`
}
