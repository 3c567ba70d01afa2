import { LIMITS } from '../model/limits.ts'
import type { PageSeen } from '../model/page.ts'
import type { Post } from '../model/thread.ts'
import { hash } from './hash.ts'
import { addGaps, gapsOf, noneMissing } from './tell-missing.ts'

type Sent = PageSeen['posts'][number]

interface Known {
  readonly parent: Post['parent']
  /** What it lacks, as `gapsOf` says. */
  readonly gaps: number
  readonly content: number
  readonly order: number
}

/**
 * Room between neighbours, so that posts which appear between two others (replies that somebody unfolds)
 * or above the first (a feed's new posts) find a place without all the rest being sent again.
 */
const STEP = 2 ** 20
const ORIGIN = 2 ** 44

/** So many posts that the page dropped again are remembered; older ones are told anew when they come back. */
const MOST_REMEMBERED = 5_000

/**
 * What was told of a page in one visit. Holds no element and no text: a virtual list gives its nodes to other
 * posts, and a day's feed must not stay in memory.
 */
export function createVisit(id: string) {
  const known = new Map<string, Known>()
  /** A container that did not change gives the very same post: nothing to look at again. */
  const told = new WeakMap<Post, Known>()
  const missing = noneMissing()
  let size = 0

  /** Takes one pass over the page: `read[i]` as its container gave it, `settled[i]` with its parent. Returns what is new. */
  function take(read: readonly Post[], settled: readonly Post[]): readonly Sent[] {
    const orders = placeAll(
      read.map(({ key }) => key),
      (key) => known.get(key)?.order,
    )
    const present = new Set(read.map(({ key }) => key))
    const fresh: Sent[] = []
    read.forEach((post, at) => {
      const before = known.get(post.key)
      const order = orders[at] ?? ORIGIN
      const parent = parentOf(before?.parent ?? null, settled[at]?.parent ?? null, present)
      const same = before !== undefined && before.order === order && sameParent(before.parent, parent)
      if (same && told.get(post) === before) return
      const whole = parent === post.parent ? post : { ...post, parent }
      const now = { parent, gaps: gapsOf(post), content: contentOf(whole), order }
      known.set(post.key, now)
      told.set(post, now)
      if (before) addGaps(missing, before.gaps, -1)
      else size++
      addGaps(missing, now.gaps, 1)
      if (before?.content !== now.content || before.order !== order) fresh.push({ order, post: whole })
    })
    forgetOldest(present)
    return fresh
  }

  function forgetOldest(present: ReadonlySet<string>): void {
    if (known.size <= MOST_REMEMBERED) return
    for (const key of known.keys()) {
      if (known.size <= MOST_REMEMBERED) return
      if (!present.has(key)) known.delete(key)
    }
  }

  return { id, missing, take, size: () => size, keys: () => [...known.keys()] }
}

export type Visit = ReturnType<typeof createVisit>

/** In messages of a size that every browser carries. At least one, for a report alone. */
export function inBatches(posts: readonly Sent[]): readonly Sent[][] {
  const batches: Sent[][] = []
  for (let at = 0; at < posts.length; at += LIMITS.postsPerMessage)
    batches.push(posts.slice(at, at + LIMITS.postsPerMessage))
  return batches.length > 0 ? batches : [[]]
}

/**
 * A parent inferred from order holds only as long as the page shows the post it names: once a virtual list
 * has dropped that one, the order of what is left says nothing, and what was known stays.
 */
function parentOf(known: Post['parent'], now: Post['parent'], present: ReadonlySet<string>): Post['parent'] {
  if (!known || (now && !now.inferred)) return now
  if (!known.inferred) return known
  return now && present.has(known.key) ? now : known
}

function sameParent(one: Post['parent'], other: Post['parent']): boolean {
  return one?.key === other?.key && one?.inferred === other?.inferred
}

/** Everything that makes a post another post to its reader. "5 minutes ago" turning into "6" does not. */
function contentOf({
  text,
  quoted,
  author,
  permalink,
  time,
  timeText,
  parent,
  state,
  truncated,
}: Post): number {
  const about = [
    author?.key,
    author?.name,
    permalink,
    time ?? timeText,
    parent?.key,
    parent?.inferred,
    state,
    truncated,
  ]
  return hash(`${text}\u0000${quoted ?? ''}\u0000${about.join('\u0000')}`)
}

/**
 * A number for each key that grows down the page. Known ones keep theirs; when the page was sorted anew,
 * or no room is left between two, all are numbered again.
 */
function placeAll(
  keys: readonly string[],
  knownOrder: (key: string) => number | undefined,
): readonly number[] {
  const orders: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (let at = 0; at < keys.length; ) {
    let end = at
    while (end < keys.length && knownOrder(keys[end] as string) === undefined) end++
    const next = end < keys.length ? (knownOrder(keys[end] as string) as number) : Number.POSITIVE_INFINITY
    const room = spread(end - at, last, next)
    if (!room || next <= last) return keys.map((_, place) => ORIGIN + place * STEP)
    orders.push(...room)
    if (end < keys.length) orders.push(next)
    last = orders.at(-1) ?? last
    at = end + 1
  }
  return orders
}

/** `count` whole numbers strictly between two; null when they do not fit. */
function spread(count: number, low: number, high: number): readonly number[] | null {
  if (count === 0) return []
  const step = Number.isFinite(low) && Number.isFinite(high) ? Math.floor((high - low) / (count + 1)) : STEP
  if (step < 1) return null
  const first = Number.isFinite(low) ? low + step : Number.isFinite(high) ? high - count * step : ORIGIN
  return first < 0 ? null : Array.from({ length: count }, (_, at) => first + at * step)
}
