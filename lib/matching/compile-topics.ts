import type { Topic } from '../model/playbook.ts'
import { needsSecondLook } from './check-as-written.ts'
import { plainHandle } from './field-holds.ts'
import { termOf } from './list-entry.ts'
import { compileTerms, type Matcher, type Pattern } from './match-terms.ts'
import { parseQuery } from './parse-query.ts'
import { printField, printTerm } from './print-query.ts'
import type { Field, Query, QueryProblem, Term } from './query.ts'
import { isNarrow } from './read-field.ts'
import { splitWords } from './split-words.ts'

/** What a topic must say to be matched: a playbook's whole topic, or these fields alone. */
export interface MatchableTopic extends Pick<Topic, 'id' | 'query' | 'sites' | 'disambiguation'> {
  readonly kind?: Topic['kind'] | undefined
}

/** A query that does not parse. The topic is left out of matching; the others work. */
interface TopicProblem {
  readonly topic: string
  /** Position in the list of topics. */
  readonly at: number
  readonly message: string
  readonly problem: QueryProblem
}

/**
 * A query made ready to be decided: its terms and fields are positions in the lists of all topics. `part` is
 * what their author wrote.
 */
export type Plan =
  | { readonly kind: 'term'; readonly id: number; readonly part: string }
  /** A phrase with `~`: the words, and the longest stretch of words that may hold them all. */
  | {
      readonly kind: 'spread'
      readonly ids: readonly number[]
      readonly within: number
      readonly part: string
    }
  /** `narrow`: it explains a match. */
  | { readonly kind: 'field'; readonly id: number; readonly narrow: boolean; readonly part: string }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Plan[] }
  | { readonly kind: 'not'; readonly part: Plan }
  | {
      readonly kind: 'near'
      readonly left: Plan
      readonly right: Plan
      readonly most: number
      readonly ordered: boolean
    }
  | { readonly kind: 'sentence'; readonly left: Plan; readonly right: Plan }

/** All topics in one structure. Immutable; make a new one when a topic changes. */
export interface CompiledTopics {
  readonly problems: readonly TopicProblem[]
  readonly topics: readonly CompiledTopic[]
  /** Every term of every topic, each once. */
  readonly terms: readonly Term[]
  /** By term: its place among the words decides (NEAR, SENT, ~), not only whether it is there. */
  readonly isPlaced: readonly boolean[]
  /** By term: a hit of the matcher is looked at again, as `checkAsWritten` does. */
  readonly isChecked: readonly boolean[]
  /**
   * For each term, the topics that ask for it, as positions in `topics`. A topic that only excludes it is
   * not among them: no query holds by what it excludes, and half the topics may exclude the same word.
   */
  readonly topicsOfTerm: readonly (readonly number[])[]
  /** Every field of every topic, each once. */
  readonly fields: readonly Field[]
  /** As `topicsOfTerm`. Empty for a broad field: no topic holds by it alone. */
  readonly topicsOfField: readonly (readonly number[])[]
  readonly matcher: Matcher
  /** The handles that topics of the kind `own` ask for, as `plainHandle` gives them: accounts of ours. */
  readonly ownHandles: ReadonlySet<string>
}

export interface CompiledTopic {
  readonly id: string
  /** Null: everywhere. */
  readonly sites: ReadonlySet<string> | null
  readonly plan: Plan
  /** For an ambiguous name; null: the query decides alone. */
  readonly weighing: Weighing | null
}

interface Weighing {
  readonly disambiguation: NonNullable<Topic['disambiguation']>
  /** Positions in `CompiledTopics.terms`. */
  readonly context: readonly number[]
  readonly exclusions: readonly number[]
}

/** Compiles the topics' queries. Pure; a query that does not parse becomes a problem, not an exception. */
export function compileTopics(topics: readonly MatchableTopic[]): CompiledTopics {
  const problems: TopicProblem[] = []
  const compiled: CompiledTopic[] = []
  const terms = createRegister<Term>(printTerm)
  const fields = createRegister<Field>(printField)
  const isPlaced: boolean[] = []
  const ownHandles = new Set<string>()
  for (const [at, topic] of topics.entries()) {
    const { tree, problems: found } = parseQuery(topic.query)
    for (const problem of found) problems.push({ topic: topic.id, at, message: describe(problem), problem })
    if (tree === null) continue
    const plan = planOf(tree, true, false, {
      term(term, wanted, placed) {
        if (wanted && term.kind === 'handle' && topic.kind === 'own') ownHandles.add(plainHandle(term.text))
        const id = terms.idOf(term, wanted ? compiled.length : null)
        isPlaced[id] = placed || isPlaced[id] === true
        return id
      },
      field: (field, wanted) => fields.idOf(field, wanted && isNarrow(field) ? compiled.length : null),
    })
    // No topic holds by these, so that none asks for them.
    const weighing = weighingOf(topic, (term) => terms.idOf(term, null))
    compiled.push({ id: topic.id, sites: topic.sites ? new Set(topic.sites) : null, plan, weighing })
  }
  return {
    problems,
    topics: compiled,
    terms: terms.all,
    isPlaced,
    isChecked: terms.all.map(needsSecondLook),
    topicsOfTerm: terms.topics,
    fields: fields.all,
    topicsOfField: fields.topics,
    matcher: compileTerms(terms.all.map(patternOf)),
    ownHandles,
  }
}

function weighingOf({ disambiguation }: MatchableTopic, idOf: (term: Term) => number): Weighing | null {
  if (disambiguation === undefined) return null
  const idsOf = (entries: readonly string[]) =>
    entries.flatMap((entry) => {
      const term = termOf(entry)
      // Words that fold to nothing would be found everywhere.
      if (term === null || parseQuery(printTerm(term)).tree === null) return []
      return [idOf({ ...term, slop: null })]
    })
  return {
    disambiguation,
    context: idsOf(disambiguation.context),
    exclusions: idsOf(disambiguation.exclusions),
  }
}

/** Equal entries get one number, and each remembers the topics that ask for it. */
interface Register<T> {
  readonly all: T[]
  readonly topics: number[][]
  idOf(entry: T, asking: number | null): number
}

function createRegister<T>(nameOf: (entry: T) => string): Register<T> {
  const ids = new Map<string, number>()
  const all: T[] = []
  const topics: number[][] = []
  return {
    all,
    topics,
    idOf(entry, asking) {
      const name = nameOf(entry)
      let id = ids.get(name)
      if (id === undefined) {
        id = all.push(entry) - 1
        topics.push([])
        ids.set(name, id)
      }
      const known = topics[id]
      if (asking !== null && known?.at(-1) !== asking) known?.push(asking)
      return id
    },
  }
}

interface Registers {
  term(term: Term, wanted: boolean, placed: boolean): number
  field(field: Field, wanted: boolean): number
}

function planOf(tree: Query, wanted: boolean, placed: boolean, registers: Registers): Plan {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return { kind: tree.kind, parts: tree.parts.map((part) => planOf(part, wanted, placed, registers)) }
    case 'not':
      return { kind: 'not', part: planOf(tree.part, !wanted, placed, registers) }
    case 'near':
    case 'sentence': {
      const left = planOf(tree.left, wanted, true, registers)
      const right = planOf(tree.right, wanted, true, registers)
      if (tree.kind === 'sentence') return { kind: 'sentence', left, right }
      return { kind: 'near', left, right, most: tree.most, ordered: tree.ordered }
    }
    case 'field':
      return {
        kind: 'field',
        id: registers.field(tree, wanted),
        narrow: isNarrow(tree),
        part: printField(tree),
      }
    default:
      return planOfTerm(tree, wanted, placed, registers)
  }
}

function planOfTerm(term: Term, wanted: boolean, placed: boolean, registers: Registers): Plan {
  const part = printTerm(term)
  if (term.slop === null) return { kind: 'term', id: registers.term(term, wanted, placed), part }
  const words = term.wild ? term.text.split(' ') : splitWords(term.text)
  const ids = words.map((text, at) => {
    const prefix = term.prefix && at === words.length - 1
    const wild = term.wild && text.includes('?')
    return registers.term({ ...term, kind: 'word', text, prefix, wild, slop: null }, wanted, true)
  })
  return { kind: 'spread', ids, within: words.length + term.slop, part }
}

function describe({ hint, start, end }: QueryProblem): string {
  return `${hint} (characters ${start + 1} to ${Math.max(end, start + 1)})`
}

function patternOf(term: Term): Pattern {
  if (term.kind === 'handle' || term.kind === 'tag') return { kind: term.kind, text: term.text }
  const asWritten = term.exactCase || term.kind === 'literal'
  return {
    kind: 'words',
    text: term.text,
    prefix: term.prefix,
    plurals: !asWritten && !term.prefix,
    ...(term.wild ? { wild: true } : {}),
  }
}
