/**
 * A second reading of docs/query-language.md, as slow and as plain as can be: it goes through every pair and every
 * window. It shares no code with what it checks, and reads posts that come as words already.
 */
import { childrenOf, type Field, type Query, type Term } from '../../lib/matching/query.ts'

/** A word of a post, without capitals, and what stands after it. */
export interface SlowWord {
  readonly text: string
  readonly after: string
}

export interface SlowPost {
  readonly words: readonly SlowWord[]
  readonly lang: 'de' | 'en' | null
  readonly author: 'ana' | 'brewbert' | null
  readonly isReply: boolean | null
}

/** Words from `first` to `last`, both counted. */
interface Stretch {
  readonly first: number
  readonly last: number
}

export function slowlyHolds(query: Query, post: SlowPost): boolean {
  switch (query.kind) {
    case 'and':
      return query.parts.every((part) => slowlyHolds(part, post))
    case 'or':
      return query.parts.some((part) => slowlyHolds(part, post))
    case 'not':
      return !slowlyHolds(query.part, post)
    case 'field':
      return slowlyFits(query, post)
    default:
      return stretchesOf(query, post).length > 0
  }
}

function slowlyFits({ name, value }: Field, post: SlowPost): boolean {
  if (name === 'lang') return post.lang === value
  if (name === 'author') return post.author === value
  if (name === 'is') return post.isReply === true
  throw new Error(`no ${name} in these tests`)
}

/** Where the words begin that show a NEAR or a SENT: those that count for it, and for each that is inside it. */
export function slowlyShown(query: Query, post: SlowPost): ReadonlySet<number> {
  const inner = query.kind === 'or' || isNearness(query) ? childrenOf(query) : []
  const own = isNearness(query) ? stretchesOf(query, post).map(({ first }) => first) : []
  return new Set([...own, ...inner.flatMap((part) => [...slowlyShown(part, post)])])
}

function isNearness(query: Query): query is Query & { kind: 'near' | 'sentence' } {
  return query.kind === 'near' || query.kind === 'sentence'
}

/** Where a side of NEAR or SENT stands, each place once: only those of its words that have the other side near. */
function stretchesOf(query: Query, post: SlowPost): Stretch[] {
  const all = standing(query, post)
  return all.filter(
    ({ first, last }, at) => all.findIndex((one) => one.first === first && one.last === last) === at,
  )
}

function standing(query: Query, post: SlowPost): Stretch[] {
  switch (query.kind) {
    case 'or':
      return query.parts.flatMap((part) => stretchesOf(part, post))
    case 'near':
    case 'sentence': {
      const pairs = stretchesOf(query.left, post).flatMap((left) =>
        stretchesOf(query.right, post)
          .filter((right) =>
            query.kind === 'near' ? isNear(left, right, query) : isBeside(left, right, post),
          )
          .map((right) => [left, right]),
      )
      return pairs.flat()
    }
    case 'and':
    case 'not':
    case 'field':
      return []
    default:
      return occurrences(query, post.words)
  }
}

function isNear(left: Stretch, right: Stretch, { most, ordered }: Query & { kind: 'near' }): boolean {
  const after = right.first - left.last - 1
  const before = left.first - right.last - 1
  return (after >= 0 && after <= most) || (!ordered && before >= 0 && before <= most)
}

function isBeside(left: Stretch, right: Stretch, { words }: SlowPost): boolean {
  const sentenceOf = (word: number) =>
    words.slice(0, word).filter(({ after }) => /[.!?…]|\n/.test(after)).length
  const isApart = left.last < right.first || right.last < left.first
  return isApart && sentenceOf(left.first) === sentenceOf(right.first)
}

function occurrences(term: Term, words: readonly SlowWord[]): Stretch[] {
  const asked = term.text.split(' ')
  const all = words.flatMap((_, first) =>
    words.slice(first).map((_other, more) => ({ first, last: first + more })),
  )
  if (term.slop !== null) {
    const width = asked.length + term.slop
    const windows = words.map((_, first) => ({ first, last: first + width - 1 }))
    const fits = (n: number, text: string) =>
      isPart({ ...term, kind: 'word', prefix: hasStar(n) }, [asked[n] ?? ''], 0, text)
    const hasStar = (n: number) => term.prefix && n === asked.length - 1
    const places = asked.map((_, n) => words.flatMap((one, at) => (fits(n, one.text) ? [at] : [])))
    const isFull = ({ first, last }: Stretch) =>
      asked.every((word, at) => {
        const times = asked.filter((one, n) => one === word && hasStar(n) === hasStar(at)).length
        return (places[at] ?? []).filter((place) => place >= first && place <= last).length >= times
      })
    const full = windows.filter(isFull)
    return [...new Set(places.flat())]
      .filter((place) => full.some(({ first, last }) => place >= first && place <= last))
      .map((place) => ({ first: place, last: place }))
  }
  return all.filter(({ first, last }) => {
    if (last - first + 1 !== asked.length) return false
    const inside = words.slice(first, last + 1)
    const isBroken = inside.slice(0, -1).some(({ after }) => after.split('\n').length > 2)
    return !isBroken && inside.every(({ text }, at) => isPart(term, asked, at, text))
  })
}

function isPart(term: Term, asked: readonly string[], at: number, text: string): boolean {
  const word = asked[at] ?? ''
  const isLast = at === asked.length - 1
  if (term.prefix && isLast) return fitsWild(word, text, true)
  return (isLast && !term.prefix ? spellings(word) : [word]).some((one) => fitsWild(one, text, false))
}

/** The words of these tests have no other plurals. */
function spellings(word: string): string[] {
  return [word, `${word}s`]
}

function fitsWild(pattern: string, text: string, isBeginning: boolean): boolean {
  const piece = isBeginning ? text.slice(0, pattern.length) : text
  return (
    piece.length === pattern.length &&
    [...pattern].every((letter, at) => letter === '?' || letter === piece[at])
  )
}
