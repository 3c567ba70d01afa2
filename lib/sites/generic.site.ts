import type { Post } from '../model/thread.ts'
import { isComposer } from './composer.ts'
import { all, matches, meta, one, titleOf } from './dom.ts'
import { speaksOfLetters } from './letters.ts'
import { readLinkedData } from './linked-data.ts'
import { POST_SCOPES, readMicrodata } from './microdata.ts'
import { ENTRIES, readEntry } from './microformats.ts'
import { nearestInPass } from './nearest-in-pass.ts'
import { type Found, findGuess, guessInForce } from './repeated-posts.ts'
import { guessedPosts, guessedSelector, readGuess, withParentsAround } from './repeated-read.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'

const BLOCKS = 'script[type="application/ld+json" i]'

const recipe: Recipe = {
  version: 2,
  // Of all kinds: forty kinds by name, asked of every element after every change, take ten times as long.
  selectors: { blocks: BLOCKS, scopes: '[itemscope][itemtype*="schema.org/"]', entries: ENTRIES },
  expects: [],
  watches: ['itemtype', 'itemprop', 'content', 'datetime'],
}

/**
 * Any page: one that says in schema.org's words or in microformats what stands on it, else one whose shape
 * tells where people's words repeat. Asked last, after the sites that we know.
 */
export const generic: Site = {
  id: 'generic',
  name: 'Other sites',
  hosts: [],
  origins: [],
  recipe,
  pageKind: (url) => (speaksOfLetters(url) ? null : 'thread'),
  elsewhere: 'posts',
  threadKey: (url) => {
    const key = new URL(url.href)
    key.hash = ''
    // What says where somebody came from, not where they are.
    for (const name of [...key.searchParams.keys()])
      if (/^(utm_\w+|fbclid|gclid|ref|source|sid|phpsessid|jsessionid)$/i.test(name))
        key.searchParams.delete(name)
    return key.href
  },
  describe: ({ document, url }) => ({
    title: trimLabel(meta(document, 'og:title')) ?? trimLabel(titleOf(document)),
    community: trimLabel(meta(document, 'og:site_name')) ?? url.host,
  }),
  prepare: (page) => findGuess(page, (site, opening) => weigh(site, opening, page)),
  containers: (page) => {
    const guess = guessInForce(page)
    const told = `${labelled(page)},${select(page, 'blocks')}`
    return all(page.document, guess ? `${told},${guessedSelector(guess)}` : told)
  },
  readPost: (container, page) => generic.readPosts?.(container, page)[0] ?? null,
  readPosts: (container, page) => {
    if (isComposer(container, page)) return []
    if (matches(container, select(page, 'blocks')))
      return withoutTwins(readLinkedData(container, page), seenPosts(page))
    const post = readLabelled(container, page) ?? readGuessed(container, page)
    return post ? [post] : []
  },
  inferParents: (posts, page, containers) => {
    const guess = guessInForce(page)
    return guess ? withParentsAround(guess, posts, page, containers) : posts
  },
  guessed: (page) => guessInForce(page) !== null,
}

function labelled(page: Page): string {
  return `${select(page, 'scopes')},${select(page, 'entries')}`
}

function readLabelled(container: Element, page: Page): Post | null {
  const post =
    matches(container, select(page, 'scopes')) && matches(container, POST_SCOPES)
      ? readMicrodata(container, page)
      : null
  if (post) return post
  if (!matches(container, select(page, 'entries'))) return null
  // Said twice, the richer words count.
  const scope = holdsScopes(page)
    ? (nearestInPass(container, POST_SCOPES, page) ?? one(container, POST_SCOPES))
    : null
  return scope && readMicrodata(scope, page) ? null : readEntry(container, page)
}

const scoped = new WeakMap<ReadonlySet<Element>, boolean>()

/** Does the page say anything in microdata? Found out once for all its entries. */
function holdsScopes(page: Page): boolean {
  const { containers, document } = page
  let holds = containers && scoped.get(containers)
  if (holds === undefined) {
    holds = one(document, select(page, 'scopes')) !== null
    if (containers) scoped.set(containers, holds)
  }
  return holds
}

/** One that the page's shape tells; where it also stands labelled, that one counts. */
function readGuessed(container: Element, page: Page): Post | null {
  const guess = guessInForce(page)
  const post = guess && readGuess(guess, container, page)
  return post && !marksOf(post).some((mark) => guess.told.has(mark)) ? post : null
}

/** So many posts tell what the rest is like. */
const MOST_WEIGHED = 300

/**
 * Is this guess worth more than what the page says of itself? Then the guess, with the marks of what it says in the
 * open. One labelled post, as boards have it for search engines, is only where a thread begins.
 */
function* weigh(site: Site, opening: Site | null, page: Page): Generator<void, Found | null> {
  const open = labelledPosts(page, 2)
  if (open.length >= 2) return null
  yield
  const guessed: Post[] = []
  for (const post of guessedPosts({ site, opening: null }, page)) {
    guessed.push(post)
    if (guessed.length >= MOST_WEIGHED) break
    yield
  }
  const lacking = guessed.filter(({ author, time, timeText }) => !author || !(time ?? timeText)).length
  if (guessed.length < 2 || lacking * 2 > guessed.length) return null
  const told: Post[] = []
  for (const block of all(page.document, select(page, 'blocks'))) {
    told.push(...readLinkedData(block, page))
    yield
  }
  const twins = told.length - withoutTwins(told, guessed).length
  const isMore = told.length < 2 || (twins * 2 >= told.length && guessed.length > told.length)
  if (!isMore) return null
  const marks = new Set(open.flatMap(marksOf))
  return {
    site,
    opening: opening && isOneMore(opening, [...open, ...guessed], page) ? opening : null,
    told: marks,
  }
}

/** A board may say over its posts what they are about, and who wrote the first of them and when: that is none besides them. */
function isOneMore(opening: Site, others: readonly Post[], page: Page): boolean {
  const [post] = guessedPosts({ site: opening, opening: null }, page)
  if (!post?.author || !(post.time ?? post.timeText) || withoutTwins([post], others).length === 0)
    return false
  return post.text.length > LONGEST_LINE || post.author.key !== others[0]?.author?.key
}

/** What says over a thread what it is about has no more characters. */
const LONGEST_LINE = 150

/** Posts that the page labels where they can be seen, at most so many. */
function labelledPosts(page: Page, most: number): readonly Post[] {
  const posts: Post[] = []
  for (const container of all(page.document, labelled(page))) {
    const post = readLabelled(container, page)
    if (post) posts.push(post)
    if (posts.length >= most) break
  }
  return posts
}

/** Those that can be seen, labelled or guessed. */
function seenPosts(page: Page): readonly Post[] {
  const guess = guessInForce(page)
  return [...labelledPosts(page, Number.POSITIVE_INFINITY), ...(guess ? guessedPosts(guess, page) : [])]
}

/**
 * A page may say the same post twice, as JSON-LD and in the open. The visible one is kept: a person can
 * be taken to it. Twins have the same author and second, or the same beginning, or the same address.
 */
function withoutTwins(posts: readonly Post[], others: readonly Post[]): readonly Post[] {
  const seen = new Set(others.flatMap(marksOf))
  return seen.size === 0 ? posts : posts.filter((post) => !marksOf(post).some((mark) => seen.has(mark)))
}

function marksOf(post: Post): readonly string[] {
  const who = (post.author?.name ?? post.author?.handle)?.toLowerCase()
  const marks = [`key ${post.key}`]
  if (!who) return marks
  if (post.time) marks.push(`at ${who} ${post.time.slice(0, 19)}`)
  // With and without a title before it.
  for (const text of [post.text, post.text.replace(/^.{1,300}\n\n/, '')]) {
    const beginning = text.replace(/[^\p{L}\p{N}]+/gu, '').slice(0, 60)
    if (beginning) marks.push(`text ${who} ${beginning}`)
  }
  return marks
}

/** For docs/sites.md. */
export const facts: SiteFacts = {
  kinds: ['thread'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'none',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'seen',
    quote: 'source',
    counts: 'source',
    language: 'source',
    replyBox: 'none',
    unloaded: 'none',
  },
  notes: [
    'Reads what a page says of itself, in this order: schema.org as JSON-LD and as microdata, microformats2 (and hAtom entries that carry their full text).',
    'Where a page says nothing, posts are guessed from its shape: elements that repeat and each hold a name, a time and words. The report says so (`guessed`), and the panel shows it.',
    'A guess needs a sign of an author (a profile address or a name such as `author` or `username`; but see below) and a time. Lists of articles, goods and results are left alone; so are small ads, and lists whose entries each show a price. Any other list whose every entry shows a person, a time and a sentence (a ticker, the people of a team) looks the same as a conversation and is taken for one. Left alone too are threads whose markup has neither sign, boards where everybody is called the same, and channels with one voice.',
    'What a thread begins with is read too where it is built otherwise than its replies (an article above its comments, a question above its answers), if it stands before them with a name, a time, and words or a title that the page bears as its own; top replies are then said to answer it, as inferred. Nothing above reviews, prices or a feed is taken for one, nor a title that leads to another page of the site.',
    'Where no sign tells who wrote, reviews and comments that are called so, or that bear stars, are by the first short word that each has for itself. A shop’s answer inside of a review is read with the review.',
    'What a page keeps out of sight is not read as somebody’s words where its names say so: cards of authors that open over the page, the source of a text for its editor, words for screen readers. When somebody joined is not when they wrote.',
    'Times in words are known in the language that the page says it is in, as far as the browser knows that language.',
    'A page whose address speaks of letters between people or of a help desk (`inbox`, `messages`, `tickets`) is not read at all, whatever it says of itself.',
    'An article is a post only where the page gives its comments with it.',
    'Times without a zone and dates without a time stay as worded.',
    'Comments in a frame of another site (Disqus and its like) are out of reach: the frame is a page of its own.',
  ],
}
