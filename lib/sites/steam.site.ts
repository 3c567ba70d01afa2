import type { Author, PageKind, Post } from '../model/thread.ts'
import { matches } from './dom.ts'
import { field } from './fields.ts'
import { pageField, siteFromRecipe } from './from-recipe.ts'
import { makeAuthor, makePost } from './make-post.ts'
import { readText } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { fold, trimLabel, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

const recipe: Recipe = {
  version: 2,
  selectors: {
    post: '.forum_op[id^="forum_op_"], .commentthread_comment[id^="comment_"], .apphub_Card, .review_box, .forum_topic[data-gidforumtopic], .post_searchresult, #ReviewText',
    /** A page that holds one review and nothing else names its writer above it. */
    review: '#ReviewText',
    topic: '.forum_op',
    key: '@data-gidforumtopic | @id | .post_searchresult_simplereply[href]@href | .forum_comment_permlink a@href',
    author:
      '.forum_op_author | .commentthread_author_link bdi | .commentthread_author_link | .apphub_CardContentAuthorName a | .persona_name a | .persona_name | .forum_topic_op | .searchresult_author',
    profile:
      '.forum_op_author@href | .commentthread_author_link@href | .apphub_CardContentAuthorName a@href | .persona_name a@href | .avatar a[href*="steamcommunity.com/"]@href | .searchresult_author a@href',
    authorId:
      '.forum_op_author@data-miniprofile | .commentthread_author_link@data-miniprofile | .apphub_CardContentAuthorBlock [data-miniprofile]@data-miniprofile | .apphub_friend_block@data-miniprofile | .persona_name [data-miniprofile]@data-miniprofile | .avatar [data-miniprofile]@data-miniprofile',
    subject: '[id^="forum_op_topic"] | .forum_op .topic | .topic',
    text: '[id^="forum_op_content"] | .commentthread_comment_text | .apphub_CardTextContent | .forum_topic_name | .forum_searchresult_reply_inner | .post_searchresult_simplereply | .content | .apphub_CardContentTitle',
    quote: 'blockquote',
    skip: '.date_posted, .early_access_review, .received_compensation, .received_for_free, .gradient, .view_more, .posted, .postedDate, .forum_topic_label, .bb_quoteauthor, .needs_content_check, .forum_comment_permlink',
    parent: 'blockquote .bb_quoteauthor a[href*="#c"]@href',
    time: '.date[data-timestamp]@data-timestamp | .commentthread_comment_timestamp[data-timestamp]@data-timestamp | .searchresult_timestamp@data-timestamp',
    timeText:
      '.date[data-timestamp] | .commentthread_comment_timestamp[data-timestamp] | .commentthread_comment_timestamp | .date_posted | .postedDate | .posted | .searchresult_timestamp',
    permalink:
      '.forum_comment_permlink a@href | @data-modal-content-url | a.forum_topic_overlay@href | .vote_header[href]@href | .vote_header a@href | a[href*="/recommended/"]:not([href$="/recommended/"])@href | .post_searchresult_simplereply@href',
    likes: '.found_helpful | .vote_info | .vote_header .helpful',
    replies: '.forum_topic_reply_count | .apphub_CardCommentCount',
    deleted: '.commentthread_comment_deleted, .commentthread_comment.deleted, .forum_topic.deleted',
    limited: '.needs_content_check',
    /** Of somebody the reader blocked, or removed: the words stay in the page, behind a line that says why. */
    collapsed: '.commentthread_deleted_expanded',
    title:
      '.forum_op .topic | [id^="forum_op_topic"] | .workshopItemTitle | .apphub_AppName | #appHubAppName',
    community: '.apphub_AppName | #appHubAppName | .group_name',
    total: '[id$="_pagetotal"]',
    owner: '.profile_small_header_name a | .profile_small_header_name | .actual_persona_name',
    ownerId:
      '.profile_small_header_texture [data-miniprofile]@data-miniprofile | .playerAvatar[data-miniprofile]@data-miniprofile',
    reviewTime: '.recommendation_date',
    replyBox: '.commentthread_textarea, textarea[id$="_textarea"], .forum_newtopic_textarea',
  },
  expects: [
    {
      selector:
        '.forum_op, .commentthread_comment, .commentthread_area, .commentthread_entry, .review_box, #ReviewText, .apphub_Card, #game_area_purchase',
      least: 1,
      on: ['thread'],
    },
    { selector: '.forum_topic, .apphub_Card, .commentthread_comment, .forum_area', least: 1, on: ['feed'] },
  ],
  watches: ['data-timestamp', 'data-miniprofile', 'href'],
}

const STORE = 'store.steampowered.com'
/** The last part of a conversation's path is its number; which part of the forum it is filed in may change. */
const TOPIC =
  /^\/((?:app|games|groups|workshop|discussions|sharedfiles)(?:\/[^/]+)??)\/(discussions|tradingforum|eventcomments|announcements\/detail|forum)\/(?:[^/]+\/)?(\d{9,})\/?$/
const REVIEW = /^\/(id|profiles)\/([^/]+)\/recommended\/(\d+)/
const PERSON = /^\/(id|profiles)\/([^/]+)/

const base = siteFromRecipe({
  id: 'steam',
  name: 'Steam',
  hosts: ['steamcommunity.com', STORE],
  origins: ['https://steamcommunity.com/*', `https://${STORE}/*`],
  recipe,
  idIn: /(?:^|^forum_op_|^comment_|#c)(\d+)$/,
  authorBy: 'stableId',
  pageKind: ({ hostname, pathname }): PageKind | null => {
    if (hostname === STORE) return /^\/app\/\d+/.test(pathname) ? 'thread' : null
    if (TOPIC.test(pathname) || REVIEW.test(pathname) || /^\/sharedfiles\/filedetails/.test(pathname))
      return 'thread'
    if (/\/search(\/|$)/.test(pathname)) return 'search'
    if (PERSON.test(pathname)) return 'profile'
    return /^\/(?:app|games|groups|workshop)\/.|^\/discussions/.test(pathname) ? 'feed' : null
  },
  threadKey,
  adjust,
})

/** Discussions, comments and reviews, in the community and on a game's page in the store. */
export const steam: Site = {
  ...base,
  readPost: (container, page) =>
    matches(container, select(page, 'review')) ? readReview(container, page) : base.readPost(container, page),
  countUnloaded: (page, posts) => {
    const total = wholeNumber(pageField(page, 'total'))
    // The total counts the answers, not the post that opens a topic.
    const answers = posts.filter(({ key }) => key !== topicOf(page.url)).length
    return total === null ? null : Math.max(0, total - answers)
  },
}

function topicOf({ pathname }: URL): string | null {
  return pathname.match(TOPIC)?.[3] ?? null
}

function threadKey(url: URL): string {
  const [, place, kind, topic] = url.pathname.match(TOPIC) ?? []
  if (topic) return `https://steamcommunity.com/${place}/${kind}/${topic}`
  if (url.hostname === STORE)
    return `https://${STORE}${url.pathname.match(/^\/app\/\d+/)?.[0] ?? url.pathname}`
  const named = new URLSearchParams()
  for (const name of ['id', 'q', 'gidforum']) {
    const value = url.searchParams.get(name)
    if (value !== null) named.set(name, value)
  }
  const path = url.pathname.replace(/\/+$/, '').toLowerCase()
  return `https://steamcommunity.com${path || '/'}${named.size > 0 ? `?${named}` : ''}`
}

function adjust(post: Post, container: Element, page: Page): Post | null {
  const author = authorOf(post, container, page)
  if (!author && post.text === '' && post.state === 'shown') return null
  const { pathname } = page.url
  const isTopic = matches(container, select(page, 'topic'))
  const isNumbered = /^\d+$/.test(post.key)
  const here = new URL(page.url)
  // On a topic a script answers to `#c`; elsewhere the element's own name is what an address can end in.
  here.hash = isTopic ? '' : `${TOPIC.test(pathname) ? 'c' : 'comment_'}${post.key}`
  if (isTopic) here.search = ''
  return {
    ...post,
    author,
    permalink:
      isTopic || (isNumbered && post.permalink === null) ? webUrl(here.href, page.url) : post.permalink,
    // A quote of the post that opens the topic has no number of its own.
    parent: post.parent?.key === post.key ? null : post.parent,
    ...(post.state !== 'shown' && { text: '', quoted: null }),
  }
}

/** The account's number: in an attribute of most names, and in addresses as part of a longer one. */
function authorOf(post: Post, container: Element, page: Page): Author | null {
  const name = post.author?.name ?? null
  if (name === null) return page.url.pathname.match(PERSON) ? ownerOf(page) : null
  return person(name, post.author?.url ?? null, field(container, page, 'authorId'))
}

/** On somebody's own pages only the head of the page says whose words these are. */
function ownerOf(page: Page): Author | null {
  const [path] = page.url.pathname.match(PERSON) ?? []
  const name = pageField(page, 'owner')
  return path && name ? person(name, webUrl(path, page.url), pageField(page, 'ownerId')) : null
}

function person(name: string, url: string | null, said: string | null): Author | null {
  const address = url?.match(/\/(id|profiles)\/([^/?#]+)/)
  const vanity = address?.[1] === 'id' ? (address[2] ?? null) : null
  const stableId = accountOf(said) ?? accountOf(address?.[1] === 'profiles' ? (address[2] ?? null) : null)
  return makeAuthor({
    // Names are not unique here: where a list shows nothing else, the key says that it is only a name.
    key: stableId ?? (vanity ? `id/${vanity}` : `name/${fold(name)}`),
    handle: vanity ?? name,
    name,
    url,
    stableId,
  })
}

/** A public Steam id is the account's number plus a constant (Valve developer wiki, "SteamID"). */
const FIRST_ID = 76_561_197_960_265_728n

function accountOf(said: string | null): string | null {
  const digits = said?.match(/^s?(\d{1,17})$/)?.[1]
  if (!digits) return null
  const number = BigInt(digits)
  if (number === 0n) return null
  return String(number > FIRST_ID ? number - FIRST_ID : number)
}

/** The page of one review. */
function readReview(container: Element, page: Page): Post | null {
  const [path] = page.url.pathname.match(REVIEW) ?? []
  const permalink = path ? webUrl(`${path}/`, page.url) : null
  if (!permalink) return null
  const time = pageField(page, 'reviewTime')
  return makePost({
    key: permalink,
    permalink,
    author: ownerOf(page),
    text: readText(container),
    timeText: trimLabel(time),
  })
}

export const facts: SiteFacts = {
  kinds: ['thread', 'feed', 'profile', 'search'],
  checked: '2026-11',
  reads: {
    author: 'agreed',
    stableId: 'agreed',
    text: 'agreed',
    time: 'agreed',
    permalink: 'agreed',
    parent: 'claimed',
    quote: 'agreed',
    counts: 'agreed',
    language: 'none',
    replyBox: 'agreed',
    unloaded: 'claimed',
  },
  notes: [
    'Written after many independent readers of the site; no saved page was at hand.',
    'Answers stand in one flat list: a parent is known only where a quote links to it.',
    'Reviews show a day in words and no exact time.',
    'Lists of topics show the name of who opened one and no account, so such a person is known by name only.',
    'The store is being rebuilt in parts: its reviews in the new layout are not read.',
  ],
}
