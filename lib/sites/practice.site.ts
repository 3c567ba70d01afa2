import type { Post } from '../model/thread.ts'
import { all, attribute, one } from './dom.ts'
import { readText } from './read-text.ts'
import type { Page, Site } from './site.ts'

const recipe = {
  version: 1,
  selectors: {
    town: '[data-practice-town]',
    post: 'article[data-post]',
    author: '[itemprop="author"] [itemprop="name"]',
    text: '[itemprop="text"]',
    time: 'time[itemprop="dateCreated"]',
    permalink: 'a[itemprop="url"]',
    title: '[itemprop="headline"]',
    board: '[itemprop="articleSection"]',
    replyBox: '#reply',
  },
  expects: [{ selector: 'article[data-post]', least: 2, on: ['thread'] }],
} as const

/** The practice town: a page of ours, with invented people, where a newcomer tries the panel. */
export const practice: Site = {
  id: 'practice',
  name: 'Practice town',
  hosts: [],
  origins: [],
  recipe,
  ownPage: true,
  marks: recipe.selectors.town,
  pageKind(url) {
    if (!/^(chrome|moz)-extension:$/.test(url.protocol) || url.pathname !== '/practice.html') return null
    return url.searchParams.has('thread') ? 'thread' : 'feed'
  },
  threadKey: (url) => `practice/${url.searchParams.get('thread') ?? ''}`,
  describe: ({ document }) => ({
    title: textOf(document, recipe.selectors.title),
    community: textOf(document, recipe.selectors.board),
  }),
  containers: ({ document }) => all(document, recipe.selectors.post),
  readPost,
}

function readPost(container: Element, _page: Page): Post | null {
  const key = attribute(container, 'data-post')
  const body = one(container, recipe.selectors.text)
  if (key === null || key === '' || body === null) return null
  const { text, truncated } = readText(body, { layout: 'inline' })
  const handle = textOf(container, recipe.selectors.author)
  const time = one(container, recipe.selectors.time)
  const link = one(container, recipe.selectors.permalink)
  const parent = attribute(container, 'data-parent')
  return {
    key,
    permalink: webAddress(link && attribute(link, 'href')),
    author: handle ? { key: handle.toLowerCase(), handle, name: handle, url: null, stableId: null } : null,
    text,
    truncated,
    quoted: null,
    time: exactTime(time && attribute(time, 'datetime')),
    timeText: time ? readText(time).text : null,
    parent: parent ? { key: parent, inferred: false } : null,
    state: 'shown',
    counts: null,
    sharedBy: null,
    promoted: false,
    lang: attribute(body, 'lang'),
  }
}

function textOf(root: Document | Element, selector: string): string | null {
  const found = one(root, selector)
  return found ? readText(found).text || null : null
}

function webAddress(href: string | null): string | null {
  return href !== null && /^https?:\/\//i.test(href) ? href : null
}

function exactTime(text: string | null): string | null {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
