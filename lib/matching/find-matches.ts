import { LIMITS } from '../model/limits.ts'
import type { Evidence, TopicMatch } from '../model/mention.ts'
import { asWritten, checkAsWritten } from './check-as-written.ts'
import type { CompiledTopic, CompiledTopics } from './compile-topics.ts'
import { type Evaluation, evaluate, type Reason } from './evaluate-query.ts'
import { fieldHolds, handleNames, type PostFacts } from './field-holds.ts'
import { type PlacedHits, placeHits, type Span } from './place-hits.ts'
import { scannable } from './scanned-text.ts'
import { scoreMatch } from './score-match.ts'

/** The parts of a post that matching looks at. `quoted` is not the author's own words: never a hit. */
export interface MatchablePost extends PostFacts {
  readonly text: string
  readonly quoted?: string | null
}

/**
 * The topics that a post matches, in the order of the topics, each with the words that show it. Terms under
 * NOT and alternatives that did not hold give no evidence. A hit in the author's handle, and a field, have
 * no place in the text: their evidence is empty, at 0, and only `part` speaks.
 *
 * Takes time linear in the text, for each part of a query that asks for nearness. Topics of which no wanted term occurs cost nothing.
 * `holdsField` answers for a field, by its position in `compiled.fields`, instead of the post.
 */
export function findMatches(
  compiled: CompiledTopics,
  post: MatchablePost,
  holdsField = fieldsOf(compiled, post),
): TopicMatch[] {
  const hits = collectHits(compiled, post)
  const candidates = new Set<number>()
  for (const term of hits.spans.keys())
    for (const topic of compiled.topicsOfTerm[term] ?? []) candidates.add(topic)
  for (const [field, topics] of compiled.topicsOfField.entries())
    if (topics.length > 0 && holdsField(field)) for (const topic of topics) candidates.add(topic)
  if (candidates.size === 0) return []
  const has = (term: number) => hits.spans.has(term)
  const { standingOf, words } = hits.placed
  const evaluation = evaluate({ has, standingOf, words, fieldHolds: holdsField })
  return [...candidates]
    .sort((one, other) => one - other)
    .flatMap((at) => {
      const topic = compiled.topics[at]
      if (topic === undefined || (topic.sites !== null && !topic.sites.has(post.site))) return []
      return evaluation.holds(topic.plan) ? matchOf(compiled, topic, hits, evaluation, post.text) : []
    })
}

/** A plain query holds or does not; where the name is ambiguous, the signs around it decide. */
function matchOf(
  { terms }: CompiledTopics,
  topic: CompiledTopic,
  hits: Hits,
  evaluation: Evaluation,
  text: string,
): TopicMatch[] {
  const reasons = evaluation.reasons(topic.plan)
  const evidence = evidenceOf(reasons, hits, text)
  if (topic.weighing === null) return [{ topic: topic.id, score: 1, parts: [], evidence }]
  const { disambiguation, context, exclusions } = topic.weighing
  const { holds, score, parts } = scoreMatch(disambiguation, text, {
    names: evidence.filter(({ start, end }) => end > start),
    handle: reasons.some((reason) => reason.kind === 'term' && terms[reason.id]?.kind === 'handle'),
    context: firstSpan(context, hits, text),
    exclusion: firstSpan(exclusions, hits, text),
  })
  return holds ? [{ topic: topic.id, score, parts, evidence }] : []
}

/** The first place in the text of any of these terms; null: none is there. One in the author's handle stands at 0. */
function firstSpan(terms: readonly number[], hits: Hits, text: string): Span | null {
  const spans = terms.flatMap((id) => hits.spans.get(id)?.slice(0, 1) ?? [])
  if (spans.length === 0) return null
  const inText = spans.filter(({ start, end }) => end > start)
  const { start, end } = inText.reduce(
    (first, span) => (span.start < first.start ? span : first),
    inText[0] ?? NOWHERE,
  )
  return { start, end: shortenedEnd(text, { start, end }) }
}

const NOWHERE: Span = { start: 0, end: 0 }

/** Each field is asked once, and only when a query comes to it. */
function fieldsOf({ fields }: CompiledTopics, post: MatchablePost): (field: number) => boolean {
  const known: boolean[] = []
  return (id) => {
    const field = fields[id]
    if (field === undefined) return false
    known[id] ??= fieldHolds(field, post)
    return known[id]
  }
}

const EVIDENCE_LIMIT = 50
interface Hits {
  /** By term: where it stands in the post's own text, so many at most. */
  readonly spans: ReadonlyMap<number, readonly Span[]>
  readonly placed: PlacedHits
}

function collectHits({ matcher, terms, isPlaced, isChecked }: CompiledTopics, post: MatchablePost): Hits {
  const spans = new Map<number, Span[]>()
  const text = scannable(post.text)
  const written = asWritten(post.text)
  const placed = placeHits(text, (id) => terms[id]?.kind === 'handle' || terms[id]?.kind === 'tag')
  matcher.scan(text, (id, from, to) => {
    const term = terms[id]
    const known = spans.get(id)?.length ?? 0
    if (term === undefined || (known >= EVIDENCE_LIMIT && isPlaced[id] !== true)) return
    if (isPlaced[id] === true && placed.isFull(id)) return
    const span = { start: from, end: to }
    const checked = isChecked[id] === true ? checkAsWritten(term, written, span) : span
    if (checked === null) return
    if (known < EVIDENCE_LIMIT) push(spans, id, checked)
    if (isPlaced[id] === true) placed.add(id, from, to, checked)
  })
  const handle = post.author?.handle
  for (const name of handle ? handleNames(handle) : [])
    matcher.scanHandle(name, (id) => push(spans, id, { start: 0, end: 0 }))
  return { spans, placed }
}

function push<T>(lists: Map<number, T[]>, id: number, entry: T): void {
  const list = lists.get(id)
  if (list === undefined) lists.set(id, [entry])
  else list.push(entry)
}

function evidenceOf(reasons: readonly Reason[], hits: Hits, text: string): Evidence[] {
  const byPart = new Map<string, Map<number, Evidence>>()
  const add = (part: string, spans: Iterable<Span>) => {
    const known = byPart.get(part) ?? new Map<number, Evidence>()
    byPart.set(part, known)
    if (known.size >= EVIDENCE_LIMIT) return
    for (const { start, end: whole } of spans) {
      if (known.has(start)) continue
      const end = shortenedEnd(text, { start, end: whole })
      known.set(start, { text: text.slice(start, end), start, end, part: shorten(part) })
      if (known.size >= EVIDENCE_LIMIT) return
    }
  }
  for (const reason of reasons) {
    if (reason.kind === 'term') add(reason.part, hits.spans.get(reason.id) ?? [])
    else if (reason.kind === 'field') add(reason.part, [{ start: 0, end: 0 }])
    else add(reason.part, hits.placed.spansAt(reason.id, reason.standing))
  }
  // Every part is shown once before any is shown twice.
  const all = [...byPart.values()].map((evidence) => [...evidence.values()])
  return [...all.flatMap((evidence) => evidence.slice(0, 1)), ...all.flatMap((evidence) => evidence.slice(1))]
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
