import type { PageKind, Post } from '../model/thread.ts'
import { all, holds, matches, meta, nearest, one, parentOf, titleOf } from './dom.ts'
import { postIdOf } from './facebook-address.ts'
import { commentIn, readComment, readUpdate } from './facebook-post.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'

const MESSAGE =
  '[data-ad-rendering-role="story_message"],[data-ad-preview="message"],[data-ad-comet-preview="message"]'
const NAME = '[data-ad-rendering-role="profile_name"]'

const recipe: Recipe = {
  version: 1,
  selectors: {
    article: '[role="article"]',
    message: MESSAGE,
    name: NAME,
    head: `${NAME},h2,h3,h4`,
    dialog: '[role="dialog"]',
    /** Beyond these no post reaches. */
    edge: '[role="feed"],[role="main"],[role="dialog"],body',
    toolbar: '[role="toolbar"]',
    /** The panel beside a photo or a video. */
    panel: '[role="complementary"]',
    promoted: 'a[href*="/ads/about"],a[href*="fb.com/ads"]',
    replyBox: '[role="textbox"][contenteditable="true"]',
  },
  expects: [
    {
      selector: `[role="article"],${MESSAGE},${NAME}`,
      least: 1,
      on: ['thread', 'feed', 'search'],
    },
    { selector: `${NAME},a[href*="comment_id="],h2 a,h3 a,h4 a`, least: 1, on: ['thread', 'feed'] },
  ],
  watches: ['href', 'role', 'aria-label', 'data-ad-rendering-role'],
}

export const facebook: Site = {
  id: 'facebook',
  name: 'Facebook',
  hosts: ['facebook.com'],
  origins: ['https://*.facebook.com/*'],
  recipe,
  pageKind: (url): PageKind | null => {
    const { pathname } = url
    if (postIdOf(url) !== null || /^\/share\/[prv]?\/?\w+/.test(pathname)) return 'thread'
    if (
      /^\/search\/(?:top|posts|videos|photos)/.test(pathname) ||
      /^\/(?:groups\/)?[^/]+\/search\/?$/.test(pathname)
    )
      return 'search'
    if (/^\/(?:home\.php|groups\/.+|hashtag\/.+|watch\/?.*|reels?\/?|feed\/.*)?$/.test(pathname))
      return 'feed'
    return isProfile(pathname) ? 'profile' : null
  },
  threadKey: (url) => {
    const id = postIdOf(url)
    if (id) return `https://www.facebook.com/${id}`
    const query = new URLSearchParams()
    for (const name of ['id', 'q']) {
      const value = url.searchParams.get(name)
      if (value) query.set(name, value)
    }
    const search = query.toString()
    return `https://www.facebook.com${url.pathname.replace(/\/+$/, '').toLowerCase()}${search && `?${search}`}`
  },
  describe: ({ document }) => ({
    title: trimLabel(
      (meta(document, 'og:title') ?? titleOf(document))
        .replace(/^\(\d+\+?\)\s*/, '')
        .replace(/ \| Facebook$/, ''),
    ),
    community: null,
  }),
  containers,
  readPost: (container, page) => {
    const ids = matches(container, select(page, 'article')) ? commentIn(container, page) : null
    return ids ? readComment(container, ids, page) : readUpdate(container, page)
  },
  inferParents,
  countUnloaded: ({ url }, posts) => {
    if (postIdOf(url) === null) return null
    const total = posts.find(({ counts }) => (counts?.replies ?? null) !== null)?.counts?.replies
    const shown = posts.filter(({ parent }) => parent).length
    return total === null || total === undefined ? null : Math.max(0, total - shown)
  },
}

const NO_PROFILE =
  /^\/(?:messages|marketplace|events|gaming|settings|notifications|friends|bookmarks|login|stories|help|policies|privacy|ads|business|memories|saved|pages|live|dialog|plugins|sharer|recover|reg|legal)(?:\/|$)/

function isProfile(pathname: string): boolean {
  if (pathname === '/profile.php' || /^\/people\/[^/]+\/\d+/.test(pathname)) return true
  return (
    !NO_PROFILE.test(pathname) &&
    /^\/[\w.]{2,}(?:\/(?:posts|reels|videos|photos|mentions|reviews)\/?)?\/?$/.test(pathname)
  )
}

/** A post opened from a feed lies over it in a dialog, and then only that is what somebody reads. */
function rootOf(page: Page): Document | Element {
  const any = `${select(page, 'article')},${select(page, 'message')},${select(page, 'name')}`
  let top: Element | null = null
  for (const dialog of all(page.document, select(page, 'dialog'))) if (one(dialog, any)) top = dialog
  return top ?? page.document
}

function* containers(page: Page): Iterable<Element> {
  const root = rootOf(page)
  const article = select(page, 'article')
  const signs = `${article},${select(page, 'message')},${select(page, 'name')}`
  let last: Element | null = null
  let hasPost = false
  for (const element of all(root, signs)) {
    if (matches(element, article)) {
      const above = parentOf(element)
      const isNested = above !== null && nearest(above, article) !== null
      if (commentIn(element, page)) {
        // A photo's or a video's own words stand in the panel that its comments are in.
        const panel: Element | null = hasPost ? null : nearest(element, select(page, 'panel'))
        if (panel) yield panel
        hasPost ||= panel !== null
        yield element
      } else if (!isNested && !(last && holds(last, element))) {
        hasPost = true
        last = element
        yield element
      }
    } else if (!(last && holds(last, element)) && !nearest(element, article)) {
      last = wholePost(element, page)
      hasPost = true
      yield last
    }
  }
}

/** A page may nest without end; Facebook's posts are some thirty elements deep. */
const DEEPEST = 60

/** Newer pages give a post no role: it is what holds the name and the text, and the line of reactions below. */
function wholePost(sign: Element, page: Page): Element {
  const inner = `${select(page, 'message')},${select(page, 'name')}`
  let best = sign
  let up = parentOf(sign)
  for (let step = 0; step < DEEPEST && up && !matches(up, select(page, 'edge')); step++, up = parentOf(up)) {
    if (all(up, select(page, 'toolbar')).length > 1) break
    if (one(best, select(page, 'toolbar')) && all(up, inner).length > all(best, inner).length) break
    best = up
  }
  return best
}

/**
 * A comment that names no other answers the post above it, or the nearest comment above that is less deep:
 * replies stand deeper in the page than what they answer.
 */
function inferParents(posts: readonly Post[], page: Page, places: readonly Element[]): readonly Post[] {
  let post: { readonly key: string; readonly place: Element } | null = null
  let open: { readonly key: string; readonly depth: number }[] = []
  return posts.map((one, at) => {
    const place = places[at]
    if (!place) return one
    const ids = matches(place, select(page, 'article')) ? commentIn(place, page) : null
    if (!ids) {
      post = { key: one.key, place }
      open = []
      return one
    }
    const depth = depthOf(place)
    open = open.filter((other) => other.depth < depth)
    const above = open.at(-1)
    open.push({ key: one.key, depth })
    if (one.parent) return one
    if (above) return { ...one, parent: { key: above.key, inferred: true } }
    if (!post) return ids.post ? { ...one, parent: { key: ids.post, inferred: false } } : one
    const isSure = ids.post === post.key || holds(post.place, place)
    return { ...one, parent: { key: post.key, inferred: !isSure } }
  })
}

function depthOf(element: Element): number {
  let depth = 0
  for (let up = parentOf(element); up && depth < 1_000; up = parentOf(up)) depth++
  return depth
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'agreed',
    text: 'seen',
    time: 'claimed',
    permalink: 'seen',
    parent: 'agreed',
    quote: 'claimed',
    counts: 'seen',
    language: 'seen',
    replyBox: 'agreed',
    unloaded: 'seen',
  },
  notes: [
    'One saved thread of 2025 is all there was to check against; a feed, a group, a reel and a photo are read by what independent readers agree on.',
    'The page shows an age in the reader’s language. An exact time is there only for posts and comments that came with the first page, in its records.',
    'A post linked as pfbid… has that as its key, which is another than the number by which its own page may know it.',
    'Somebody’s key is the name in their address, or the number where the address is a number, as in groups; the two can’t be joined.',
    'Anonymous members of a group have no address and are read as posts without an author.',
    'A reply whose link does not say what it answers is taken to answer the nearest comment above that is less deep in the page.',
    'Advertisements are told by a link that explains them; one that hides it is read as an ordinary post.',
    'When a dialog with a post is open only the dialog is read. The mobile site (m.facebook.com) has another layout and is not read.',
  ],
}
