import type { Post } from '../model/thread.ts'
import { all, attribute, nearest, one, parentOf, rawText } from './dom.ts'
import { makePost, NO_TEXT, readWords } from './make-post.ts'
import { joinTexts, type TextRules } from './read-text.ts'
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
import { isoTime, langTag, trimLabel, webUrl } from './trim.ts'

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: 'shreddit-post[id], shreddit-comment[thingid]',
    comment: 'shreddit-comment',
    postBody: '[slot="text-body"]',
    commentBody: '[slot="comment"]',
    quote: 'blockquote',
    time: 'time[datetime], faceplate-timeago[ts]',
  },
  expects: [
    { selector: 'shreddit-post[id]', least: 1, on: ['thread', 'feed', 'search'] },
    {
      selector: 'shreddit-post[author][permalink], shreddit-comment[author][permalink]',
      least: 1,
      on: ['thread'],
    },
  ],
  watches: ['id', 'thingid', 'author', 'permalink', 'collapsed'],
}

const RULES: TextRules = {
  layout: 'flow',
  // "Read more" and its like, in whatever language.
  skips: (element) => /-read-more-button$/.test(attribute(element, 'id') ?? ''),
}

/** The current layout, whose custom elements carry nearly everything as attributes. */
export const reddit: Site = {
  id: 'reddit',
  name: 'Reddit',
  hosts: ['reddit.com'],
  origins: REDDIT_ORIGINS,
  recipe,
  pageKind: redditPageKind,
  threadKey: redditThreadKey,
  describe: ({ document, url }) => {
    const post = one(document, 'shreddit-post')
    const thread = redditPageKind(url) === 'thread'
    return {
      title: post && thread ? trimLabel(attribute(post, 'post-title')) : null,
      community: post ? trimLabel(attribute(post, 'subreddit-prefixed-name')) : null,
    }
  },
  containers: (page) => all(page.document, select(page, 'post')),
  readPost: (element, page) =>
    attribute(element, 'thingid') === null ? readSubmission(element, page) : readComment(element, page),
  countUnloaded: ({ document, url }, posts) =>
    redditPageKind(url) === 'thread'
      ? countBeyond(one(document, 'shreddit-post'), 'comment-count', posts)
      : null,
}

function readSubmission(post: Element, page: Page): Post | null {
  const key = attribute(post, 'id')
  if (!key || !/^t3_[a-z0-9]+$/i.test(key)) return null
  const { own, quoted } = readWords(ownPart(post, 'postBody', page), select(page, 'quote'), RULES)
  const gone = goneState(own.text)
  const title = trimLabel(attribute(post, 'post-title')) ?? ''
  return makePost({
    key,
    permalink: webUrl(attribute(post, 'permalink'), page.url),
    author: redditor(attribute(post, 'author'), attribute(post, 'author-id'), page.url),
    text: joinTexts([{ text: title, truncated: false }, gone ? NO_TEXT : own]),
    quoted,
    ...timesOf(post, attribute(post, 'created-timestamp'), page),
    state: gone ?? 'shown',
    lang: langTag(attribute(post, 'post-language')),
  })
}

function readComment(comment: Element, page: Page): Post | null {
  const key = attribute(comment, 'thingid')
  if (!key || !/^t1_[a-z0-9]+$/i.test(key)) return null
  const { own, quoted } = readWords(ownPart(comment, 'commentBody', page), select(page, 'quote'), RULES)
  const author = redditor(attribute(comment, 'author'), null, page.url)
  const gone = goneState(own.text) ?? (author === null && own.text === '' ? 'deleted' : null)
  return makePost({
    key,
    permalink: webUrl(attribute(comment, 'permalink'), page.url),
    author,
    text: gone ? NO_TEXT : own,
    quoted,
    ...timesOf(comment, attribute(comment, 'created'), page),
    parent: parentOfComment(comment, page),
    state: gone ?? (attribute(comment, 'collapsed') === null ? 'shown' : 'collapsed'),
  })
}

/** The part in this element's own slot; replies nested in it have slots by the same name. */
function ownPart(element: Element, name: string, page: Page): Element | null {
  const part = one(element, select(page, name))
  return part && nearest(part, 'shreddit-comment, shreddit-post') === element ? part : null
}

function timesOf(element: Element, stamp: string | null, page: Page) {
  const time = ownPart(element, 'time', page)
  const shown = time ? (attribute(time, 'datetime') ?? attribute(time, 'ts')) : null
  return { time: isoTime(stamp) ?? isoTime(shown), timeText: time ? trimLabel(rawText(time)) : null }
}

function parentOfComment(comment: Element, page: Page): Post['parent'] {
  const above = parentOf(comment)
  const outer = above && nearest(above, select(page, 'comment'))
  const nested = outer ? attribute(outer, 'thingid') : null
  const key = nested ?? attribute(comment, 'parentid')
  if (key) return { key, inferred: false }
  const post = attribute(comment, 'postid')
  const top = attribute(comment, 'depth') === '0' && !isSingleComment(page.url)
  return post && top ? { key: post, inferred: false } : null
}
