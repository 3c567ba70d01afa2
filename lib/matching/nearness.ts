/** Where a term stands: its words, counted from the beginning of the post, and its place in the page's own text. */
export interface Place {
  readonly first: number
  readonly last: number
  readonly sentence: number
  readonly start: number
  readonly end: number
  /** The part of the query that it is a place of. */
  readonly part: string
}

/**
 * The places of both sides that have one of the other side near: `most` other words between them at most,
 * and no word in common. Both lists are sorted by `first`. Time n log n.
 */
export function nearPlaces(
  left: readonly Place[],
  right: readonly Place[],
  { most, ordered }: { readonly most: number; readonly ordered: boolean },
): Place[] {
  const [isNearLeft, isNearRight] = [marks(left), marks(right)]
  markFollowers(left, isNearLeft, right, isNearRight, most)
  if (!ordered) markFollowers(right, isNearRight, left, isNearLeft, most)
  return [...left.filter((_, at) => isNearLeft[at] === 1), ...right.filter((_, at) => isNearRight[at] === 1)]
}

function marks(places: readonly Place[]): Uint8Array {
  return new Uint8Array(places.length)
}

/** Marks each place that is followed closely enough by one of the others, and those others. */
function markFollowers(
  places: readonly Place[],
  isNear: Uint8Array,
  others: readonly Place[],
  isNearOther: Uint8Array,
  most: number,
): void {
  // How many stretches of followers begin, less how many end, at each of the others: a post that repeats
  // both sides has so many pairs that they cannot be gone through one by one.
  const changes = new Int32Array(others.length + 1)
  for (const [at, { last }] of places.entries()) {
    const from = firstAtOrAfter(others, last + 1)
    const to = firstAtOrAfter(others, last + most + 2)
    if (from === to) continue
    isNear[at] = 1
    changes[from] = (changes[from] ?? 0) + 1
    changes[to] = (changes[to] ?? 0) - 1
  }
  let open = 0
  for (let at = 0; at < others.length; at += 1) {
    open += changes[at] ?? 0
    if (open > 0) isNearOther[at] = 1
  }
}

/** Position of the first place that begins at this word or later. */
function firstAtOrAfter(places: readonly Place[], word: number): number {
  return search(places.length, (at) => (places[at]?.first ?? 0) >= word)
}

/** The least number for which `holds`, which holds for all after it; `length` when for none. */
function search(length: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The places of both sides that have one of the other side in their sentence, with no word in common. */
export function sameSentencePlaces(left: readonly Place[], right: readonly Place[]): Place[] {
  return [...withPartner(left, right), ...withPartner(right, left)]
}

function withPartner(places: readonly Place[], others: readonly Place[]): Place[] {
  const bounds = new Map<number, { latest: number; earliest: number }>()
  for (const { sentence, first, last } of others) {
    const bound = bounds.get(sentence)
    if (bound === undefined) bounds.set(sentence, { latest: first, earliest: last })
    else {
      bound.latest = Math.max(bound.latest, first)
      bound.earliest = Math.min(bound.earliest, last)
    }
  }
  return places.filter(({ sentence, first, last }) => {
    const bound = bounds.get(sentence)
    return bound !== undefined && (bound.latest > last || bound.earliest < first)
  })
}

/**
 * The places of a phrase with `~`: those in a stretch of `within` words that holds each of its words, as often as
 * the phrase names it. `words`: one entry a word of the phrase; equal ids are the same word.
 */
export function spreadPlaces(
  words: readonly { readonly id: number; readonly places: readonly Place[] }[],
  within: number,
): Place[] {
  const least = new Map<number, number>()
  for (const { id } of words) least.set(id, (least.get(id) ?? 0) + 1)
  const seen = new Set<number>()
  const places: Placed[] = words.flatMap(({ id, places: all }) => {
    if (seen.has(id)) return []
    seen.add(id)
    return all.map((place) => ({ id, place, isLeft: false }))
  })
  const stretches = fullStretches(places, least, within)
  return places
    .map(({ place }) => place)
    .filter(({ first, last }) => {
      const at = search(stretches.length, (n) => (stretches[n]?.last ?? 0) >= last)
      const stretch = stretches[at]
      return stretch !== undefined && stretch.first <= first
    })
    .sort((one, other) => one.first - other.first || one.last - other.last)
}

interface Placed {
  readonly id: number
  readonly place: Place
  /** It begins before the stretch that is looked at. */
  isLeft: boolean
}

/** Every stretch that ends with a place and holds as many of each id as asked; both ends grow along the list. */
function fullStretches(
  places: readonly Placed[],
  least: ReadonlyMap<number, number>,
  within: number,
): { readonly first: number; readonly last: number }[] {
  const byFirst = places.toSorted((one, other) => one.place.first - other.place.first)
  const byLast = places.toSorted((one, other) => one.place.last - other.place.last)
  const counts = new Map<number, number>()
  const stretches: { first: number; last: number }[] = []
  let missing = least.size
  const change = (id: number, by: number) => {
    const before = counts.get(id) ?? 0
    const asked = least.get(id) ?? 0
    counts.set(id, before + by)
    missing += Number(before >= asked) - Number(before + by >= asked)
  }
  const added = new Set<Placed>()
  let left = 0
  for (const one of byLast) {
    const { last } = one.place
    const first = last - within + 1
    for (let next = byFirst[left]; next !== undefined && next.place.first < first; next = byFirst[left]) {
      next.isLeft = true
      if (added.has(next)) change(next.id, -1)
      left += 1
    }
    if (one.isLeft) continue
    added.add(one)
    change(one.id, 1)
    if (missing === 0) stretches.push({ first, last })
  }
  return stretches
}
