import { attribute, one } from './dom.ts'
import { type Looking, look, type Member } from './repeated-member.ts'
import { STAMPS } from './repeated-signs.ts'

/** What a few of the alike elements hold: who, when, what, and the signs that they are no posts. */

export interface Columns {
  /** Selectors of each, within a member. */
  readonly author: string
  readonly profile: string
  readonly time: string
  /** Where a machine's time stands: in which attributes of the place of the time. */
  readonly stamps: string
  readonly text: string
  readonly permalink: string | null
  /** 0 to 1: the share of members that have all three. */
  readonly coverage: number
  /** Words of prose in a member, on average. */
  readonly words: number
  /** 0 to 1: the share of words that are prose. */
  readonly proseShare: number
  /** Most words stand in block quotes: this page has its posts in them, and no quotes. */
  readonly inQuotes: boolean
  /** Selectors of what stands among the words and is none of them. */
  readonly beside: readonly string[]
}

/** The columns of these alike elements; null when they are not posts. Rests after each. */
export function* findColumns(
  selector: string,
  sample: readonly Element[],
  looking: Looking,
): Generator<void, Columns | null> {
  const members: Member[] = []
  let lists = 0
  for (const element of sample) {
    const member = look(element, selector, looking)
    if (member.isList && ++lists >= 0.3 * sample.length) return null
    members.push(member)
    yield
  }
  const count = members.length
  const share = (is: (member: Member) => boolean) => members.filter(is).length / count
  // Lists of articles, topics and results lead elsewhere by their titles; mail and admin lists are there to be ticked.
  if (share(({ leadsAway }) => leadsAway) >= 0.5 || share(({ isChosen }) => isChosen) >= 0.5) return null
  // Of small ads each has its price; of people who talk of prices few give one alone.
  if (share(({ hasPrice }) => hasPrice) >= 0.5) return null
  const author = chooseAuthor(members) ?? (isSaid(selector, sample) ? chooseUnsigned(members) : null)
  const time = mostVoted(members.map(({ times }) => [...times.keys()].map((key) => [key, 1] as const)))
  const text = mostVoted(
    members.map(({ body, prose }) => (body ? [[body, Math.min(prose, 60)] as const] : [])),
  )
  if (!author || !time || !text || share(({ times }) => (times.get(time) ?? 0) > 1) >= 0.3) return null
  const covered = share(
    (member) =>
      author.keys.some((key) => member.authors.has(key) || member.labels.has(key)) &&
      member.times.has(time) &&
      member.prose > 0,
  )
  const prose = members.reduce((sum, member) => sum + member.prose, 0)
  const linked = members.reduce((sum, member) => sum + member.linked, 0)
  const texts = new Set(members.map((member) => member.text).filter(Boolean))
  if (covered < 0.6 || texts.size < 0.7 * count || prose < 3 * count || prose < linked) return null
  if (count >= 4 && author.distinct < 2) return null
  return {
    author: author.keys.join(' | '),
    profile: author.keys.flatMap((key) => [`${key}@href`, `${key} a@href`]).join(' | '),
    time,
    stamps: stampsOf(time, sample),
    text,
    permalink: choosePermalink(members),
    coverage: covered,
    inQuotes: share((member) => member.quoted > member.prose / 2) > 0.6,
    words: prose / count,
    proseShare: prose / (prose + linked + 1),
    beside: [...new Set(members.flatMap(({ beside }) => beside ?? []))].slice(0, 12),
  }
}

function mostVoted(ballots: readonly (readonly (readonly [string, number])[])[]): string | null {
  const votes = new Map<string, number>()
  for (const ballot of ballots)
    for (const [key, weight] of new Map(ballot)) votes.set(key, (votes.get(key) ?? 0) + weight)
  let best: string | null = null
  for (const [key, weight] of votes) if (best === null || weight > (votes.get(best) ?? 0)) best = key
  return best
}

/** The best place for the name, and one more for members without it, as guests have no page. */
function chooseAuthor(members: readonly Member[]) {
  const places = new Map<string, { count: number; sign: number; names: Set<string> }>()
  for (const { authors } of members)
    for (const [key, { name, sign }] of authors) {
      const place = places.get(key) ?? { count: 0, sign: 0, names: new Set<string>() }
      place.count++
      place.sign += sign
      place.names.add(name)
      places.set(key, place)
    }
  const worth = ({ count, sign, names }: { count: number; sign: number; names: Set<string> }) =>
    count < 0.3 * members.length || (members.length >= 4 && names.size < 2) ? 0 : sign
  const ranked = [...places].sort(([, one], [, other]) => worth(other) - worth(one))
  const [first] = ranked
  if (!first || worth(first[1]) === 0) return null
  const lacking = members.filter(({ authors }) => !authors.has(first[0]))
  const second = ranked.slice(1).find(([key]) => lacking.some(({ authors }) => authors.has(key)))
  return { keys: [first[0], ...(second ? [second[0]] : [])], distinct: first[1].names.size }
}

const SAID =
  /review|comment|repl(?:y|ies)|answer|testimonial|feedback|bewertung|rezension|kommentar|antwort|avis/i
const RATED =
  '[data-review-id],[itemprop~="reviewRating"],[class*="star-rating" i],[role="img"][aria-label*="star" i],[role="img"][aria-label*="stern" i]'

/** Does the page call them what people say of something, or does each bear stars? */
function isSaid(selector: string, sample: readonly Element[]): boolean {
  return SAID.test(selector) || sample.every((member) => one(member, RATED) !== null)
}

/** A place where each has a short word of its own, as names are where nothing says that they are names: the first such. */
function chooseUnsigned(members: readonly Member[]) {
  const places = new Map<string, { count: number; names: Set<string> }>()
  for (const { labels } of members)
    for (const [key, name] of labels) {
      const place = places.get(key) ?? { count: 0, names: new Set<string>() }
      place.count++
      place.names.add(name)
      places.set(key, place)
    }
  for (const [key, { count, names }] of places)
    if (count >= 0.8 * members.length && names.size >= Math.max(3, 0.8 * count))
      return { keys: [key], distinct: names.size }
  return null
}

/** A link that each member has and that differs in each. */
function choosePermalink(members: readonly Member[]): string | null {
  const places = new Map<string, Set<string>>()
  for (const { links } of members)
    for (const [key, href] of links) {
      const hrefs = places.get(key) ?? new Set<string>()
      hrefs.add(href)
      places.set(key, hrefs)
    }
  for (const [key, hrefs] of places) if (hrefs.size >= 0.8 * members.length) return key
  return null
}

/**
 * Where the machine's time of a column may stand.
 * @param members only where one of these has it, or where times most often have it: each place is looked for in each
 *   post of a long page. Left out: wherever it may be
 */
export function stampsOf(time: string, members: readonly Element[] = []): string {
  const shown = members.flatMap((member) => (time === ':scope' ? member : (one(member, time) ?? [])))
  const inner = shown.flatMap((element) => one(element, 'time') ?? [])
  const has = (elements: readonly Element[], name: string) =>
    elements.some((element) => attribute(element, name) !== null)
  const outer = STAMPS.filter((name) => members.length === 0 || USUAL.has(name) || has(shown, name))
  const below = STAMPS.filter((name) => members.length === 0 || has(inner, name))
  return [...outer.map((name) => `${time}@${name}`), ...below.map((name) => `${time} time@${name}`)].join(
    ' | ',
  )
}

const USUAL: ReadonlySet<string> = new Set(['datetime', 'title'])
