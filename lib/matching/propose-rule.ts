import type { Evidence } from '../model/mention.ts'
import type { Topic } from '../model/playbook.ts'
import { parseQuery } from './parse-query.ts'
import { printQuery } from './print-query.ts'
import type { Query } from './query.ts'

/** A mention of a topic that was seen before, as far as weighing a change of the topic's rule needs it. */
export interface SeenMention {
  readonly key: string
  readonly text: string
  /** `us`: a person said so, or logged something with it. `not-us`: a person said so. */
  readonly verdict: 'us' | 'not-us' | null
}

/** One change of a topic's rule, and what it would have done to what was seen. */
export interface RuleChange {
  readonly kind: 'exclude-phrase' | 'exclude-word' | 'as-written' | 'context-word'
  /** The words that it adds, as the page wrote them. */
  readonly words: string
  /** The topic with the change in it. */
  readonly topic: Topic
  /** How many of the mentions seen the rule finds now, and would find after the change. */
  readonly before: number
  readonly after: number
  /** Keys of those that would go. */
  readonly gone: readonly string[]
}

interface Asked {
  readonly topic: Topic
  readonly mention: { readonly key: string; readonly text: string; readonly evidence: readonly Evidence[] }
  /** Every mention of the topic that is still kept, this one among them. */
  readonly seen: readonly SeenMention[]
  /** Makes a topic ready for looking into many texts. */
  finder(topic: Topic): (text: string) => boolean
  /** Too ordinary to tell one meaning from another. */
  isCommon(word: string): boolean
  /** Awaited before each change is tried out, so that a screen stays alive meanwhile; it may throw to stop. */
  pause(): Promise<void>
}

/**
 * The changes that would have kept a post out which is not about the topic, the best first: a phrase in which the
 * name means something else, the name's capitals, or a word that goes with the other meaning. None loses what is
 * known to be ours; the best takes out most of what is known not to be, and touches least else. Empty where every
 * change would lose something of ours, or no words tell the post from others.
 */
export function proposeExclusion(asked: Asked): Promise<readonly RuleChange[]> {
  return best(asked, exclusions(asked), (change) => change.gone.includes(asked.mention.key))
}

/**
 * The changes that speak for a post which is about the topic, the best first, where the topic weighs signs: a word of
 * this post that goes with our meaning and with nothing known to be another. Empty where the topic weighs none, since
 * its query finds the post already, or no word would do.
 */
export function proposeContext(asked: Asked): Promise<readonly RuleChange[]> {
  return best(asked, contexts(asked), (change) => change.gone.length === 0)
}

interface Candidate {
  readonly kind: RuleChange['kind']
  readonly words: string
  readonly topic: Topic
}

async function best(
  asked: Asked,
  candidates: Iterable<Candidate>,
  serves: (change: RuleChange) => boolean,
): Promise<readonly RuleChange[]> {
  const known = new Map(asked.seen.map(({ key, verdict }) => [key, verdict]))
  const isFound = asked.finder(asked.topic)
  const found = asked.seen.filter(({ text }) => isFound(text))
  const priced: { readonly change: RuleChange; readonly price: number }[] = []
  let tried = 0
  for (const candidate of candidates) {
    if (++tried > MOST_TRIED) break
    await asked.pause()
    const stays = asked.finder(candidate.topic)
    const gone = found.filter(({ text }) => !stays(text)).map(({ key }) => key)
    if (gone.some((key) => known.get(key) === 'us')) continue
    const change = { ...candidate, before: found.length, after: found.length - gone.length, gone }
    const right = gone.filter((key) => known.get(key) === 'not-us').length
    if (serves(change)) priced.push({ change, price: gone.length - right - WORTH * right })
  }
  return priced
    .sort((one, other) => one.price - other.price)
    .slice(0, MOST_PROPOSED)
    .map(({ change }) => change)
}

/** A long post has hundreds of words. */
const MOST_TRIED = 60

/** More would be a list to choose from instead of a proposal. */
const MOST_PROPOSED = 5

/** How many posts of unknown meaning one more post that is known not to be ours outweighs. */
const WORTH = 3

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu

function* exclusions({ topic, mention, isCommon }: Asked): Iterable<Candidate> {
  const words = [...mention.text.matchAll(WORD)].map((match) => ({ text: match[0], start: match.index }))
  const names = mention.evidence.filter(({ text }) => text !== '')
  for (const name of names) {
    const before = words.findLast(({ start, text }) => start + text.length <= name.start)
    const after = words.find(({ start }) => start >= name.end)
    const isNext = (from: number, to: number) => /^[ \t-]{1,2}$/.test(mention.text.slice(from, to))
    if (after && isNext(name.end, after.start) && !isCommon(after.text.toLowerCase()))
      yield excluding(
        topic,
        'exclude-phrase',
        mention.text.slice(name.start, after.start + after.text.length),
      )
    if (
      before &&
      isNext(before.start + before.text.length, name.start) &&
      !isCommon(before.text.toLowerCase())
    )
      yield excluding(topic, 'exclude-phrase', mention.text.slice(before.start, name.end))
  }
  yield* asWritten(topic, names)
  const own = new Set(names.flatMap(({ text }) => text.toLowerCase().match(WORD) ?? []))
  for (const text of new Set(words.map(({ text }) => text.toLowerCase())))
    if (text.length >= 4 && !own.has(text) && !isCommon(text)) yield excluding(topic, 'exclude-word', text)
}

/** The name with its capitals, where this post writes it without and the topic's name has them. */
function* asWritten(topic: Topic, names: readonly Evidence[]): Iterable<Candidate> {
  const { tree } = parseQuery(topic.query)
  if (tree === null) return
  for (const { text } of names) {
    const capital = text.charAt(0).toUpperCase() + text.slice(1)
    if (capital === text || !topic.name.includes(capital)) continue
    const changed = withCapitals(tree, text.toLowerCase(), capital)
    if (changed !== tree)
      yield { kind: 'as-written', words: capital, topic: { ...topic, query: printQuery(changed) } }
  }
}

function withCapitals(tree: Query, from: string, to: string): Query {
  if (tree.kind === 'and' || tree.kind === 'or') {
    const parts = tree.parts.map((part) => withCapitals(part, from, to))
    return parts.some((part, at) => part !== tree.parts[at]) ? { ...tree, parts } : tree
  }
  const isName = tree.kind === 'word' && !tree.exactCase && !tree.prefix && tree.text.toLowerCase() === from
  return isName ? { ...tree, text: to, exactCase: true } : tree
}

/** With an exclusion of a topic that weighs signs, or else with one more part under the query's NOT. */
function excluding(topic: Topic, kind: RuleChange['kind'], words: string): Candidate {
  if (topic.disambiguation !== undefined) {
    const exclusions = [...topic.disambiguation.exclusions, words]
    return { kind, words, topic: { ...topic, disambiguation: { ...topic.disambiguation, exclusions } } }
  }
  const { tree } = parseQuery(topic.query)
  const term = parseQuery(`"${words.replaceAll('"', ' ')}"`).tree
  if (tree === null || term === null) return { kind, words, topic }
  return { kind, words, topic: { ...topic, query: printQuery(butNot(tree, plain(term))) } }
}

/** A phrase of one word is a word. */
function plain(term: Query): Query {
  if (term.kind !== 'phrase' || !/^[\p{L}\p{N}]+$/u.test(term.text)) return term
  return { ...term, kind: 'word' }
}

function butNot(tree: Query, term: Query): Query {
  const parts = tree.kind === 'and' ? [...tree.parts] : [tree]
  const last = parts.at(-1)
  if (last?.kind !== 'not') return { kind: 'and', parts: [...parts, { kind: 'not', part: term }] }
  const excluded = last.part.kind === 'or' ? last.part.parts : [last.part]
  return {
    kind: 'and',
    parts: [...parts.slice(0, -1), { kind: 'not', part: { kind: 'or', parts: [...excluded, term] } }],
  }
}

function* contexts({ topic, mention, seen, isCommon }: Asked): Iterable<Candidate> {
  const { disambiguation } = topic
  if (disambiguation === undefined) return
  const elsewhere = seen.filter(({ verdict }) => verdict === 'not-us').map(({ text }) => text.toLowerCase())
  const ours = seen.filter(({ verdict, key }) => verdict === 'us' && key !== mention.key)
  const names = new Set(mention.evidence.flatMap(({ text }) => text.toLowerCase().match(WORD) ?? []))
  const words = [...new Set(mention.text.toLowerCase().match(WORD) ?? [])].filter(
    (word) =>
      word.length >= 4 &&
      !names.has(word) &&
      !isCommon(word) &&
      !disambiguation.context.includes(word) &&
      !elsewhere.some((text) => text.includes(word)),
  )
  const uses = (word: string) => ours.filter(({ text }) => text.toLowerCase().includes(word)).length
  for (const word of words.sort((one, other) => uses(other) - uses(one)))
    yield {
      kind: 'context-word',
      words: word,
      topic: { ...topic, disambiguation: { ...disambiguation, context: [...disambiguation.context, word] } },
    }
}
