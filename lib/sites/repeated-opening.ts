import {
  all,
  attribute,
  firstElementOf,
  holds,
  meta,
  nameOf,
  nearest,
  nextOf,
  one,
  parentOf,
  rawText,
  titleOf,
} from './dom.ts'
import { type Columns, stampsOf } from './repeated-columns.ts'
import { FOLDED, NAMED_QUOTES } from './repeated-folded.ts'
import { hasPriceIn, isAround, type Looking } from './repeated-member.ts'
import { besideIn, type Prose, weigh } from './repeated-prose.ts'
import { addBefore, emptyRegion, type Region } from './repeated-region.ts'
import { firstWithin, pathTo } from './repeated-selectors.ts'
import { authorSign } from './repeated-signs.ts'
import type { Page, Recipe } from './site.ts'
import { fold, webUrl } from './trim.ts'

/**
 * What a thread begins with, where it is marked up otherwise than its replies: an article above its comments, a
 * question above its answers. It stands before the first reply, with somebody's name, a time, and words or a title.
 */

/** What others said about something. Without a word of this the alike elements may as well be a feed. */
const REPLIES =
  /comment|repl(?:y|ies)|answer|response|discuss|thread|journal|kommentar|antwort|commentaire|réponse|comentario|respuesta|risposta|reactie|yorum/i

/** What is said of goods and places: above it stands what a shop says. */
const REVIEWS = /review|rating|testimonial|bewertung|rezension|avis(?:$|[-_\s])|opinion|feedback/i

const FARTHEST = 40
const MOST_SHAPES = 5
const FEWEST_WORDS = 5

/** What answers the opening. */
interface Replies {
  readonly selector: string
  readonly columns: Columns
  readonly first: Element
}

/** The recipe of the one post that these elements answer; null where none is to be told. Rests often. */
export function* findOpening(page: Page, replies: Replies, looking: Looking): Generator<void, Recipe | null> {
  const { selector, first } = replies
  const names = namesAround(selector, first)
  if (REVIEWS.test(names)) return null
  const answers = REPLIES.test(names) ? 'surely' : areOfThisPage(replies, page) ? 'perhaps' : 'no'
  if (answers === 'no') return null
  yield
  const region = emptyRegion(profileShape(replies, page))
  yield
  let path = first
  for (let above = parentOf(first), steps = 0; above && steps < FARTHEST; above = parentOf(above), steps++) {
    if (nameOf(above) === 'html' || region.left <= 0) return null
    yield* addBefore(path, above, region, looking)
    const found = openingIn(above, path, region, page, answers === 'surely')
    if (found !== null) return found === 'none' ? null : recipeOf(found, page, selector, looking)
    path = above
  }
  return null
}

/**
 * The shape of addresses that people have here, as the replies show it: where all are `/somebody`, a link to such an
 * address beside a time is somebody's too. Null: other signs tell.
 */
function profileShape({ selector, columns }: Replies, { document, base, url }: Page): RegExp | null {
  let found = 0
  for (const reply of Array.from(all(document, selector)).slice(0, MOST_SHAPES)) {
    const author = columns.author.split(' | ').map((place) => one(reply, place))[0]
    const link = author && (nearest(author, 'a[href]') ?? one(author, 'a[href]'))
    const to = link && URL.parse(webUrl(attribute(link, 'href'), base) ?? '')
    if (!to) continue
    if (to.host !== url.host || to.search !== '' || !/^\/[^/]+\/?$/.test(to.pathname)) return null
    found++
  }
  return found > 0 ? /^\/[^/]+\/?$/ : null
}

/** Has none of them a page of its own, as the posts of a feed have? */
function areOfThisPage(
  { selector, columns: { permalink } }: Replies,
  { document, base, url }: Page,
): boolean {
  if (permalink === null) return true
  return Array.from(all(document, selector))
    .slice(0, MOST_SHAPES)
    .every((reply) => {
      const link = one(reply, permalink)
      const to = link && URL.parse(webUrl(attribute(link, 'href'), base) ?? '')
      return !to || (to.host === url.host && to.pathname === url.pathname)
    })
}

function namesAround(replies: string, first: Element): string {
  const names = [replies]
  let above = parentOf(first)
  for (let steps = 0; above && steps < 4; steps++) {
    names.push(attribute(above, 'id') ?? '', attribute(above, 'class')?.slice(0, 300) ?? '')
    above = parentOf(above)
  }
  return names.join(' ')
}

/** The opening, and where each of its parts stands. */
interface Opening {
  readonly container: Element
  /** What holds the replies, where it stands in the container itself. */
  readonly path: Element
  readonly author: Element
  readonly time: Element
  readonly subject: Element | null
  readonly said: Prose
  readonly body: Element | null
}

/** Null: not yet, farther up there may be one. `none`: what stands here is no opening. */
function openingIn(
  above: Element,
  path: Element,
  region: Region,
  page: Page,
  isAnswered: boolean,
): Opening | 'none' | null {
  if (region.times.length === 0 || region.signed.size === 0) return null
  const said = weigh(above, region.texts, [...region.times, ...region.signed.keys()])
  const body = said.prose >= FEWEST_WORDS ? said.body : null
  const subject = subjectIn(region.headings, page)
  if (!body && !subject) return null
  const wanted = [body, subject].filter((one) => one !== null)
  const container = narrowed(above, path, wanted, region)
  const author = authorIn(container, body, region)
  const time = firstBeside(
    body,
    region.times.filter((one) => holds(container, one)),
  )
  if (!author || !time) return null
  if (hasPriceIn(region.texts)) return 'none'
  if (subject && isElsewhere(subject, page, body !== null)) return 'none'
  // Whoever has a page of their own stands above what they wrote.
  if (subject && fold(region.signed.get(author) ?? '') === fold(rawText(subject).trim())) return 'none'
  if (!subject && !isAnswered) return 'none'
  return { container, path, author, time, subject, said, body }
}

/** The smallest part that holds what is wanted with a name and a time. */
function narrowed(above: Element, path: Element, wanted: readonly Element[], region: Region): Element {
  const holdsSome = (element: Element, some: Iterable<Element>) => {
    for (const one of some) if (holds(element, one)) return true
    return false
  }
  let container = above
  for (let child = firstElementOf(container); child && child !== path; ) {
    const holdsAll = wanted.every((one) => one !== child && holds(child as Element, one))
    if (holdsAll && holdsSome(child, region.times) && holdsSome(child, region.signed.keys())) {
      container = child
      child = firstElementOf(child)
    } else child = nextOf(child)
  }
  return container
}

/** The best named, the first of these: in what somebody says others are named too. */
function authorIn(container: Element, body: Element | null, { signed }: Region): Element | null {
  const inside = [...signed]
    .filter(([one, name]) => holds(container, one) && !isAround(one, name, signed))
    .map(([one]) => one)
  const apart = inside.filter((one) => !body || body === container || !holds(body, one))
  let best: Element | null = null
  for (const one of apart.length > 0 ? apart : inside)
    if (!best || authorSign(one) > authorSign(best)) best = one
  return best
}

function firstBeside(body: Element | null, times: readonly Element[]): Element | null {
  return times.find((one) => !body || !holds(body, one)) ?? times[0] ?? null
}

/** The heading that the page bears as its title too. */
function subjectIn(headings: readonly Element[], { document }: Page): Element | null {
  const title = lettersOf(`${titleOf(document)} ${meta(document, 'og:title') ?? ''}`)
  let best: Element | null = null
  for (const heading of headings) {
    const said = lettersOf(rawText(heading).slice(0, 1_000))
    if (said.length < 3 || !title.includes(said)) continue
    // The board's own name stands in each title too, and is the shorter one; of two alike the inner one has less beside it.
    const before: number = best ? lettersOf(rawText(best)).length : 0
    if (said.length >= before) best = heading
  }
  return best
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * Does the title lead to another page of the site, as a teaser does? To another site is what somebody shares:
 * without it or words of their own there is nothing said.
 */
function isElsewhere(subject: Element, { base, url }: Page, hasWords: boolean): boolean {
  const link = nearest(subject, 'a[href]') ?? Array.from(all(subject, 'a[href]'))[0]
  const to = link && URL.parse(webUrl(attribute(link, 'href'), base) ?? '')
  if (!to) return !hasWords
  if (to.host !== url.host) return false
  const [short, long] = [to.pathname, url.pathname].sort((one, other) => one.length - other.length)
  const isThis = long?.startsWith(short ?? '') && short !== '/'
  return !hasWords || !isThis
}

function recipeOf(
  { container, path, author, time, subject, said, body }: Opening,
  page: Page,
  replies: string,
  looking: Looking,
): Recipe | null {
  const post = pathTo(container, page.document)
  const keys = [author, time].map((one) => firstWithin(one, container))
  const [by, at] = keys
  if (!post || !by || !at) return null
  const text = body && firstWithin(body, container)
  const heading = subject && firstWithin(subject, container)
  const beside = besideIn(container, said, subject ? [author, time, subject] : [author, time]) ?? []
  const list = holds(container, path) ? pathTo(path, page.document) : null
  const skip = [
    replies,
    ...(list ? [list, `${list} ~ *`] : []),
    ...beside.map((place) => place.replace(':scope', post)),
    '[role="button"]',
    'button',
    'footer',
    'nav',
    FOLDED,
  ]
  const link = nearest(time, 'a[href]')
  const own = link && holds(container, link) ? webUrl(attribute(link, 'href'), looking.base) : null
  return {
    version: 1,
    selectors: {
      post,
      author: by,
      profile: `${by}@href | ${by} a@href`,
      ...(text && { text: text === ':scope' ? '@class' : text }),
      ...(heading && { subject: heading }),
      quote: `blockquote,${NAMED_QUOTES}`,
      skip: skip.join(','),
      time: stampsOf(at),
      timeText: `${at} | ${at}@datetime`,
      ...(own && link && { permalink: firstWithin(link, container) ?? '' }),
    },
    expects: [],
  }
}
