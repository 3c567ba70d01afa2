import type { Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText } from './dom.ts'
import { makePost, NO_TEXT, readWords, standingBy } from './make-post.ts'
import { ownUrl } from './page-address.ts'
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
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { instant, isoTime, trimLabel, webUrl } from './trim.ts'
import { scoreIn, wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '.thing[data-fullname], .search-result-link[data-fullname]',
    submission: '.thing.link[data-fullname]',
    promoted: '[data-promoted="true"], .promotedlink, .promoted',
    comment: '.thing.comment',
    entry: '.entry',
    author: '.tagline .author',
    body: '.usertext-body .md',
    quote: 'blockquote',
    title: 'a.title',
    time: '.tagline time[datetime]',
    /** The score before the reader's own vote; its title is whole where its text is short. */
    score: '.score.unvoted',
    crosspost: '.crosspost-preview',
    more: '.morecomments a',
    found: '.search-result-link',
    foundTitle: 'a.search-title',
    foundAuthor: '.search-author a, a.author',
    foundBody: '.search-result-body .md, .search-result-body',
    foundTime: 'time[datetime]',
    foundScore: '.search-score',
    foundComments: 'a.search-comments',
    replyBox: 'form.usertext textarea[name="text"]',
  },
  expects: [
    { selector: '.thing[data-fullname]', least: 1, on: ['thread', 'feed', 'profile'] },
    { selector: '.search-result-link[data-fullname] a.search-title', least: 1, on: ['search'] },
    { selector: '.thing.link[data-fullname]', least: 1, on: ['thread'] },
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
  marks: '.thing[data-fullname], .search-result-link[data-fullname]',
  pageKind: redditPageKind,
  threadKey: redditThreadKey,
  describe: (page) => {
    const link = one(page.document, select(page, 'submission'))
    const title = link && redditPageKind(page.url) === 'thread' ? one(link, select(page, 'title')) : null
    return {
      title: title && trimLabel(rawText(title)),
      community: link && trimLabel(attribute(link, 'data-subreddit-prefixed')),
    }
  },
  containers: (page) => all(page.document, select(page, 'post')),
  readPost: (thing, page) =>
    matches(thing, select(page, 'found')) ? readResult(thing, page) : readThing(thing, page),
  countUnloaded: (page, posts) =>
    redditPageKind(page.url) === 'thread'
      ? (countBeyond(one(page.document, select(page, 'submission')), 'data-comments-count', posts) ??
        countFolded(page))
      : null,
}

/** "load more comments (12 replies)": what is folded away, where the total is not said. */
function countFolded(page: Page): number | null {
  let folded: number | null = null
  for (const link of all(page.document, select(page, 'more'))) {
    const count = rawText(link).match(/\d+/)?.[0]
    if (count && count.length < 7) folded = (folded ?? 0) + Number(count)
  }
  return folded
}

function readResult(result: Element, page: Page): Post | null {
  const key = attribute(result, 'data-fullname')
  const link = one(result, select(page, 'foundTitle'))
  if (!key || !link) return null
  const time = one(result, select(page, 'foundTime'))
  const body = one(result, select(page, 'foundBody'))
  const url = ownUrl(attribute(link, 'href'), page, redditOld.hosts)
  return makePost({
    key,
    permalink: url && webUrl(url.pathname, page.url),
    author: redditor(textOf(one(result, select(page, 'foundAuthor'))), null, page.url),
    text: joinTexts([readText(link), body && readText(body)]),
    time: time ? isoTime(attribute(time, 'datetime')) : null,
    timeText: textOf(time),
    counts: {
      likes: scoreIn(textOf(one(result, select(page, 'foundScore')))),
      replies: wholeNumber(textOf(one(result, select(page, 'foundComments')))),
    },
  })
}

function readThing(thing: Element, page: Page): Post | null {
  const key = attribute(thing, 'data-fullname')
  const entry = one(thing, select(page, 'entry'))
  // A thing without an entry of its own would be read with the words of the one nested in it.
  if (!key || !entry || parentOf(entry) !== thing) return null
  const { own, quoted } = readBody(entry, page)
  const named = attribute(thing, 'data-author') ?? textOf(one(entry, select(page, 'author')))
  const gone = goneState(own.text)
  const title = matches(thing, '.link') ? one(entry, select(page, 'title')) : null
  const time = one(entry, select(page, 'time'))
  const passedOn = one(entry, select(page, 'crosspost'))
  return makePost({
    key,
    permalink: webUrl(attribute(thing, 'data-permalink'), page.url),
    author: redditor(named, attribute(thing, 'data-author-fullname'), page.url),
    text: joinTexts([title ? readText(title) : null, gone ? NO_TEXT : own]),
    quoted: joinTexts([{ text: quoted ?? '', truncated: false }, passedOn && readText(passedOn)]).text,
    time: timeOf(thing, time),
    timeText: textOf(time),
    parent: parentOfThing(thing, page),
    state: gone ?? (matches(thing, '.collapsed') ? 'collapsed' : 'shown'),
    counts: countsOf(thing, entry, page),
    promoted: matches(thing, select(page, 'promoted')),
  })
}

/** A submission's score stands beside its entry and not in it; that of a comment is hidden at first. */
function countsOf(thing: Element, entry: Element, page: Page) {
  const score = one(matches(thing, '.link') ? thing : entry, select(page, 'score'))
  const votes = attribute(thing, 'data-score') ?? (score && (attribute(score, 'title') ?? rawText(score)))
  return {
    likes: scoreIn(votes),
    replies: wholeNumber(attribute(thing, 'data-comments-count')),
  }
}

function readBody(entry: Element, page: Page) {
  const body = one(entry, select(page, 'body'))
  return readWords(body, standingBy(select(page, 'quote')))
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
  const link = one(page.document, select(page, 'submission'))
  const post = link ? attribute(link, 'data-fullname') : null
  return post ? { key: post, inferred: false } : null
}

function textOf(element: Element | null): string | null {
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
    quote: 'seen',
    counts: 'seen',
    language: 'none',
    replyBox: 'agreed',
    unloaded: 'seen',
  },
  notes: [
    'The layout has not changed in eight years of saved pages. www.reddit.com serves it too, to those who chose it.',
    'Names stay, so the name is the key here as in the current layout; the number (t2_…) is kept beside it.',
    'Advertisements are kept as promoted posts.',
    'Results of a search and crossposts are read by names that no saved page here confirms.',
    'Votes are up less down, so that they may be below zero. That of a comment whose score is still hidden is left out.',
    'A total of comments counts deleted ones that are no longer shown, so some of what seems unloaded is gone.',
  ],
}
