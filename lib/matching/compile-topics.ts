import type { Topic } from '../model/playbook.ts'
import { compileTerms, type Matcher, type Pattern } from './match-terms.ts'
import { parseQuery } from './parse-query.ts'
import { printTerm } from './print-query.ts'
import type { Query, QueryProblem, Term } from './query.ts'

/** What a topic must say to be matched: a playbook's whole topic, or these fields alone. */
export type MatchableTopic = Pick<Topic, 'id' | 'query' | 'sites'>

/** A query that does not parse. The topic is left out of matching; the others work. */
interface TopicProblem {
  readonly topic: string
  /** Position in the list of topics. */
  readonly at: number
  readonly message: string
  readonly problem: QueryProblem
}

/** All topics in one structure. Immutable; make a new one when a topic changes. */
export interface CompiledTopics {
  readonly problems: readonly TopicProblem[]
  readonly topics: readonly CompiledTopic[]
  /** Every term of every topic, each once. */
  readonly terms: readonly Term[]
  /**
   * For each term, the topics that ask for it, as positions in `topics`. A topic that only excludes it is
   * not among them: no query holds by what it excludes, and half the topics may exclude the same word.
   */
  readonly topicsOfTerm: readonly (readonly number[])[]
  readonly matcher: Matcher
}

export interface CompiledTopic {
  readonly id: string
  /** Null: everywhere. */
  readonly sites: ReadonlySet<string> | null
  readonly tree: Query
  /** Positions of the tree's terms in `CompiledTopics.terms`. */
  readonly termIds: ReadonlyMap<Term, number>
}

/** Compiles the topics' queries. Pure; a query that does not parse becomes a problem, not an exception. */
export function compileTopics(topics: readonly MatchableTopic[]): CompiledTopics {
  const problems: TopicProblem[] = []
  const compiled: CompiledTopic[] = []
  const terms: Term[] = []
  const topicsOfTerm: number[][] = []
  const idOfTerm = new Map<string, number>()
  for (const [at, topic] of topics.entries()) {
    const { tree, problems: found } = parseQuery(topic.query)
    for (const problem of found) problems.push({ topic: topic.id, at, message: describe(problem), problem })
    if (tree === null) continue
    const termIds = new Map<Term, number>()
    for (const { term, wanted } of termsIn(tree, true)) {
      const key = printTerm(term)
      let id = idOfTerm.get(key)
      if (id === undefined) {
        id = terms.push(term) - 1
        topicsOfTerm.push([])
        idOfTerm.set(key, id)
      }
      termIds.set(term, id)
      const asking = topicsOfTerm[id]
      if (wanted && asking?.at(-1) !== compiled.length) asking?.push(compiled.length)
    }
    compiled.push({ id: topic.id, sites: topic.sites ? new Set(topic.sites) : null, tree, termIds })
  }
  return { problems, topics: compiled, terms, topicsOfTerm, matcher: compileTerms(terms.map(patternOf)) }
}

function describe({ hint, start, end }: QueryProblem): string {
  return `${hint} (characters ${start + 1} to ${Math.max(end, start + 1)})`
}

function* termsIn(tree: Query, wanted: boolean): Generator<{ term: Term; wanted: boolean }> {
  if (tree.kind === 'and' || tree.kind === 'or') for (const part of tree.parts) yield* termsIn(part, wanted)
  else if (tree.kind === 'not') yield* termsIn(tree.part, !wanted)
  else yield { term: tree, wanted }
}

function patternOf(term: Term): Pattern {
  if (term.kind === 'handle' || term.kind === 'tag') return { kind: term.kind, text: term.text }
  const asWritten = term.exactCase || term.kind === 'literal'
  return { kind: 'words', text: term.text, prefix: term.prefix, plurals: !asWritten && !term.prefix }
}
