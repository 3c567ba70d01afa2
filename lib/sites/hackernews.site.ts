import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, nextOf, one, rawText, titleOf } from './dom.ts'
import { readResult } from './hackernews-search.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { joinTexts, type ReadText, readText } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { instant, trimLabel, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    row: 'tr.athing[id]',
    comment: 'td.default',
    author: 'a.hnuser',
    age: '.age',
    body: '.commtext',
    /** Before 2024 the text had no name of its own, only its shade of grey. */
    bodyBefore2024: '.comment > span[class]',
    comment_place: '.comment',
    nav: '.navs a, .par a',
    indent: 'td.ind',
    title: '.titleline > a, a.storylink',
    /** The title with the marks before it: [flagged], [dead]. */
    titleLine: '.titleline, td.title:last-child',
    commentHead: '.comhead',
    score: '.score',
    /** The choices of a poll: rows of their own, each with a row for its score. */
    choice: 'tr.athing > td.comment',
    tree: '.comment-tree',
    rootByline: '.fatitem .subtext',
    selfText: '.toptext',
    more: 'a.morelink',
    root: 'table.fatitem',
    result: 'article.Story',
    resultTitle: '.Story_title > a[href*="/item?id="]',
    resultMeta: '.Story_meta a[href]',
    resultText: '.Story_comment',
    replyBox: 'form[action="comment"] textarea[name="text"]',
  },
  expects: [
    { selector: 'tr.athing[id]', least: 1, on: ['thread', 'feed', 'profile'] },
    { selector: '.age', least: 1, on: ['thread', 'feed', 'profile'] },
    { selector: 'article.Story .Story_title > a[href*="/item?id="]', least: 1, on: ['search'] },
  ],
  watches: ['class'],
}

const FEEDS =
  /^\/(news|newest|newcomments|front|ask|asknew|show|shownew|best|bestcomments|noobcomments|noobstories|active|jobs|launches|pool|invited|from|over|classic|highlights|whoishiring)?$/

const SEARCH = 'hn.algolia.com'

export const hackernews: Site = {
  id: 'hackernews',
  name: 'Hacker News',
  hosts: ['news.ycombinator.com', SEARCH],
  origins: ['https://news.ycombinator.com/*', `https://${SEARCH}/*`],
  recipe,
  pageKind: (url): PageKind | null => {
    if (url.hostname === SEARCH) return /^\/(search|story\/.*)?$/.test(url.pathname) ? 'search' : null
    if (url.pathname === '/item') return 'thread'
    if (/^\/(threads|submitted|favorites|upvoted|hidden|flagged)$/.test(url.pathname)) return 'profile'
    return FEEDS.test(url.pathname) ? 'feed' : null
  },
  threadKey: (url) => {
    if (url.hostname === SEARCH) {
      const words = url.searchParams.get('query') ?? url.searchParams.get('q') ?? ''
      return `https://${SEARCH}/?query=${encodeURIComponent(words)}`
    }
    const id = url.searchParams.get('id')
    const named = new URLSearchParams()
    for (const name of ['id', 'site', 'kind', 'p', 'day']) {
      const value = url.searchParams.get(name)
      if (value !== null) named.set(name, value)
    }
    const search = url.pathname === '/item' ? `id=${id ?? ''}` : named.toString()
    return `https://news.ycombinator.com${url.pathname}${search && `?${search}`}`
  },
  describe: ({ document }) => {
    const title = trimLabel(titleOf(document).replace(/ \| Hacker News$/, ''))
    return { title, community: null }
  },
  containers: (page) => all(page.document, `${select(page, 'row')},${select(page, 'result')}`),
  readPost: (row, page) => {
    if (matches(row, select(page, 'result'))) return readResult(row, page)
    return one(row, select(page, 'comment')) ? readComment(row, page) : readStory(row, page)
  },
  inferParents,
  countUnloaded: (page, posts) => {
    if (!one(page.document, select(page, 'tree'))) return null
    const isPart = one(page.document, select(page, 'more')) !== null
    const isLater = Number(page.url.searchParams.get('p') ?? 1) > 1
    if (!isPart) return isLater ? null : 0
    // A later page does not say how many the earlier ones held.
    const total = isLater ? null : commentTotal(one(page.document, select(page, 'rootByline')))
    return total === null ? null : Math.max(0, total + 1 - posts.length)
  },
}

/** "9 comments", or "discuss" where there are none yet. Comments and jobs have neither. */
function commentTotal(byline: Element | null): number | null {
  const text = byline ? rawText(byline).trim() : ''
  return / discuss$/.test(text) ? 0 : wholeNumber(text.match(/(\d+)\s*comments?$/)?.[1])
}

function permalinkOf(id: string, page: Page): string | null {
  return webUrl(`/item?id=${id}`, page.url)
}

function byline(place: Element, page: Page) {
  const name = rawTextOf(one(place, select(page, 'author')))
  const age = one(place, select(page, 'age'))
  const epoch = age ? attribute(age, 'title')?.match(/\s(\d{9,11})$/) : null
  return {
    // Names are compared as typed by the site, but no two differ by case alone.
    author: makeAuthor({
      key: name,
      handle: name,
      url: name ? webUrl(`/user?id=${encodeURIComponent(name)}`, page.url) : null,
    }),
    time: epoch ? instant(Number(epoch[1]) * 1000) : null,
    timeText: rawTextOf(age),
  }
}

function readStory(row: Element, page: Page): Post | null {
  const id = attribute(row, 'id')
  const title = one(row, select(page, 'title'))
  const line = one(row, select(page, 'titleLine'))
  const below = nextOf(row)
  const state = line ? markIn(rawText(line).replace(title ? rawText(title) : '', '')) : null
  if (!id || !below || (!title && !state)) return null
  const score = one(below, select(page, 'score'))
  return makePost({
    key: id,
    permalink: permalinkOf(id, page),
    text: joinTexts([title && readText(title), selfText(row, below, page), ...choices(row, page)]),
    ...byline(below, page),
    state: state ?? 'shown',
    counts: { likes: wholeNumber(score && rawText(score)), replies: commentTotal(below) },
  })
}

/** What the site puts before a title or after a name: shown to the few who asked to see what was hidden. */
function markIn(text: string): 'deleted' | 'limited' | null {
  if (/\[deleted\]/.test(text)) return 'deleted'
  return /\[(?:dead|flagged)\]/.test(text) ? 'limited' : null
}

function choices(row: Element, page: Page): ReadText[] {
  const root = nearest(row, select(page, 'root'))
  return root ? Array.from(all(root, select(page, 'choice')), (choice) => readText(choice)) : []
}

/** The words of an Ask HN: named since 2024; before, the first row with text after the byline. */
function selfText(row: Element, below: Element, page: Page): ReadText | null {
  const root = nearest(row, select(page, 'root'))
  if (!root) return null
  const named = one(root, select(page, 'selfText'))
  if (named) return readText(named)
  if (one(root, select(page, 'choice'))) return null
  for (let next = nextOf(below); next; next = nextOf(next)) {
    if (!one(next, 'form')) {
      const text = readText(next)
      if (text.text !== '') return text
    }
  }
  return null
}

function readComment(row: Element, page: Page): Post | null {
  const id = attribute(row, 'id')
  if (!id) return null
  const place = one(row, select(page, 'comment_place'))
  const body = one(row, select(page, 'body')) ?? one(row, select(page, 'bodyBefore2024'))
  const whole = body
    ? readText(body, { layout: 'flow', skips: (element) => matches(element, '.reply') })
    : NO_TEXT
  const gone = body ? null : place && rawText(place).trim()
  const head = one(row, select(page, 'commentHead'))
  const score = head && one(head, select(page, 'score'))
  const { own, quoted } = splitQuotes(whole)
  return makePost({
    key: id,
    permalink: permalinkOf(id, page),
    ...byline(row, page),
    text: own,
    quoted,
    parent: namedParent(row, page),
    // Beyond the first bar stand links, among them the title of the story.
    state: (head && markIn(rawText(head).split('|')[0] ?? '')) ?? stateOf(row, gone ?? null),
    // Only the author sees the score of a comment.
    counts: { likes: wholeNumber(score && rawText(score)) },
  })
}

function stateOf(row: Element, gone: string | null): Post['state'] {
  if (gone !== null) return gone.startsWith('[deleted') ? 'deleted' : 'limited'
  return matches(row, '.coll, .noshow') ? 'collapsed' : 'shown'
}

/** The site has no markup for quotes; people start a line with `>`, as in mail. */
function splitQuotes(whole: ReadText): { own: ReadText; quoted: string | null } {
  if (!/^>/m.test(whole.text)) return { own: whole, quoted: null }
  const lines = whole.text.split('\n')
  const own = lines
    .filter((line) => !line.startsWith('>'))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  if (own === '') return { own: whole, quoted: null }
  const quoted = lines.filter((line) => line.startsWith('>')).map((line) => line.replace(/^[>\s]+/, ''))
  return { own: { text: own, truncated: whole.truncated }, quoted: quoted.join('\n') }
}

/** The page's own word, where it gives one: a link "parent" to a row of this page or to another page. */
function namedParent(row: Element, page: Page): Post['parent'] {
  for (const link of all(row, select(page, 'nav'))) {
    if (rawText(link).trim() !== 'parent') continue
    const id = attribute(link, 'href')?.match(/^(?:#|.*[?&]id=)(\d+)$/)
    if (id?.[1]) return { key: id[1], inferred: false }
  }
  return null
}

/** Comments stand in one flat table: a comment answers the nearest one above that is indented by one less. */
function inferParents(posts: readonly Post[], page: Page, rows: readonly Element[]): readonly Post[] {
  const isItem = page.url.pathname === '/item'
  if (!isItem && page.url.pathname !== '/threads') return posts
  const first =
    rows[0] && nearest(rows[0], select(page, 'root')) ? posts[0]?.key : page.url.searchParams.get('id')
  // A person's comments are of many conversations: the outermost name what they answer.
  const root = isItem ? first : null
  const open: string[] = []
  return posts.map((post, at) => {
    const row = rows[at]
    const depth = row ? depthOf(row, page) : null
    if (depth === null || post.key === root) return post
    const key = depth === 0 ? root : open[depth - 1]
    open.length = Math.min(open.length, depth)
    open[depth] = post.key
    return post.parent || !key ? post : { ...post, parent: { key, inferred: true } }
  })
}

function depthOf(row: Element, page: Page): number | null {
  const cell = one(row, select(page, 'indent'))
  if (!cell) return null
  const indent = attribute(cell, 'indent')
  if (indent !== null) return boundedDepth(Number(indent))
  const width = attribute(one(cell, 'img') ?? cell, 'width')
  return boundedDepth(Number(width ?? 0) / 40)
}

/** Depth comes from the page: a hostile one must not make us allocate a list of a billion. */
function boundedDepth(depth: number): number {
  return Number.isFinite(depth) ? Math.min(Math.max(Math.round(depth), 0), 1_000) : 0
}

function rawTextOf(element: Element | null): string | null {
  return element ? trimLabel(rawText(element)) : null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'seen',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'seen',
    quote: 'agreed',
    counts: 'seen',
    language: 'none',
    replyBox: 'agreed',
    unloaded: 'seen',
  },
  notes: [
    'A name can’t be changed and is the key. A job advert has no author.',
    'Pages saved before 2024 give no exact time and mark the texts of comments in another way; they are still read.',
    'A parent is taken from the link “parent” where the page has one, else inferred from the indentation.',
    'The site has no markup for quotes: lines that begin with “>” are taken as such.',
    'Scores of comments are public to nobody but their author.',
    'On a later page of a long thread the number of comments on the earlier pages is unknown, so nothing is said of what is unloaded.',
    'Searches are read on hn.algolia.com, by names in its open source; the age there is in words.',
  ],
}
