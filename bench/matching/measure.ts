import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { tabulateFirstWords } from '../../lib/matching/first-words.ts'
import { compileTerms } from '../../lib/matching/match-terms.ts'
import { scannable } from '../../lib/matching/scanned-text.ts'
import { addSpelling, createTrie } from '../../lib/matching/term-trie.ts'
import { listOf, makePosts, randomFrom } from './make-posts.ts'
import {
  charCodes,
  fastAhoCorasick,
  indexOf,
  type Method,
  own,
  plainAhoCorasick,
  unicodeRegExp,
  wordRegExp,
} from './methods.ts'
import { bestOf, type Row } from './row.ts'

export { measureDeciding, measureGrowth } from './growth.ts'
export type { Row } from './row.ts'

const CHUNKS = 12
const CHUNK_POSTS = 150
const ROUNDS = 100
/** Milliseconds for all rounds of one method: the slowest get few rounds. */
const PATIENCE = 400

export type Richness = 'low-hit' | 'hit-rich'

/** In a low-hit text 7 posts of 100 hold a name that is looked for, in a hit-rich one most do. */
function postsFor(terms: readonly string[], richness: Richness, plain: boolean): string[] {
  const share = richness === 'low-hit' ? 0.0045 : 0.12
  return makePosts(randomFrom(90), CHUNKS * CHUNK_POSTS, { named: terms, share, plain })
}

/**
 * Throws when two methods do not find the same posts, among posts in which all of them mean the same by a word.
 * Gives how many posts they found.
 */
export function checkSameHits(count: number, richness: Richness): number {
  const terms = listOf(count)
  const posts = postsFor(terms, richness, true).slice(0, 600)
  const [first, ...others] = methodsFor(terms)
  const expected = posts.map((post) => first?.holds(post))
  for (const method of others) {
    // A RegExp of ten thousand words takes 50 ms a post in Node.
    const part = posts.slice(0, method.name.startsWith('RegExp') && count > 1_000 ? 60 : posts.length)
    for (const [at, post] of part.entries())
      if (method.name !== charCodes.name && method.holds(post) !== expected[at])
        throw new Error(`${method.name} differs from own: ${post}`)
  }
  return expected.filter(Boolean).length
}

function methodsFor(terms: readonly string[]): Method[] {
  const methods = [
    own(terms),
    charCodes,
    wordRegExp(terms),
    unicodeRegExp(terms),
    fastAhoCorasick(terms),
    plainAhoCorasick(terms),
  ]
  return terms.length > 1_000 ? methods : [...methods, indexOf(terms)]
}

/** Throughput of our matcher, each time against another way. */
export function measureThroughput(count: number, richness: Richness): Row[] {
  const terms = listOf(count)
  const posts = postsFor(terms, richness, false)
  const speeds = new Map<string, { speed: number; rounds: number }>()
  for (const method of methodsFor(terms)) speeds.set(method.name, speedOf(method, posts))
  if (!Number.isFinite(kept)) throw new Error('a method gave no count')
  const mine = speeds.get('own') ?? { speed: Number.NaN, rounds: 0 }
  return [...speeds]
    .filter(([name]) => name !== 'own')
    .map(([name, { speed, rounds }]) => ({
      case: `${richness} ${count} terms, against ${name}`,
      value: mine.speed,
      unit: 'Mchar/s',
      baseline: speed,
      n: Math.min(rounds, mine.rounds),
    }))
}

/** What was counted. It is looked at, or an engine might leave the counting out. */
let kept = 0

/**
 * By the best time of each small chunk: whatever else the machine does interrupts some rounds of a chunk, not
 * all. A method that is too slow for its time is measured on the first chunks alone.
 */
function speedOf({ count }: Method, posts: readonly string[]): { speed: number; rounds: number } {
  const best = new Array<number>(CHUNKS).fill(Number.POSITIVE_INFINITY)
  const began = performance.now()
  let rounds = 0
  for (; rounds < ROUNDS && (rounds < 3 || performance.now() - began < PATIENCE); rounds += 1)
    for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
      if (chunk > 0 && best[chunk] === Number.POSITIVE_INFINITY && performance.now() - began > PATIENCE) break
      const start = performance.now()
      for (let at = chunk * CHUNK_POSTS; at < (chunk + 1) * CHUNK_POSTS; at += 1)
        kept += count(posts[at] ?? '')
      best[chunk] = Math.min(best[chunk] ?? 0, performance.now() - start)
    }
  let units = 0
  let time = 0
  for (let chunk = 0; chunk < CHUNKS; chunk += 1) {
    if (best[chunk] === Number.POSITIVE_INFINITY) continue
    time += best[chunk] ?? 0
    for (let at = chunk * CHUNK_POSTS; at < (chunk + 1) * CHUNK_POSTS; at += 1)
      units += (posts[at] ?? '').length
  }
  return { speed: units / time / 1_000, rounds }
}

/** Milliseconds to build the matcher, against building the best package's. */
export function measureBuilding(): Row[] {
  return [100, 1_000, 10_000].map((count) => {
    const terms = listOf(count)
    const patterns = terms.map((text) => ({ kind: 'words' as const, text, prefix: false, plurals: true }))
    return {
      case: `build ${count} terms, against @monyone/aho-corasick`,
      value: bestOf(5, () => compileTerms(patterns)),
      unit: 'ms',
      baseline: bestOf(2, () => fastAhoCorasick(terms)),
      n: 5,
    }
  })
}

/** Milliseconds to look through a page of 200 posts: for a thousand terms, and with the queries of twenty topics decided. */
export function measurePage(): Row[] {
  const terms = listOf(1_000)
  const posts = makePosts(randomFrom(5), 200, { named: terms, share: 0.01, plain: false }).map((post) =>
    post.repeat(3),
  )
  const page = (count: (post: string) => number) =>
    bestOf(50, () => {
      for (const post of posts) kept += count(post)
    })
  const baseline = page(charCodes.count)
  const row = (name: string, value: number): Row => ({
    case: `page of 200 posts, ${name}, against charCodeAt loop`,
    value,
    unit: 'ms',
    baseline,
    n: 50,
  })
  const decide = (query: (name: string) => string) => {
    const compiled = compileTopics(terms.slice(0, 20).map((name) => ({ id: name, query: query(name) })))
    return page((text) => findMatches(compiled, { site: 'town', text }).length)
  }
  return [
    row('1000 terms', page(own(terms).count)),
    row(
      '20 topics',
      decide((name) => `("${name}" OR @quillon OR #grinder) NOT (sword OR hilt)`),
    ),
    row(
      '20 topics of words that are near',
      decide((name) => `"${name}" NEAR/8 (good OR "not now" OR work*)`),
    ),
  ]
}

/** The first posts after building, against the same posts later. */
export function measureFirstUse(): Row {
  const terms = listOf(10_000)
  const posts = postsFor(terms, 'low-hit', false).slice(0, 50)
  const matcher = own(terms)
  const read = () => {
    for (const post of posts) kept += matcher.count(post)
  }
  const first = bestOf(1, read)
  return {
    case: 'first 50 posts after building 10000 terms, against the same later',
    value: first,
    unit: 'ms',
    baseline: bestOf(200, read),
    n: 1,
  }
}

/** Compiled, and scanned once so that all is there that scanning needs. */
export function holdMatcher(count: number): void {
  const terms = listOf(count)
  const matcher = compileTerms(terms.map((text) => ({ kind: 'words', text, prefix: false, plurals: true })))
  matcher.scan(scannable(terms.join(' ').slice(0, 1_000)), () => {
    kept += 1
  })
  held = matcher
}

let held: unknown = null

export function letGo(): void {
  held = null
  kept += held === null ? 0 : 1
}

/** Best milliseconds to compile a list, and to get its tables back from IndexedDB instead. Browsers only. */
export async function measureRestoring(count: number): Promise<{ build: number; load: number }> {
  const patterns = listOf(count).map((text) => ({
    kind: 'words' as const,
    text,
    prefix: false,
    plurals: true,
  }))
  const build = bestOf(5, () => compileTerms(patterns))
  const trie = createTrie()
  for (const [n, { text }] of patterns.entries())
    for (const spelling of [text, `${text}s`]) addSpelling(trie, spelling, n, false)
  const tables = tabulateFirstWords(trie)
  const opened = indexedDB.open('restoring', 1)
  opened.onupgradeneeded = () => opened.result.createObjectStore('tables')
  const db = await settled(opened)
  await settled(db.transaction('tables', 'readwrite').objectStore('tables').put(tables, count))
  let load = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now()
    const loaded = (await settled(db.transaction('tables').objectStore('tables').get(count))) as typeof tables
    if (loaded.trie.nodes !== trie.nodes) throw new Error('the tables came back changed')
    load = Math.min(load, performance.now() - start)
  }
  db.close()
  return { build, load }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
