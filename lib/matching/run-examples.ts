import type { TopicMatch } from '../model/mention.ts'
import type { CompiledTopics, MatchableTopic, Plan } from './compile-topics.ts'
import { compileTopics } from './compile-topics.ts'
import { findMatches } from './find-matches.ts'

/** An example of a topic, tried. `n`: its position in its list. */
export interface ExampleRun {
  readonly kind: 'hit' | 'miss'
  readonly n: number
  readonly text: string
  /** A hit is found, a miss is left alone. */
  readonly holds: boolean
}

type ExampleTopic = MatchableTopic & {
  readonly examples?: { readonly hit: readonly string[]; readonly miss: readonly string[] } | undefined
}

/**
 * Tries a topic's examples with its query; none for a query that does not parse. An example is words alone:
 * where the query asks for an author, a place or a time, these are taken to be such that the example holds.
 */
export function runExamples(topic: ExampleTopic): ExampleRun[] {
  const compiled = compileTopics([topic])
  if (compiled.problems.length > 0) return []
  return (['hit', 'miss'] as const).flatMap((kind) =>
    (topic.examples?.[kind] ?? []).map((text, n) => {
      const isFound = tryText(compiled, text, kind === 'hit', topic.sites?.[0]) !== null
      return { kind, n, text, holds: isFound === (kind === 'hit') }
    }),
  )
}

/**
 * Does the only topic of `compiled` find this text? Fields are taken to be as the query wants them (`asWanted`), or
 * the other way round.
 */
export function tryText(
  compiled: CompiledTopics,
  text: string,
  asWanted: boolean,
  site = 'example',
): TopicMatch | null {
  const wanted = new Set(compiled.topics.flatMap(({ plan }) => [...wantedFields(plan, true)]))
  const [match] = findMatches(compiled, { site, text }, (field) => wanted.has(field) === asWanted)
  return match ?? null
}

function* wantedFields(plan: Plan, wanted: boolean): Generator<number> {
  if (plan.kind === 'not') yield* wantedFields(plan.part, !wanted)
  else if (plan.kind === 'and' || plan.kind === 'or')
    for (const part of plan.parts) yield* wantedFields(part, wanted)
  else if (plan.kind === 'field' && wanted) yield plan.id
}
