import type { Post } from '../model/thread.ts'
import { all, meta, nearest, one, titleOf } from './dom.ts'
import { readLinkedData } from './linked-data.ts'
import { POST_SCOPES, readMicrodata } from './microdata.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site } from './site.ts'
import { trimLabel } from './trim.ts'

const BLOCKS = 'script[type="application/ld+json" i]'

const recipe: Recipe = {
  version: 1,
  selectors: { blocks: BLOCKS, scopes: POST_SCOPES },
  expects: [],
  watches: ['itemtype', 'itemprop', 'content', 'datetime'],
}

/**
 * Any page that says in schema.org's words what stands on it, as JSON-LD or microdata. Asked last, after
 * the sites that we know.
 */
export const generic: Site = {
  id: 'generic',
  name: 'Other sites',
  hosts: [],
  origins: [],
  recipe,
  pageKind: () => 'thread',
  threadKey: (url) => {
    const key = new URL(url.href)
    key.hash = ''
    // What says where somebody came from, not where they are.
    for (const name of [...key.searchParams.keys()])
      if (/^(utm_\w+|fbclid|gclid|ref|source)$/i.test(name)) key.searchParams.delete(name)
    return key.href
  },
  describe: ({ document, url }) => ({
    title: trimLabel(meta(document, 'og:title')) ?? trimLabel(titleOf(document)),
    community: trimLabel(meta(document, 'og:site_name')) ?? url.host,
  }),
  containers: (page) => all(page.document, `${select(page, 'scopes')},${select(page, 'blocks')}`),
  readPost: (scope, page) => (scope.localName === 'script' ? null : readMicrodata(scope, page)),
  readPosts: (container, page) => {
    if (nearest(container, 'script') !== container) {
      const post = readMicrodata(container, page)
      return post ? [post] : []
    }
    return withoutTwins(readLinkedData(container, page), page)
  },
}

/**
 * A page may say the same post twice, as JSON-LD and as microdata. The visible one is kept: a person can
 * be taken to it. Twins have the same author and second, or the same address.
 */
function withoutTwins(posts: readonly Post[], page: Page): readonly Post[] {
  if (posts.length === 0 || !one(page.document, POST_SCOPES)) return posts
  const seen = new Set<string>()
  for (const scope of all(page.document, POST_SCOPES)) {
    const post = readMicrodata(scope, page)
    if (post) for (const mark of marksOf(post)) seen.add(mark)
  }
  return posts.filter((post) => !marksOf(post).some((mark) => seen.has(mark)))
}

function marksOf(post: Post): readonly string[] {
  const who = post.author?.name?.toLowerCase()
  const marks = [`key ${post.key}`]
  if (who && post.time) marks.push(`at ${who} ${post.time.slice(0, 19)}`)
  if (who && post.text) marks.push(`text ${who} ${post.text.replace(/\W+/g, '').slice(0, 60)}`)
  return marks
}
