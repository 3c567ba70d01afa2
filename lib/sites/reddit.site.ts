import type { Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText, tagOf } from './dom.ts'
import { makePost, NO_TEXT, readWords, standingBy } from './make-post.ts'
import { joinTexts, readText, type TextRules } from './read-text.ts'
import { isSearchUnit, readProfileComment, readSearchComment, readSearchUnit } from './reddit-lists.ts'
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
import { isoTime, langTag, trimLabel, webUrl } from './trim.ts'
import { scoreIn, wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 3,
  selectors: {
    post: 'shreddit-post[id], shreddit-ad-post[id], shreddit-comment[thingid]',
    submission: 'shreddit-post',
    comment: 'shreddit-comment',
    holder: 'shreddit-comment, shreddit-post, shreddit-ad-post',
    promoted: 'shreddit-ad-post, shreddit-ad-post *, [promoted], [is-promoted]',
    /** Where a crosspost shows what it passes on. */
    crosspost: '[slot="post-media-container"]',
    profileComment: 'shreddit-profile-comment[comment-id]',
    profileBody: '[id$="-rtjson-content"], [slot="comment"], .md, [id$="-content"]',
    searchUnit:
      '[data-testid="search-post-unit"], [data-testid="sdui-post-unit"], [data-testid="search-sdui-post"], [data-testid="search-post-with-content-preview"]',
    searchComment: '[data-testid="search-sdui-comment-unit"]',
    searchCommentBody: '[id^="search-comment-"][id$="-rtjson-content"]',
    searchCommentLink: 'a[aria-labelledby^="comment-content-"]',
    /** Who wrote it, when, what and its votes; beside it stands the post. */
    searchCommentPart: '[data-testid="search-comment-content"]',
    searchTracker: 'search-telemetry-tracker[data-faceplate-tracking-context]',
    searchTitle: '[data-testid="post-title-text"], [data-testid="post-title"]',
    searchCounts: '[data-testid="search-counter-row"] faceplate-number[number]',
    replyBox:
      'shreddit-composer [contenteditable="true"][role="textbox"], shreddit-composer textarea, faceplate-textarea-input textarea, #innerTextArea',
    postBody: '[slot="text-body"]',
    commentBody: '[slot="comment"]',
    quote: 'blockquote',
    time: 'time[datetime], faceplate-timeago[ts]',
  },
  expects: [
    { selector: 'shreddit-post[id]', least: 1, on: ['thread', 'feed'] },
    {
      selector:
        'shreddit-post[id], [data-testid="post-title-text"], [data-testid="post-title"], [data-testid="search-sdui-comment-unit"]',
      least: 1,
      on: ['search'],
    },
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
  describe: (page) => {
    const post = one(page.document, select(page, 'submission'))
    const thread = redditPageKind(page.url) === 'thread'
    return {
      title: post && thread ? trimLabel(attribute(post, 'post-title')) : null,
      community: post ? trimLabel(attribute(post, 'subreddit-prefixed-name')) : null,
    }
  },
  containers,
  readPost: (element, page) => {
    if (matches(element, select(page, 'searchUnit'))) return readSearchUnit(element, page)
    if (matches(element, select(page, 'searchComment'))) return readSearchComment(element, page, RULES)
    if (matches(element, select(page, 'profileComment'))) return readProfileComment(element, page, RULES)
    return attribute(element, 'thingid') === null ? readSubmission(element, page) : readComment(element, page)
  },
  countUnloaded: (page, posts) =>
    redditPageKind(page.url) === 'thread'
      ? countBeyond(one(page.document, select(page, 'submission')), 'comment-count', posts)
      : null,
}

function* containers(page: Page): Iterable<Element> {
  const names = ['post', 'profileComment', 'searchComment', 'searchUnit'].map((name) => select(page, name))
  for (const element of all(page.document, names.join(','))) {
    if (matches(element, select(page, 'searchUnit'))) {
      if (isSearchUnit(element, page)) yield element
      // An advertisement may be a frame around a post of the ordinary kind.
    } else if (tagOf(element) !== 'SHREDDIT-AD-POST' || !one(element, select(page, 'submission')))
      if (!isPassedOn(element, page)) yield element
  }
}

/** Is this the post that a crosspost shows, and no post of its own in this place? */
function isPassedOn(element: Element, page: Page): boolean {
  const above = tagOf(element) === 'SHREDDIT-POST' ? parentOf(element) : null
  return above !== null && nearest(above, select(page, 'submission')) !== null
}

function readSubmission(post: Element, page: Page): Post | null {
  const key = attribute(post, 'id')
  if (!key || !/^t3_[a-z0-9]+$/i.test(key)) return null
  const { own, quoted } = readWords(
    ownPart(post, 'postBody', page),
    standingBy(select(page, 'quote'), RULES.skips),
  )
  const gone = goneState(own.text)
  const isCrosspost = attribute(post, 'post-type') === 'crosspost'
  const passedOn = isCrosspost ? one(post, select(page, 'crosspost')) : null
  const title = trimLabel(attribute(post, 'post-title')) ?? ''
  return makePost({
    key,
    permalink: webUrl(attribute(post, 'permalink'), page.url),
    author: redditor(attribute(post, 'author'), attribute(post, 'author-id'), page.url),
    text: joinTexts([{ text: title, truncated: false }, gone ? NO_TEXT : own]),
    quoted: joinTexts([{ text: quoted ?? '', truncated: false }, passedOn && textPassedOn(passedOn, page)])
      .text,
    ...timesOf(post, attribute(post, 'created-timestamp'), page),
    state: gone ?? 'shown',
    lang: langTag(attribute(post, 'post-language')),
    counts: {
      likes: scoreIn(attribute(post, 'score')),
      replies: wholeNumber(attribute(post, 'comment-count')),
    },
    promoted: matches(post, select(page, 'promoted')),
  })
}

/** The title of what a crosspost passes on is an attribute, if it is an element like the others. */
function textPassedOn(place: Element, page: Page) {
  const inner = one(place, select(page, 'submission'))
  const title = inner && attribute(inner, 'post-title')
  return joinTexts([title ? { text: title, truncated: false } : null, readText(place, RULES)])
}

function readComment(comment: Element, page: Page): Post | null {
  const key = attribute(comment, 'thingid')
  if (!key || !/^t1_[a-z0-9]+$/i.test(key)) return null
  const { own, quoted } = readWords(
    ownPart(comment, 'commentBody', page),
    standingBy(select(page, 'quote'), RULES.skips),
  )
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
    counts: { likes: scoreIn(attribute(comment, 'score')) },
  })
}

/** The part in this element's own slot; replies nested in it have slots by the same name. */
function ownPart(element: Element, name: string, page: Page): Element | null {
  const part = one(element, select(page, name))
  return part && nearest(part, select(page, 'holder')) === element ? part : null
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

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'seen',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'agreed',
    quote: 'agreed',
    counts: 'seen',
    language: 'seen',
    replyBox: 'agreed',
    unloaded: 'seen',
  },
  notes: [
    'Posts and comments carry nearly everything as attributes. The comments come after the page: a saved page source never has them.',
    'A comment shows no lasting number of its author; names stay, so the name is the key and the number (t2_…) is kept beside it where a post shows it.',
    'Votes are up less down, so that they may be below zero.',
    'In a profile a comment says which post it is below, and not what it answers: the parent is inferred.',
    'A result of a search shows the first words of a post at most, and its author only in the record for the site’s statistics. A comment as a result names its post, and not what it answers.',
    'The box to answer is a rich editor in the page, or a plain one inside an open shadow root.',
    'Posts that a crosspost shows are read from what independent readers agree on; no saved page has one.',
  ],
}
