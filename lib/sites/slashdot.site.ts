import type { Author, PageKind, Post } from '../model/thread.ts'
import { attribute, matches, nearest, one, parentOf, titleOf } from './dom.ts'
import { field, fieldElement } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { makeAuthor } from './make-post.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: 'li.comment[id^="tree_"], article[id^="firehose-"]:not([id*="ad-"])',
    story: 'article[id^="firehose-"]',
    key: '@id',
    subject: '.story-title > a | .story-title a[href*="/story/"] | [id^="comment_link_"] | .title h4 a',
    author:
      '.story-byline a[rel="author"] | .story-byline a[href*="/~"] | .by a[href*="/~"] | .details a[href*="/~"] | .story-byline .submitter | .story-byline > a:first-of-type',
    profile: '.story-byline a[href*="/~"]@href | .by a[href*="/~"]@href | .details a[href*="/~"]@href',
    byline: '.story-byline',
    uid: '.by .uid a | .by .uid | .by | .details a[href*="/~"]',
    text: '[id^="comment_body_"] | .commentBody | [id^="fhbody-"] | .body .p | .body',
    quote: 'blockquote, .quote',
    skip: '.commentSub, .sig, [id^="comment_sig_"], [id^="comment_shrunk_"], .commentshrunk, .read-rest, .substitution',
    more: '[id^="comment_shrunk_"]:not(:empty), .read-rest',
    time: 'time[datetime]@datetime',
    timeText: '.story-byline time | .otherdetails | time',
    permalink:
      '[id^="comment_link_"]@href | .otherdetails a[href*="cid="]@href | .story-title a[href*="/story/"]@href | .story-title > a@href',
    replies: '.comment-bubble a',
    /** Below the reader's threshold a comment shows one line or nothing at all. */
    collapsed: 'li.comment.hidden, li.comment.oneline, li.comment:has(> .oneline), li.comment:has(> .hidden)',
    title: '.story-title a',
    total: '.totalcommentcnt | #commentcount | .comment-bubble a',
    replyBox: '[id^="replyto_"] textarea, textarea[name="postercomment"], #postercomment',
  },
  expects: [
    { selector: 'article[id^="firehose-"], li.comment[id^="tree_"]', least: 1, on: ['thread', 'feed'] },
    { selector: '.story-byline, .by', least: 1, on: ['thread', 'feed'] },
  ],
  watches: ['class', 'id'],
}

const STORY = /^\/(?:story|submission|journal|poll)\/([^?]+)/

const base = siteFromRecipe({
  id: 'slashdot',
  name: 'Slashdot',
  hosts: ['slashdot.org'],
  origins: ['https://*.slashdot.org/*'],
  recipe,
  authorBy: 'handle',
  authorId: /\/~([^/?#]+)/,
  pageKind: ({ pathname }): PageKind | null => {
    if (STORY.test(pathname) || /^\/(?:comments|article)\.pl$/.test(pathname)) return 'thread'
    if (/^\/~[^/]+/.test(pathname)) return 'profile'
    if (/^\/(?:index2?\.pl)?$/.test(pathname)) return 'feed'
    return /^\/(?:popular|recent|archive|stories?|firehose|topics?|blog|\?page)/.test(pathname)
      ? 'feed'
      : null
  },
  threadKey: (url) => {
    const sid = url.searchParams.get('sid')
    if (sid) return `https://slashdot.org/comments.pl?sid=${sid}`
    // The title at the end of a story's address may be left out.
    const story = url.pathname.match(/^\/(story|submission|journal)\/([\d/]+)/)
    if (story) return `https://slashdot.org/${story[1]}/${story[2]?.replace(/\/+$/, '')}`
    const query = url.searchParams.get('fhfilter')
    const path = url.pathname.replace(/\/+$/, '') || '/'
    return `https://slashdot.org${path}${query === null ? '' : `?fhfilter=${encodeURIComponent(query)}`}`
  },
  adjust,
})

/** Slashdot's stories, and their comments in the layout called D2. */
export const slashdot: Site = {
  ...base,
  describe: (page) => ({
    title: isThread(page) ? base.describe(page).title : trimLabel(titleOf(page.document)),
    community: 'Slashdot',
  }),
  countUnloaded: (page, posts) => {
    if (!isThread(page)) return null
    const total = wholeNumber(pageField(page, 'total'))
    const comments = posts.filter(({ key }) => key.startsWith('tree_')).length
    return total === null ? null : Math.max(0, total - comments)
  },
}

function isThread({ url, document }: Page): boolean {
  return base.pageKind(url, document) === 'thread'
}

function adjust(post: Post, container: Element, page: Page): Post {
  const isStory = matches(container, select(page, 'story'))
  return {
    ...post,
    // The subject of an answer is written by the site; only one of the writer's own is part of the words.
    text: isStory ? post.text : post.text.replace(/^Re: ?[^\n]*\n\n/i, ''),
    author: isStory ? (post.author ?? editorOf(container, page)) : authorOf(post, container, page),
    timeText: post.timeText && trimLabel(post.timeText.replace(/\s*\(\s*#\d+\s*\).*$/, '')),
    parent: isStory ? null : parentOfComment(container, page),
    state: post.state === 'shown' && !isStory && isEmptied(container, page) ? 'collapsed' : post.state,
  }
}

/** Its words are fetched when somebody opens it. */
function isEmptied(container: Element, page: Page): boolean {
  return fieldElement(container, page, 'text') === null
}

/** Some of the editors have no link: "Posted by kettle on Thursday". The site is in English only. */
function editorOf(story: Element, page: Page): Author | null {
  const name = field(story, page, 'byline')?.match(/\bby\s+(\S{1,40})\s+on\s/)?.[1] ?? null
  return makeAuthor({ key: name, handle: name, name })
}

/** `John Doe (101025)`: the number is the account's for good. Whoever has no link wrote as Anonymous Coward. */
function authorOf(post: Post, container: Element, page: Page): Author | null {
  const url = post.author?.url
  const name = post.author?.name?.replace(/\s*\(\d+\)$/, '')
  if (!url || !name || !/\/~/.test(url)) return null
  return makeAuthor({
    key: post.author?.key.replace(/\s*\(\d+\)$/, '') ?? name,
    handle: name,
    name,
    url,
    stableId: field(container, page, 'uid')?.match(/(?:\(\s*|^)(\d+)\s*\)?$/)?.[1] ?? null,
  })
}

/** The comment whose list this one is in; at the top, the story, if the page holds it. */
function parentOfComment(container: Element, page: Page): Post['parent'] {
  const above = parentOf(container)
  const outer = above && nearest(above, select(page, 'post'))
  const key = attribute(outer ?? one(page.document, select(page, 'story')) ?? container, 'id')
  return key && key !== attribute(container, 'id') ? { key, inferred: false } : null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile'],
  checked: '2026-11',
  reads: {
    author: 'agreed',
    stableId: 'agreed',
    text: 'source',
    time: 'none',
    permalink: 'source',
    parent: 'source',
    quote: 'agreed',
    counts: 'claimed',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'claimed',
  },
  notes: [
    'Written after the software’s own source and several independent readers; no saved page was at hand.',
    'Anonymous Coward is nobody: such comments have no author.',
    'Dates are words in the zone of the reader’s account. The score, from -1 to 5, is the work of moderators and not given as likes.',
    'Comments below the reader’s threshold are given as collapsed, without words until they are opened.',
  ],
}
