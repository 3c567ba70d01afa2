import { LIMITS } from '../model/limits.ts'
import type { Evidence, TopicMatch } from '../model/mention.ts'
import type { Author } from '../model/thread.ts'
import { checkAsWritten } from './check-as-written.ts'
import type { CompiledTopic, CompiledTopics } from './compile-topics.ts'
import { type ScannedText, scannable } from './match-terms.ts'
import { printTerm } from './print-query.ts'
import type { Query, Term } from './query.ts'

/** The parts of a post that matching looks at. `quoted` is not the author's own words: never a hit. */
export interface MatchablePost {
  readonly site: string
  readonly text: string
  readonly quoted?: string | null
  readonly author?: Pick<Author, 'handle'> | null
  readonly lang?: string | null
}

/**
 * The topics that a post matches, in the order of the topics, each with the words that show it. The
 * score is 1: a plain query holds or does not. Terms under NOT and alternatives that did not hold give
 * no evidence. A hit in the author's handle has no place in the text: its evidence is empty, at 0, and
 * only `part` speaks.
 *
 * Linear in the length of the text. Topics of which no wanted term occurs cost nothing.
 */
export function findMatches(compiled: CompiledTopics, post: MatchablePost): TopicMatch[] {
  const hits = collectHits(compiled, post)
  if (hits.size === 0) return []
  const candidates = new Set<number>()
  for (const term of hits.keys()) for (const topic of compiled.topicsOfTerm[term] ?? []) candidates.add(topic)
  const matches: TopicMatch[] = []
  for (const at of [...candidates].sort((one, other) => one - other)) {
    const topic = compiled.topics[at]
    if (topic === undefined || (topic.sites !== null && !topic.sites.has(post.site))) continue
    const isHit = (term: Term) => hits.has(topic.termIds.get(term) ?? -1)
    if (!holds(topic.tree, isHit)) continue
    matches.push({
      topic: topic.id,
      score: 1,
      parts: [],
      evidence: evidenceOf(topic, hits, isHit, post.text),
    })
  }
  return matches
}

const EVIDENCE_LIMIT = 50

interface Span {
  readonly start: number
  readonly end: number
}

/** By term: where it stands in the post's own text, in order, so many at most. */
type Hits = ReadonlyMap<number, readonly Span[]>

function collectHits({ matcher, terms }: CompiledTopics, post: MatchablePost): Hits {
  const hits = new Map<number, Span[]>()
  const add = (id: number, span: Span) => {
    const spans = hits.get(id)
    if (spans === undefined) hits.set(id, [span])
    else if (spans.length < EVIDENCE_LIMIT) spans.push(span)
  }
  const text = scannable(post.text)
  matcher.scan(text, (id, start, end) => {
    const term = terms[id]
    if (term === undefined || (hits.get(id)?.length ?? 0) >= EVIDENCE_LIMIT) return
    const span = spanIn(text, start, end)
    const checked = term.exactCase || term.kind === 'literal' ? checkAsWritten(term, post.text, span) : span
    if (checked !== null) add(id, checked)
  })
  const handle = post.author?.handle
  if (handle) matcher.scanHandle(handle, (id) => add(id, { start: 0, end: 0 }))
  return hits
}

function spanIn({ folded }: ScannedText, start: number, end: number): Span {
  return { start: folded.starts[start] ?? 0, end: folded.ends[end - 1] ?? 0 }
}

type IsHit = (term: Term) => boolean

function holds(tree: Query, isHit: IsHit): boolean {
  switch (tree.kind) {
    case 'and':
      return tree.parts.every((part) => holds(part, isHit))
    case 'or':
      return tree.parts.some((part) => holds(part, isHit))
    case 'not':
      return !holds(tree.part, isHit)
    default:
      return isHit(tree)
  }
}

/** The terms whose presence makes the tree hold (`wanted`) or fail: under a NOT it is absence that counts. */
function* reasons(tree: Query, isHit: IsHit, wanted: boolean): Generator<Term> {
  if (tree.kind === 'not') yield* reasons(tree.part, isHit, !wanted)
  else if (tree.kind === 'and' || tree.kind === 'or') {
    for (const part of tree.parts) if (holds(part, isHit) === wanted) yield* reasons(part, isHit, wanted)
  } else if (wanted && isHit(tree)) yield tree
}

function evidenceOf({ tree, termIds }: CompiledTopic, hits: Hits, isHit: IsHit, text: string): Evidence[] {
  const first: Evidence[] = []
  const more: Evidence[] = []
  const seen = new Set<number>()
  for (const term of reasons(tree, isHit, true)) {
    const id = termIds.get(term) ?? -1
    if (seen.has(id)) continue
    seen.add(id)
    const part = shorten(printTerm(term))
    for (const [n, span] of (hits.get(id) ?? []).entries()) {
      const end = shortenedEnd(text, span)
      const evidence = { text: text.slice(span.start, end), start: span.start, end, part }
      if (n === 0) first.push(evidence)
      else more.push(evidence)
    }
  }
  // Every part is shown once before any is shown twice.
  return [...first, ...more]
    .slice(0, EVIDENCE_LIMIT)
    .sort((one, other) => one.start - other.start || one.end - other.end)
}

function shorten(part: string): string {
  return part.length <= LIMITS.label ? part : `${part.slice(0, LIMITS.label - 1)}…`
}

/** A hit may be long when a page hides characters in it. Never cut between the halves of a surrogate pair. */
function shortenedEnd(text: string, { start, end }: Span): number {
  if (end - start <= LIMITS.label) return end
  const cut = start + LIMITS.label
  return (text.codePointAt(cut - 1) ?? 0) > 0xffff ? cut - 1 : cut
}
