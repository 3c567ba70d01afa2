import type { Author, PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, rawText } from './dom.ts'
import { field, fieldHref, machineTime } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { makeAuthor } from './make-post.ts'
import { ownUrl } from './page-address.ts'
import { joinTexts } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, SiteFacts } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const OWNER =
  '[itemprop="author"] [itemprop="url"] | [itemprop="author"] a[href*="/users/"] | .post-signature.owner .user-details a[href*="/users/"] | .post-signature:last-child .user-details a[href*="/users/"] | a.comment-user | .s-user-card--link a | a.s-user-card--link | .started a[href*="/users/"]'

const LIST_TITLE =
  '.s-post-summary--content-title a | .question-summary .question-hyperlink | .question-summary .answer-hyperlink | .question-summary .result-link a'

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: '#question, .answer[id^="answer-"], .js-comment[id^="comment-"], [id^="follow-up-"][itemprop="comment"], .s-post-summary, .question-summary',
    entry: '#question, .answer[id^="answer-"]',
    comment: '.js-comment, [id^="follow-up-"]',
    listed: '.s-post-summary, .question-summary',
    key: '@data-questionid | @data-answerid | @data-post-id | @data-comment-id | @id',
    author: `${OWNER} | .comment-user | [itemprop="author"] [itemprop="name"]@content | [itemprop="author"] [itemprop="name"] | .post-signature.owner .user-details | .post-signature:last-child .user-details`,
    profile: OWNER,
    /** Written by many: nobody is its author. */
    shared: '.community-wiki',
    text: '.js-post-body | .s-prose[itemprop="text"] | .comment-copy | [itemprop="text"] | .post-text | .s-post-summary--content-excerpt | .summary .excerpt',
    subject: LIST_TITLE,
    listTitle: LIST_TITLE,
    quote: 'blockquote:not(.spoiler)',
    skip: '.snippet-ctas, .js-post-notice, .v-visible-sr',
    time: 'time[itemprop="dateCreated"]@datetime | .post-signature.owner .relativetime@title | .post-signature:last-child .relativetime@title | .comment-link time@title | [itemprop="datePublished"] | .s-user-card--time .relativetime@title | .relativetime@title',
    /** "2018-05-21 20:37:55Z, License: …" */
    stamp: '.relativetime-clean@title | .comment-date [title]@title',
    timeText:
      '.post-signature.owner .relativetime | .post-signature:last-child .relativetime | .relativetime-clean | .comment-link time | .s-user-card--time .relativetime | .relativetime',
    likes:
      '@data-score | .js-vote-count@data-value | .js-vote-count | @data-comment-score | .comment-score span | [data-so-test^="vote-button-comment"] .fc-black-500 | .s-post-summary--stats-item:first-child .s-post-summary--stats-item-number | .vote-count-post',
    views: '.s-post-summary--stats-item[title*="view" i]@title | .views[title]@title',
    deleted: '.deleted-answer, .deleted-question, .deleted-comment',
    more: '.s-post-summary--content-excerpt, .summary .excerpt',
    title: '#question-header h1 .question-hyperlink | #question-header h1 | h1[itemprop="name"]',
    viewed: '#question-header ~ div > [title]:not(:has(time, a))@title',
    answers:
      '#answers-header [data-answercount]@data-answercount | [itemprop="answerCount"] | #answers-header h2',
    answer: '.answer[id^="answer-"]',
    remaining: '.js-comments-list[data-remaining-comments-count]',
    /** Of 2026: its heading counts the comments. */
    followUps: '[id^="follow-ups-container-"]',
    replyBox:
      'textarea.js-post-body-field, textarea#wmd-input, textarea.js-comment-text-input, .js-stacks-editor-container .ProseMirror, .js-editor .ProseMirror, [id^="follow-ups-container-"] textarea',
  },
  expects: [
    {
      selector: '#question .js-post-body, #question [itemprop="text"], #question .post-text',
      least: 1,
      on: ['thread'],
    },
    { selector: '.s-post-summary, .question-summary', least: 1, on: ['feed'] },
  ],
  watches: ['id', 'class', 'data-score', 'data-value', 'data-comment-score', 'title', 'datetime'],
}

const QUESTION = /^\/(?:questions|q)\/(\d+)(?:\/([^/]+))?/

/** Stack Overflow and every site of the Stack Exchange network, in all languages. */
export const stackExchange = siteFromRecipe({
  id: 'stack-exchange',
  name: 'Stack Exchange',
  hosts: [
    'stackoverflow.com',
    'stackexchange.com',
    'superuser.com',
    'serverfault.com',
    'askubuntu.com',
    'mathoverflow.net',
    'stackapps.com',
  ],
  origins: [
    'https://*.stackoverflow.com/*',
    'https://*.stackexchange.com/*',
    'https://*.superuser.com/*',
    'https://*.serverfault.com/*',
    'https://*.askubuntu.com/*',
    'https://*.mathoverflow.net/*',
    'https://*.stackapps.com/*',
  ],
  recipe,
  authorBy: 'stableId',
  authorId: /\/users\/(-?\d+)/,
  perHost: true,
  idIn: /(\d+)$/,
  pageKind: ({ pathname }): PageKind | null => {
    if (QUESTION.test(pathname)) return 'thread'
    if (/^\/users\/\d+(\/|$)/.test(pathname)) return 'profile'
    if (pathname === '/search') return 'search'
    return /^\/($|home$|questions(\/tagged\/[^/]+|\/[a-z-]+)?\/?$|unanswered)/.test(pathname) ? 'feed' : null
  },
  threadKey: (url) => {
    const id = url.pathname.match(QUESTION)?.[1]
    if (id) return `https://${url.host}/questions/${id}`
    const person = url.pathname.match(/^\/users\/\d+/)?.[0]
    const query = url.searchParams.get('q')
    const path = person ?? url.pathname.replace(/\/+$/, '').toLowerCase()
    return `https://${url.host}${path}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  countUnloaded,
  adjust,
})

function adjust(read: Post, container: Element, page: Page): Post | null {
  const shared = one(container, select(page, 'shared'))
  const isShared = shared && nearest(shared, select(page, 'post')) === container
  const post = isShared ? { ...read, author: null } : read
  const question = page.url.pathname.match(QUESTION)
  if (matches(container, select(page, 'listed'))) return question ? null : listed(post, container, page)
  const [, id = '', slug] = question ?? []
  const path = `${page.url.origin}/questions/${id}${slug && !/^\d+$/.test(slug) ? `/${slug}` : ''}`
  if (matches(container, select(page, 'comment'))) return commented(post, container, page, path)
  if (!matches(container, '#question'))
    return {
      ...post,
      permalink: id ? `${path}#${post.key}` : post.permalink,
      parent: id ? { key: id, inferred: false } : null,
    }
  const title = pageField(page, 'title')
  const own = { text: post.text, truncated: post.truncated }
  const views = wholeNumber(pageField(page, 'viewed')?.match(/\d[\d.,\s]*/)?.[0])
  const replies = wholeNumber(pageField(page, 'answers'))
  return {
    ...post,
    ...(title && joinTexts([{ text: title, truncated: false }, own])),
    key: id || post.key,
    permalink: id ? path : post.permalink,
    counts: { likes: null, shares: null, ...post.counts, views, replies },
  }
}

/** A comment's number is not one of the posts' numbers, so its key says that it is one. */
function commented(post: Post, comment: Element, page: Page, path: string): Post {
  const above = parentOf(comment)
  const entry = above && nearest(above, select(page, 'entry'))
  const question = page.url.pathname.match(QUESTION)?.[1] ?? null
  const answered = (entry && attribute(entry, 'id')?.match(/^answer-(\d+)$/)?.[1]) ?? question
  // Since 2026 a comment can answer another one; 0 stands for none.
  const replied = attribute(comment, 'data-so-test')?.match(/^reply-parent-comment-([1-9]\d*)$/)?.[1]
  const stamp = field(comment, page, 'stamp')?.split(',')[0]
  const parent = replied ? `comment-${replied}` : answered
  return {
    ...post,
    key: `comment-${post.key}`,
    permalink: answered ? `${path}#comment${post.key}_${answered}` : post.permalink,
    time: post.time ?? machineTime(stamp ?? null),
    parent: parent ? { key: parent, inferred: false } : null,
  }
}

/** One row of a list of questions or of what somebody wrote. */
function listed(post: Post, row: Element, page: Page): Post | null {
  const permalink = ownUrl(fieldHref(row, page, 'listTitle'), page)?.href
  if (!permalink) return null
  return {
    ...post,
    truncated: true,
    permalink,
    author: post.author ?? ownerOfPage(page),
  }
}

/** On the page of one person's questions or answers, the rows do not repeat who wrote them. */
function ownerOfPage({ url }: Page): Author | null {
  const [, id, name] = url.pathname.match(/^\/users\/(\d+)(?:\/([^/]+))?/) ?? []
  if (!id || !/^(questions|answers)$/.test(url.searchParams.get('tab') ?? '')) return null
  return makeAuthor({
    key: `${url.host}/${id}`,
    handle: name ?? id,
    url: webUrl(`/users/${id}${name ? `/${name}` : ''}`, url),
    stableId: `${url.host}:${id}`,
  })
}

function countUnloaded(page: Page): number | null {
  if (!QUESTION.test(page.url.pathname)) return null
  const total = wholeNumber(pageField(page, 'answers'))
  let missing = total === null ? 0 : Math.max(0, total - all(page.document, select(page, 'answer')).length)
  for (const list of all(page.document, select(page, 'remaining')))
    missing += wholeNumber(attribute(list, 'data-remaining-comments-count')) ?? 0
  for (const box of all(page.document, select(page, 'followUps'))) {
    const heading = one(box, 'h2')
    const said = heading && wholeNumber(rawText(heading))
    missing += Math.max(0, (said ?? 0) - all(box, select(page, 'comment')).length)
  }
  return missing
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
    replyBox: 'source',
    unloaded: 'seen',
  },
  notes: [
    'A person’s number is of one site of the network, so people are told apart by host.',
    'What a community wrote together has no author. Likes are the score, up less down, which may be below nought.',
    'The comments of 2026 (“follow-ups”) stand beside the older ones, also on one page; both are read.',
    'A row of a list is a post of its title and excerpt, marked as shortened.',
    'Somebody who left is shown by a name without a link: that name is the key.',
  ],
}
