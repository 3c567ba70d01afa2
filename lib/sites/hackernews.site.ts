import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nextOf, one, rawText, titleOf } from './dom.ts'
import { makeAuthor, makePost, NO_TEXT } from './make-post.ts'
import { joinTexts, type ReadText, readText } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site } from './site.ts'
import { instant, trimLabel, webUrl } from './trim.ts'

const recipe: Recipe = {
  version: 1,
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
    selfText: '.toptext',
    more: 'a.morelink',
    root: 'table.fatitem',
  },
  expects: [
    { selector: 'tr.athing[id]', least: 1, on: ['thread', 'feed', 'profile'] },
    { selector: '.age', least: 1, on: ['thread', 'feed', 'profile'] },
  ],
  watches: ['class'],
}

const FEEDS =
  /^\/(news|newest|newcomments|front|ask|asknew|show|shownew|best|bestcomments|noobcomments|noobstories|active|jobs|launches|pool|invited|from|over|classic|highlights|whoishiring)?$/

export const hackernews: Site = {
  id: 'hackernews',
  name: 'Hacker News',
  hosts: ['news.ycombinator.com'],
  origins: ['https://news.ycombinator.com/*'],
  recipe,
  pageKind: (url): PageKind | null => {
    if (url.pathname === '/item') return 'thread'
    if (/^\/(threads|submitted|favorites|upvoted|hidden|flagged)$/.test(url.pathname)) return 'profile'
    return FEEDS.test(url.pathname) ? 'feed' : null
  },
  threadKey: (url) => {
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
  containers: (page) => all(page.document, select(page, 'row')),
  readPost: (row, page) =>
    one(row, select(page, 'comment')) ? readComment(row, page) : readStory(row, page),
  inferParents,
  countUnloaded: ({ document }, posts) => {
    if (!one(document, '.comment-tree')) return null
    if (!one(document, 'a.morelink')) return 0
    const byline = one(document, '.fatitem .subtext')
    const total = byline && rawText(byline).match(/(\d+)\s*comments?\s*$/)
    return total ? Math.max(0, Number(total[1]) + 1 - posts.length) : null
  },
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
  const below = nextOf(row)
  if (!id || !title || !below) return null
  return makePost({
    key: id,
    permalink: permalinkOf(id, page),
    text: joinTexts([readText(title), selfText(row, below, page)]),
    ...byline(below, page),
  })
}

/** The words of an Ask HN: named since 2024; before, the first row with text after the byline. */
function selfText(row: Element, below: Element, page: Page): ReadText | null {
  const root = row.closest(select(page, 'root'))
  if (!root) return null
  const named = one(root, select(page, 'selfText'))
  if (named) return readText(named)
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
    ? readText(body, { layout: 'flow', skips: (element) => element.className === 'reply' })
    : NO_TEXT
  const gone = body ? null : place && rawText(place).trim()
  const { own, quoted } = splitQuotes(whole)
  return makePost({
    key: id,
    permalink: permalinkOf(id, page),
    ...byline(row, page),
    text: own,
    quoted,
    parent: namedParent(row, page),
    state: stateOf(row, gone ?? null),
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
  if (page.url.pathname !== '/item') return posts
  const root = rows[0]?.closest(select(page, 'root')) ? posts[0]?.key : page.url.searchParams.get('id')
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
