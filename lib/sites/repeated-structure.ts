import { all, attribute, holds, nearest, one, parentOf } from './dom.ts'
import { speaksOfLetters } from './letters.ts'
import { type Columns, findColumns } from './repeated-columns.ts'
import { FOLDED, NAMED_QUOTES } from './repeated-folded.ts'
import type { Looking } from './repeated-member.ts'
import { findOpening } from './repeated-opening.ts'
import { groupsOf, pathTo } from './repeated-selectors.ts'
import { findTimes, TALK } from './repeated-signs.ts'
import type { Page, Recipe } from './site.ts'

/**
 * Posts on a page that says nothing of what it holds, by their shape: elements that repeat and each have
 * somebody's name, a time and words. A guess, so it rather finds nothing: lists of articles, goods, results
 * and mails repeat too.
 */

/** Kinds of elements looked at closely, members of each, and nodes in all: the work is bounded on any page. */
const MOST_GROUPS = 60
const MOST_SAMPLES = 24
const BUDGET = 150_000

/** Where a page repeats itself beside what it is about. */
const BESIDE =
  'nav,aside,body > footer,body > header,[role="navigation"],[role="contentinfo"],[role="complementary"],[class*="sidebar" i],[id*="sidebar" i],[class*="widget" i]:not([class*="review-widget" i],[class*="reviews-widget" i]),[class*="related" i],[class*="carousel" i]'

/** Recipes for `siteFromRecipe`: of what repeats, and of the one post that it answers. */
interface Repeated {
  readonly posts: Recipe
  /** Null: there is none, or it is built like the others. */
  readonly opening: Recipe | null
}

/** Null where nothing looks like posts. Rests (yields) often: on a long page it takes a tenth of a second. */
export function* findRepeated(page: Page): Generator<void, Repeated | null> {
  const { document, url, base } = page
  if (isNoTalk(url)) return null
  const times = yield* findTimes(document)
  if (times.size < 2) return null
  const looking: Looking = { url, base, times, budget: BUDGET }
  let best: { readonly group: Group; readonly columns: Columns; readonly score: number } | null = null
  for (const group of yield* findGroups(times, document)) {
    if (looking.budget <= 0) break
    const columns = yield* findColumns(group.selector, sampleOf(group.members), looking)
    if (!columns || (group.members.length < 3 && !isTalk(group))) continue
    const score = scoreOf(group, columns)
    // Of two that hold the same posts the outer one counts: it has their anchors and their replies.
    if (!best || score > best.score * 1.05 || (score > best.score * 0.95 && isAround(group, best.group)))
      best = { group, columns, score }
  }
  return best && (yield* withOpening(best.group, best.columns, page, looking))
}

function* withOpening(
  { selector, members }: Group,
  columns: Columns,
  page: Page,
  looking: Looking,
): Generator<void, Repeated> {
  const [first, second] = members
  const path = first && second && lacks(first, columns) ? pathTo(first, page.document) : null
  // The first may be called like the others and be built otherwise.
  if (path && second) {
    const others = `${selector}:not(${path})`
    const opening = yield* findOpening(page, { selector: others, columns, first: second }, looking)
    if (opening) return { posts: recipeOf(others, columns), opening }
  }
  const opening = first ? yield* findOpening(page, { selector, columns, first }, looking) : null
  return { posts: recipeOf(selector, columns), opening }
}

/** Has it nothing where the others have their words or their author? */
function lacks(member: Element, { author, text }: Columns): boolean {
  const isThere = (places: string) =>
    places.split(' | ').some((place) => place === ':scope' || one(member, place) !== null)
  return !isThere(text) || !isThere(author)
}

/** What somebody has set and goods on offer have names, times and sentences too, as letters have: not guessed at. */
function isNoTalk(url: URL): boolean {
  return (
    speaksOfLetters(url) ||
    /\/(?:notifications|settings|checkout|classifieds|kleinanzeigen|marketplace)(?:[/.]|$)/i.test(
      url.pathname,
    )
  )
}

interface Group {
  readonly selector: string
  readonly members: readonly Element[]
}

function scoreOf({ selector, members }: Group, columns: Columns): number {
  const named = TALK.test(selector) ? 1.3 : 1
  // A list of the latest words has more entries than the thread beside it, and less in each.
  const words = 10 + Math.min(columns.words, 60)
  return members.length * words * columns.coverage * (0.5 + columns.proseShare / 2) * named
}

function isAround(outer: Group, inner: Group): boolean {
  const [one, other] = [outer.members[0], inner.members[0]]
  return !!one && !!other && one !== other && holds(one, other)
}

/** Two alike elements are few to tell anything by: then their names or their place must say that people talk there. */
function isTalk({ selector, members }: Group): boolean {
  if (TALK.test(selector)) return true
  let above = members[0] ? parentOf(members[0]) : null
  for (let steps = 0; above && steps < 4; steps++) {
    if (TALK.test(`${attribute(above, 'id') ?? ''} ${attribute(above, 'class') ?? ''}`)) return true
    above = parentOf(above)
  }
  return false
}

/** Alike elements above the times, the most numerous first. Each element of the page is looked at once. */
function* findGroups(times: ReadonlySet<Element>, document: Document): Generator<void, readonly Group[]> {
  const groups = new Map<string, Element[]>()
  const seen = new Set<Element>()
  for (const time of times) {
    for (let above = parentOf(time); above && !seen.has(above); above = parentOf(above)) {
      seen.add(above)
      for (const selector of groupsOf(above)) {
        const members = groups.get(selector) ?? []
        members.push(above)
        groups.set(selector, members)
      }
    }
    yield
  }
  const ranked = [...groups]
    .filter(([, found]) => found.length > 1)
    .sort(
      ([a, one], [b, other]) =>
        // The same elements by two names: the one that says what they are.
        other.length - one.length || Number(TALK.test(b)) - Number(TALK.test(a)),
    )
  const kept: Group[] = []
  const told = new Set<string>()
  // A number for an element, so that two lists of elements can be told apart cheaply.
  const numbers = new Map<Element, number>()
  const numberOf = (element: Element) => {
    const number = numbers.get(element) ?? numbers.size
    numbers.set(element, number)
    return number
  }
  for (const [selector, found] of ranked) {
    if (kept.length >= MOST_GROUPS) break
    yield
    const members = Array.from(all(document, selector))
    const first = members[0]
    const last = members.at(-1)
    if (
      !first ||
      !last ||
      members.length > 1.7 * found.length ||
      nearest(first, BESIDE) ||
      nearest(last, BESIDE)
    )
      continue
    const same = `${members.length} ${numberOf(first)} ${numberOf(last)}`
    if (told.has(same)) continue
    told.add(same)
    kept.push({ selector, members })
  }
  return kept
}

/** Evenly spread over the page: the first posts are often unlike the others. */
function sampleOf(members: readonly Element[]): readonly Element[] {
  if (members.length <= MOST_SAMPLES) return members
  const step = members.length / MOST_SAMPLES
  return Array.from({ length: MOST_SAMPLES }, (_, at) => members[Math.floor(at * step)] as Element)
}

/** What to do with a post stands below its words, on boards also among them. */
const MACHINERY =
  '[class*="post-options" i],[class*="message-options" i],[class*="comment-actions" i],[class*="post-actions" i],[class*="buttons" i]'

function recipeOf(post: string, columns: Columns): Recipe {
  const beside = columns.beside.map((place) => place.replace(':scope', post))
  const machinery = beside.length > 0 ? ['footer', 'nav', '[class*="actions" i]', '[class*="avatar" i]'] : []
  return {
    version: 1,
    selectors: {
      post,
      author: columns.author,
      profile: columns.profile,
      // An attribute alone is the container itself.
      text: columns.text === ':scope' ? '@class' : columns.text,
      quote: columns.inQuotes ? NAMED_QUOTES : `blockquote,${NAMED_QUOTES}`,
      skip: [post, '[role="button"]', MACHINERY, FOLDED, ...beside, ...machinery].join(','),
      time: columns.stamps,
      timeText: `${columns.time} | ${columns.time}@datetime`,
      ...(columns.permalink && { permalink: columns.permalink }),
    },
    expects: [],
  }
}
