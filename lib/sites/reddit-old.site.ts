import type { Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText } from './dom.ts'
import { makePost, NO_TEXT, readWords } from './make-post.ts'
import { joinTexts, readText } from './read-text.ts'
import {
  countBeyond,
  goneState,
  isSingleComment,
  REDDIT_ORIGINS,
  redditor,
  redditPageKind,
  redditThreadKey,
} from './reddit-paths.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site } from './site.ts'
import { instant, isoTime, trimLabel, webUrl } from './trim.ts'

const LINK = '.thing.link[data-fullname]'

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: '.thing[data-fullname]:not([data-promoted="true"])',
    comment: '.thing.comment',
    entry: '.entry',
    author: '.tagline .author',
    body: '.usertext-body .md',
    quote: 'blockquote',
    title: 'a.title',
    time: '.tagline time[datetime]',
  },
  expects: [
    { selector: '.thing[data-fullname]', least: 1, on: ['thread', 'feed', 'profile'] },
    { selector: LINK, least: 1, on: ['thread'] },
  ],
  watches: ['class', 'data-fullname'],
}

export const redditOld: Site = {
  id: 'reddit-old',
  name: 'Reddit (old layout)',
  // www.reddit.com serves this layout too, to those who chose it.
  hosts: ['old.reddit.com', 'reddit.com'],
  origins: REDDIT_ORIGINS,
  people: 'reddit',
  recipe,
  marks: '.thing[data-fullname]',
  pageKind: redditPageKind,
  threadKey: redditThreadKey,
  describe: ({ document, url }) => {
    const link = one(document, LINK)
    const title = link && redditPageKind(url) === 'thread' ? one(link, 'a.title') : null
    return {
      title: title && trimLabel(rawText(title)),
      community: link && trimLabel(attribute(link, 'data-subreddit-prefixed')),
    }
  },
  containers: (page) => all(page.document, select(page, 'post')),
  readPost,
  countUnloaded: ({ document, url }, posts) =>
    redditPageKind(url) === 'thread' ? countBeyond(one(document, LINK), 'data-comments-count', posts) : null,
}

function readPost(thing: Element, page: Page): Post | null {
  const key = attribute(thing, 'data-fullname')
  const entry = one(thing, select(page, 'entry'))
  // A thing without an entry of its own would be read with the words of the one nested in it.
  if (!key || !entry || parentOf(entry) !== thing) return null
  const { own, quoted } = readBody(entry, page)
  const named = attribute(thing, 'data-author') ?? textOf(one(entry, select(page, 'author')))
  const gone = goneState(own.text)
  const title = matches(thing, '.link') ? one(entry, select(page, 'title')) : null
  const time = one(entry, select(page, 'time'))
  return makePost({
    key,
    permalink: webUrl(attribute(thing, 'data-permalink'), page.url),
    author: redditor(named, attribute(thing, 'data-author-fullname'), page.url),
    text: joinTexts([title ? readText(title) : null, gone ? NO_TEXT : own]),
    quoted,
    time: timeOf(thing, time),
    timeText: textOf(time),
    parent: parentOfThing(thing, page),
    state: gone ?? (matches(thing, '.collapsed') ? 'collapsed' : 'shown'),
  })
}

function readBody(entry: Element, page: Page) {
  const body = one(entry, select(page, 'body'))
  return readWords(body, select(page, 'quote'), { layout: 'flow' })
}

function timeOf(thing: Element, time: Element | null): string | null {
  const exact = time ? isoTime(attribute(time, 'datetime')) : null
  const stamp = attribute(thing, 'data-timestamp')
  return exact ?? (stamp ? instant(Number(stamp)) : null)
}

/** Replies hang inside the comment they answer. The outermost answer the post, in a whole thread. */
function parentOfThing(thing: Element, page: Page): Post['parent'] {
  if (!matches(thing, '.comment')) return null
  const above = parentOf(thing)
  const comment = above && nearest(above, select(page, 'comment'))
  const key = comment ? attribute(comment, 'data-fullname') : null
  if (key) return { key, inferred: false }
  if (redditPageKind(page.url) !== 'thread' || isSingleComment(page.url)) return null
  const link = one(page.document, LINK)
  const post = link ? attribute(link, 'data-fullname') : null
  return post ? { key: post, inferred: false } : null
}

function textOf(element: Element | null): string | null {
  return element ? trimLabel(rawText(element)) : null
}
