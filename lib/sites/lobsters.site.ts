import type { PageKind, Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf, previousOf, titleOf } from './dom.ts'
import { fieldElement } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { joinTexts, readText } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '.comment[data-shortid], .story[data-shortid]',
    story: '.story[data-shortid]',
    key: '@id',
    subject: '.link > a | a.u-url',
    author: 'a.u-author | .byline a[href*="/~"]:not(:has(img)) | .byline a[href*="/u/"]:not(:has(img))',
    profile:
      'a.u-author@href | .byline a[href*="/~"]:not(:has(img))@href | .byline a[href*="/u/"]:not(:has(img))@href',
    text: '.comment_text | .details > .story_content',
    quote: 'blockquote',
    storyText: '.story_content > .story_text',
    time: '.byline time@data-at-unix | .byline [data-at-unix]@data-at-unix | .byline time@datetime | .byline span[title]@title',
    timeText: '.byline time | .byline span[title]',
    likes: '.voters .score | .voters .upvoter',
    replies: '.comments_label a',
    gone: '.comment_text > p:first-child > .na',
    deleted: '.details > .link:not(:has(a))',
    collapsed:
      '.comment_folder_button:checked ~ .comment, .comment_folder_button:checked ~ .comments .comment',
    more: '.description_present',
    aside: '.box',
    above: '.comment[data-shortid]',
    branch: 'ol.comments',
    title: '.story .link > a',
    total: '.story .comments_label a',
    replyBox: '.comment_form_container textarea, form[action^="/comments"] textarea',
  },
  expects: [
    { selector: '.story[data-shortid], .comment[data-shortid]', least: 1, on: ['thread', 'feed', 'profile'] },
    {
      selector: '.byline a[href*="/~"], .byline a[href*="/u/"]',
      least: 1,
      on: ['thread', 'feed', 'profile'],
    },
  ],
  watches: ['id', 'data-at-unix', 'class'],
}

const STORY = /^\/s\/(\w+)/
const PROFILE = /^\/(?:~[^/]+|u\/[^/]+|threads|newest\/(?!page\/)[^/]+)(?:\/|$)/
const FEED =
  /^\/(?:(?:active|recent|newest|comments|hidden|saved|upvoted|top|hottest|t|domains?|origins?|categories|replies)(?:\/.*)?|page\/\d+)?$/
/** The account that comments are handed to whose writers left: nobody's. */
const NOBODY = /^inactive-user$/

const base = siteFromRecipe({
  id: 'lobsters',
  name: 'Lobsters',
  hosts: ['lobste.rs'],
  origins: ['https://lobste.rs/*'],
  recipe,
  authorBy: 'handle',
  authorId: /\/(?:~|u\/)([^/?#]+)$/,
  pageKind: ({ pathname }): PageKind | null => {
    if (STORY.test(pathname) || /^\/c\/\w+$/.test(pathname)) return 'thread'
    if (/^\/search/.test(pathname)) return 'search'
    return PROFILE.test(pathname) ? 'profile' : FEED.test(pathname) ? 'feed' : null
  },
  threadKey: (url) => {
    const id = url.pathname.match(STORY)?.[1]
    if (id) return `https://lobste.rs/s/${id}`
    const path = url.pathname.replace(/\/page\/\d+\/?$/, '').replace(/\/+$/, '')
    const query = url.searchParams.get('q')
    return `https://lobste.rs${path || '/'}${query === null ? '' : `?q=${encodeURIComponent(query)}`}`
  },
  adjust,
})

/** Stories with their comments, lists of either, and what one person wrote. */
export const lobsters: Site = {
  ...base,
  describe: (page) => ({
    title:
      (isThread(page) ? pageField(page, 'title') : null) ??
      trimLabel(titleOf(page.document).replace(/ \| Lobsters$/, '')),
    community: 'Lobsters',
  }),
  containers: function* (page) {
    // Beside a story stand others with similar links.
    for (const element of all(page.document, select(page, 'post')))
      if (!isThread(page) || !nearest(element, select(page, 'aside'))) yield element
  },
  countUnloaded: (page, posts) => {
    const total = isThread(page) ? wholeNumber(pageField(page, 'total')) : null
    return total === null ? null : Math.max(0, total + 1 - posts.length)
  },
}

function isThread({ url }: Page): boolean {
  return STORY.test(url.pathname)
}

function adjust(post: Post, container: Element, page: Page): Post {
  const isStory = matches(container, select(page, 'story'))
  const id = post.key.replace(/^(?:story|c)_/, '')
  const permalink = webUrl(`/${isStory ? 's' : 'c'}/${id}`, page.url)
  const author = post.author && NOBODY.test(post.author.key) ? null : post.author
  if (isStory) return { ...post, ...storyWords(post, container, page), permalink, author }
  const gone = fieldElement(container, page, 'gone')
  return {
    ...post,
    permalink,
    author,
    parent: parentOfComment(container, page),
    // The site is in English only, so its words tell who took the comment away.
    ...(gone && {
      text: '',
      quoted: null,
      state: /by author/.test(readText(gone).text) ? 'deleted' : 'limited',
    }),
  }
}

/** On its own page the words of a story stand below it; lists only hint that there are some. */
function storyWords(post: Post, story: Element, page: Page): Pick<Post, 'text' | 'truncated'> {
  if (!isThread(page))
    return { text: post.text, truncated: post.truncated || fieldElement(story, page, 'more') !== null }
  const below = one(page.document, select(page, 'storyText'))
  if (!below) return post
  return joinTexts([{ text: post.text, truncated: false }, readText(below)])
}

/** The comment whose branch this one stands in; at the root of a story's page, the story. */
function parentOfComment(comment: Element, page: Page): Post['parent'] {
  const place = parentOf(comment)
  const branch = place && parentOf(place)
  let above = branch && matches(branch, select(page, 'branch')) ? previousOf(branch) : null
  while (above && !matches(above, select(page, 'above'))) above = previousOf(above)
  const key = above && attribute(above, 'id')
  if (key) return { key, inferred: false }
  const story = page.url.pathname.match(STORY)?.[1]
  return story ? { key: `story_${story}`, inferred: false } : null
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'none',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'seen',
    quote: 'source',
    counts: 'seen',
    language: 'none',
    replyBox: 'source',
    unloaded: 'seen',
  },
  notes: [
    'An edited comment shows the time of its last change: the page has no other.',
    'Comments under the name inactive-user are given without an author: the people who wrote them have left.',
    'Other sites that run the same software are left to the general reader.',
  ],
}
