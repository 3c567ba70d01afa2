import type { PageKind, Post } from '../model/thread.ts'
import { all, matches, nearest, one, parentOf, rawText } from './dom.ts'
import { testFor } from './element-test.ts'
import { field, fieldHref } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { hashText } from './hash.ts'
import { makePost, readWords, standingBy } from './make-post.ts'
import { ownUrl } from './page-address.ts'
import { joinTexts } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const HOSTS = ['quora.com']

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: '.puppeteer_test_question_main, [class*="dom_annotate_question_answer_item_"], [class*="dom_annotate_multifeed_bundle_"], [class*="dom_annotate_answer_comment"], .comment_and_ad',
    question: '.puppeteer_test_question_main',
    comment: '[class*="dom_annotate_answer_comment"], .comment_and_ad',
    author:
      'a.puppeteer_test_link[href*="/profile/"]:not(:has(img)) | a[href*="/profile/"]:not(:has(img)) | a[href*="/profile/"]',
    profile: 'a[href*="/profile/"]',
    subject: '.puppeteer_test_question_main .puppeteer_test_question_title',
    text: '.puppeteer_test_answer_content | .q-text.qu-wordBreak--break-word | .qu-wordBreak--break-word',
    /** The words: a beginning, and beside it the whole answer, which is not shown yet. */
    words: '.qu-userSelect--text',
    quote: 'blockquote',
    skip: '.puppeteer_test_read_more_button, .puppeteer_test_button_text',
    timeText: 'a.answer_timestamp | a.post_timestamp | a.comment_timestamp',
    permalink: 'a.answer_timestamp | a.post_timestamp | a.comment_timestamp',
    more: '.puppeteer_test_read_more_button',
    votes: 'button[aria-label][aria-disabled] span.qu-whiteSpace--nowrap',
    replies: 'button[aria-label*="omment"]@aria-label',
    promoted: '[class*="promoted_answer"], .dom_annotate_ad_promoted_answer',
    title: '.puppeteer_test_question_main .puppeteer_test_question_title | .puppeteer_test_question_title',
    replyBox:
      '[contenteditable="true"].doc, .editor_wrapper [contenteditable="true"], [contenteditable="true"][data-placeholder]',
  },
  expects: [
    {
      selector: '[class*="dom_annotate_question_answer_item_"], .puppeteer_test_answer_content',
      least: 1,
      on: ['thread'],
    },
  ],
  watches: ['href', 'class'],
}

/** What is no question: the first part of these addresses is a place of its own. */
const PLACES =
  /^\/(profile|topic|search|spaces|following|notifications|answer|about|q|messages|settings|qemail|stats|drafts|bookmarks|log|content)(\/|$)/

/** Quora: the answers to a question. Answers to related questions stand among them and are kept apart. */
export const quora = siteFromRecipe({
  id: 'quora',
  name: 'Quora',
  hosts: HOSTS,
  origins: ['https://*.quora.com/*'],
  recipe,
  authorBy: 'handle',
  authorId: /\/profile\/([^/?#]+)/,
  pageKind,
  threadKey: (url) => {
    const query = url.searchParams.get('q')
    const question = pageKind(url) === 'thread' ? questionOf(url) : null
    const path = question ?? url.pathname.replace(/\/+$/, '')
    return `https://${url.host}${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  countUnloaded: () => null,
  adjust,
})

function pageKind({ pathname }: URL): PageKind | null {
  if (/^\/profile\/[^/]+/.test(pathname)) return 'profile'
  if (/^\/search/.test(pathname)) return 'search'
  if (/^\/($|following|topic\/[^/]+)/.test(pathname)) return 'feed'
  return PLACES.test(pathname) ? null : 'thread'
}

/** `/What-is-it/answer/Somebody` and `/unanswered/What-is-it` are of the question `/What-is-it`. */
function questionOf(url: URL): string {
  const path = url.pathname.replace(/^\/unanswered(?=\/)/, '').replace(/\/+$/, '')
  return path.match(/^(\/[^/]+)/)?.[1] ?? path
}

function adjust(read: Post, container: Element, page: Page): Post | null {
  const thread = pageKind(page.url) === 'thread'
  const question = questionOf(page.url)
  if (matches(container, select(page, 'question'))) return asked(page, question)
  const href = fieldHref(container, page, 'permalink')
  const url = ownUrl(href, page, HOSTS)
  const permalink = url ? webUrl(`${url.origin}${url.pathname}`, page.url) : null
  const isComment = matches(container, select(page, 'comment'))
  // An answer without its link: who gave it to which question is all that there is.
  const key = permalink
    ? pathKey(permalink)
    : `#${hashText(`${question} ${read.author?.key} ${isComment ? read.text : ''}`)}`
  const isOfThis = !url || (url.host === page.url.host && questionOf(url) === question)
  return {
    ...read,
    ...wordsOf(container, page, read),
    key,
    permalink,
    counts: countsOf(container, page, read),
    parent: isComment
      ? answeredBy(container, page)
      : thread && isOfThis
        ? { key: question, inferred: false }
        : null,
  }
}

function pathKey(address: string): string {
  return URL.parse(address)?.pathname ?? address
}

/** The question is the first post. The page does not name who asked it. */
function asked(page: Page, question: string): Post | null {
  const title = pageField(page, 'title')
  if (!title) return null
  return makePost({
    key: question,
    permalink: webUrl(`${page.url.origin}${question}`, page.url),
    text: { text: title, truncated: false },
  })
}

/** The whole answer is in the page beside its beginning: then nothing is missing. */
function wordsOf(container: Element, page: Page, read: Post): Partial<Post> {
  let longest: Pick<Post, 'text' | 'quoted' | 'truncated'> | null = null
  const posts = select(page, 'post')
  const skip = select(page, 'skip')
  for (const words of all(container, select(page, 'words'))) {
    if (nearest(words, posts) !== container) continue
    const { own, quoted } = readWords(words, standingBy(select(page, 'quote'), testFor(skip)))
    // A post of a space ends in three dots where it was cut; writers have the one sign for them.
    const isCut = own.text.endsWith('...') && one(container, select(page, 'more')) !== null
    const truncated = own.truncated || isCut || one(words, select(page, 'more')) !== null
    if (!longest || own.text.length > longest.text.length) longest = { text: own.text, quoted, truncated }
  }
  if (longest && longest.text !== '') return longest
  return { ...joinTexts([{ text: read.text, truncated: read.truncated }]), quoted: read.quoted }
}

/** The shown number is animated: beside it stand hidden digits that hold its width. */
function countsOf(container: Element, page: Page, read: Post): Post['counts'] {
  const votes = one(container, select(page, 'votes'))
  const likes = votes ? wholeNumber(rawText(votes)) : null
  const replies = wholeNumber(field(container, page, 'replies'))
  return likes === null && replies === null ? read.counts : { shares: null, views: null, likes, replies }
}

function answeredBy(comment: Element, page: Page): Post['parent'] {
  const above = parentOf(comment)
  const outer = above && nearest(above, select(page, 'post'))
  const href = outer && fieldHref(outer, page, 'permalink')
  const url = ownUrl(href, page, HOSTS)
  return url ? { key: url.pathname, inferred: false } : null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'none',
    text: 'seen',
    time: 'none',
    permalink: 'seen',
    parent: 'seen',
    quote: 'claimed',
    counts: 'seen',
    language: 'none',
    replyBox: 'claimed',
    unloaded: 'none',
  },
  notes: [
    'The question is the first post, without an author. Answers to it name it as their parent; answers to related questions have none.',
    'Most answers are in the page twice: a beginning that is shown and the whole, which is read.',
    'A time is what the page words (“3y”): exact ones are only in data that the page drops once it has drawn itself.',
    'Comments load when somebody opens them; no saved page holds one, so they are read by what was claimed of them.',
  ],
}
