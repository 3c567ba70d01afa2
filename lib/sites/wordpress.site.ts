import type { Author, Post } from '../model/thread.ts'
import { all, attribute, matches, meta, nameOf, nearest, one, parentOf, titleOf } from './dom.ts'
import { testFor } from './element-test.ts'
import { countsOf, field, fieldElement, fieldHref, machineTime } from './fields.ts'
import { pageField } from './from-recipe.ts'
import { speaksOfLetters } from './letters.ts'
import { makePost, readWords, standingBy } from './make-post.ts'
import { ownUrl } from './page-address.ts'
import { readText } from './read-text.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel, webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'
import { ARTICLE, articleAuthor, person, readArticle, skipping } from './wordpress-article.ts'

/** What `comment_class()` writes on each comment, in every theme that calls it. */
const CLASSED = ['comment', 'review', 'pingback', 'trackback']
  .map((kind) => `.${kind}[class*="depth-"]`)
  .join(', ')
/** Themes that write their own wrapper keep the id, which links from outside point at. */
const WITH_ID = 'li[id^="comment-"], li[id^="li-comment-"]'
const BARE =
  'article[id^="comment-"], div[id^="comment-"]:not(li *), article[id^="div-comment-"]:not(li *), div[id^="div-comment-"]:not(li *)'
const OF_WORDPRESS =
  ':root:has(link[rel="https://api.w.org/"], link[href*="/wp-content/"], script[src*="/wp-includes/"], link[href*="/wp-includes/"], meta[name="generator"][content^="WordPress"])'

const recipe: Recipe = {
  version: 3,
  selectors: {
    post: CLASSED,
    postWithId: WITH_ID,
    postBare: BARE,
    branch: 'ul.children, ol.children',
    notPeople: '.pingback, .trackback',
    id: '@id | [id^="comment-"]@id | [id^="div-comment-"]@id | .comment-reply-link@data-commentid | [data-commentid]@data-commentid',
    author:
      '.comment-author .fn | .comment-author cite | .wp-block-comment-author-name | .woocommerce-review__author | .wpd-comment-author | .wc-comment-author | .comment-author > strong | .comment-author-name | .comment-author-link | [itemprop="author"] [itemprop="name"] | .fn | .comment-author | .commentauthor | .comment_author | [itemprop="author"] | cite | .author-name | .author | .comment-author img.avatar@alt',
    authorSkip:
      '.says, .screen-reader-text, .sr-only, .comment-meta, .comment-metadata, .comment-date, .comment-time, time, .post-author, .bypostauthor-label, .by-post-author, .badge, img',
    profile:
      '.comment-author a.url@href | .comment-author .fn a@href | .wp-block-comment-author-name a@href | .wpd-comment-author a@href | .wc-comment-author a@href | .comment-author a[rel~="nofollow"]@href | a.url@href',
    text: '.comment-content | .wp-block-comment-content | .wpd-comment-text | .wc-comment-text | .ast-comment-content | .comment-text .description | .description | .comment-text | .comment-entry | .comment_text | .comment-copy | .commenttext | .comment-message | [itemprop="text"] | [itemprop="commentText"] | .comment-body | .comment-inner',
    quote: 'blockquote',
    skip: 'ol.children, ul.children, .comment-author, .comment-meta, .commentmetadata, .comment-metadata, .meta, .reply, .comment-reply, .comment-reply-link, .comment-edit-link, .edit-link, .comment-awaiting-moderation, .star-rating, .wpd-comment-last-edited, .wpd-comment-footer, .comment-likes, .comment-like, .sharedaddy, .jp-relatedposts, .comment-respond, .comment-actions, .avatar, .says, .screen-reader-text',
    time: 'time[datetime]@datetime | [itemprop="datePublished"][content]@content | [itemprop="commentTime"]@datetime',
    timeText:
      'time | .comment-metadata a[href*="comment-"] | .commentmetadata a[href*="comment-"] | .wp-block-comment-date | .comment-date | .comment_date | .wpd-comment-date | .wc-comment-date | .comment-time | .comment-meta a[href*="comment-"]:not(.comment-reply-link, .comment-edit-link, .url) | .commentmetadata | .comment-metadata | .date',
    /** Where the date stands bare beside the name. */
    timeBeside: '.comment-author.meta',
    timeBesideSkip: 'strong, a',
    permalink:
      'a[href*="#comment-"]:not(.comment-reply-link) | a[href*="#li-comment-"]:not(.comment-reply-link) | a[href*="#div-comment-"]:not(.comment-reply-link)',
    likes: '.wpd-vote-result@title | .comment-like-count | .wpd-vote-result | .wc-vote-result',
    limited:
      '.comment-awaiting-moderation, .wpd-unapproved, .comment_area > em.moderation, .woocommerce-review__awaiting-approval, .unapproved',
    more: '.wpd-comment-text .wpdiscuz-readmore',
    article:
      ':is(body.single, body.page, body.singular, body.wp-singular):not(.single-product) :is(.entry-content, .wp-block-post-content, .post-content, .post-entry, .td-post-content, .tdb_single_content .tdb-block-inner, .elementor-widget-theme-post-content, [itemprop="articleBody"])',
    articleTitle: '.entry-title | .wp-block-post-title | h1.post-title | h1',
    articleAuthor:
      '.hentry .author .fn | .author.vcard a | .hentry a[rel="author"] | .entry-author-name | .wp-block-post-author-name | .wp-block-post-author__name | a[rel="author"] | .posted-by a | .byline .author | .byline a | .td-post-author-name a | .tdb-author-name | .elementor-post-info__item--type-author | .author.vcard',
    articleTime:
      '.hentry time.published@datetime | time.entry-date.published@datetime | time.entry-date@datetime | .wp-block-post-date time@datetime | .hentry time[datetime]@datetime',
    articleTimeText:
      'time.published | time.entry-date | .wp-block-post-date | .entry-date | .posted-on | .post-date | .elementor-post-info__item--type-date',
    articleSkip:
      '.sharedaddy, .jp-relatedposts, .wp-block-comments, #comments, .addtoany_share_save_container, .post-navigation, .screen-reader-text, figcaption, #toc_container, .ez-toc-container, .wp-block-button, .author-box, .yarpp-related',
    canonical: 'link[rel="canonical"]@href',
    apart: '#comments, .comments-area, .wp-block-comments, .comment, aside, .widget, .widget-area',
    title: '.entry-title | .wp-block-post-title | h1.post-title | h1.product_title',
    community: '.site-title | .wp-block-site-title | .site-name',
    total:
      '.comments-title | .wp-block-comments-title | #comments-title | .comment-reply-title.count | .woocommerce-Reviews-title | .wpdtc | h2.comments | h3#comments',
    otherPages:
      'a[href*="comment-page-"]:not([href*="#comment-"]), a[href*="cpage="]:not([href*="#comment-"]), .wpd-load-more-submit, .wpdiscuz-loadmore-wrap',
    replyBox:
      '#commentform textarea[name="comment"], #respond textarea, form[action*="wp-comments-post"] textarea, .wpd_comm_form .ql-editor, .wpd_comm_form textarea',
  },
  expects: [
    { selector: `${CLASSED}, ${WITH_ID}, ${BARE}`, least: 1, on: ['thread'] },
    {
      selector:
        '.fn, .comment-author, .wp-block-comment-author-name, .woocommerce-review__author, .wpd-comment-author, cite, .author, .comment_author, .commentauthor, .author-name',
      least: 1,
      on: ['thread'],
    },
  ],
  watches: ['class', 'datetime'],
}

const OWN_ID = /^(?:(?:li|div|article)-)?comment-(\d+)$|^wpd-comm-(\d+)_\d+$|^(\d+)$/
/** What is part of an article's address; all else in a query is paging, tracking or the answer in hand. */
const NAMING = ['p', 'page_id', 'attachment_id', 'post_type', 'name', 'product']

/** The comments of WordPress, in classic and block themes, with the article that they are under. */
export const wordpress: Site = {
  id: 'wordpress',
  name: 'WordPress',
  hosts: [],
  origins: [],
  recipe,
  // `thread-even` and `thread-odd` come from `comment_class()` alone; other names need WordPress beside them.
  marks: [
    ':is(.comment, .review)[class*="depth-"]:is(.thread-even, .thread-odd)',
    '.wp-block-comment-template .comment',
    `${OF_WORDPRESS} :is(.commentlist, .comment-list, #comments, .comments-area) :is([id^="comment-"], [id^="li-comment-"], [id^="div-comment-"]):is(.comment, .comment-body, .depth-1)`,
  ].join(', '),
  elsewhere: 'people',
  // Comments wait in the back office until somebody lets them through; letters are of plug-ins.
  pageKind: (url) => (/\/wp-admin\//.test(url.pathname) || speaksOfLetters(url) ? null : 'thread'),
  threadKey: (url) => {
    const named = new URLSearchParams()
    for (const name of NAMING) {
      const value = url.searchParams.get(name)
      if (value !== null) named.set(name, value)
    }
    const path = url.pathname.replace(/\/comment-page-\d+(?=\/|$)/, '').replace(/(?:\/amp)?\/+$/, '')
    return `${url.origin}${path || '/'}${named.size > 0 ? `?${named}` : ''}`
  },
  describe: (page) => ({
    title:
      pageField(page, 'title') ??
      trimLabel(meta(page.document, 'og:title')) ??
      trimLabel(titleOf(page.document)),
    community:
      trimLabel(meta(page.document, 'og:site_name')) ?? pageField(page, 'community') ?? page.url.host,
  }),
  containers,
  readPost: (container, page) => {
    if (isArticle(container, page)) return readArticle(container, page, wordpress.threadKey(page.url))
    return matches(container, select(page, 'notPeople'))
      ? null
      : readComment(container, inLayout(container, page))
  },
  countUnloaded: (page, posts) => {
    if (!one(page.document, select(page, 'otherPages'))) return 0
    const total = wholeNumber(pageField(page, 'total'))
    const notPeople = all(page.document, `:is(${CLASSED}):is(${select(page, 'notPeople')})`).length
    const shown = posts.filter(({ key }) => key !== ARTICLE).length + notPeople
    return total === null ? null : Math.max(0, total - shown)
  },
}

const LAYOUTS = ['post', 'postWithId', 'postBare']

function* containers(page: Page): Iterable<Element> {
  const article = one(page.document, select(page, 'article'))
  if (article) yield article
  const layout = LAYOUTS.find((name) => one(page.document, select(page, name)))
  if (!layout) return
  for (const element of all(page.document, select(page, layout)))
    if (layout === 'post' || OWN_ID.test(attribute(element, 'id') ?? '')) yield element
}

function isArticle(container: Element, page: Page): boolean {
  return matches(container, select(page, 'article'))
}

/** The page with the layout that this comment is in as its `post`, so that fields of nested ones are told apart. */
function inLayout(container: Element, page: Page): Page {
  const layout = LAYOUTS.find((name) => matches(container, select(page, name))) ?? 'post'
  if (layout === 'post') return page
  const { recipe } = page
  return {
    ...page,
    recipe: { ...recipe, selectors: { ...recipe.selectors, post: select(page, layout) } },
  }
}

function idOf(container: Element, page: Page): string | null {
  const parts = field(container, page, 'id')?.match(OWN_ID)
  if (parts) return parts[1] ?? parts[2] ?? parts[3] ?? null
  // Or what it stands in has it, alone.
  const frame = parentOf(container)
  const outer = frame && nameOf(frame) === 'li' && attribute(frame, 'id')?.match(OWN_ID)?.[1]
  if (outer) return outer
  // The container has an id of another kind: the theme's own.
  for (const element of all(container, '[id^="comment-"], [id^="div-comment-"]')) {
    const own =
      nearest(element, select(page, 'post')) === container && attribute(element, 'id')?.match(OWN_ID)
    if (own) return own[1] ?? null
  }
  return null
}

function readComment(container: Element, page: Page): Post | null {
  const id = idOf(container, page)
  if (!id) return null
  const skip = `${select(page, 'skip')}, ${select(page, 'post')}`
  const body = fieldElement(container, page, 'text') ?? container
  const { own, quoted } = readWords(body, standingBy(select(page, 'quote'), testFor(skip)))
  const author = authorOf(container, page)
  if (!author && own.text === '') return null
  const isLimited = matches(container, select(page, 'limited')) || !!fieldElement(container, page, 'limited')
  return makePost({
    key: `comment-${id}`,
    permalink: permalinkOf(container, id, page),
    author,
    text: { text: own.text, truncated: own.truncated || !!fieldElement(container, page, 'more') },
    quoted,
    time: machineTime(field(container, page, 'time')),
    timeText: field(container, page, 'timeText') ?? timeBeside(container, page),
    parent: parentOfComment(container, page),
    state: isLimited ? 'limited' : 'shown',
    lang: attribute(body, 'lang'),
    counts: countsOf(container, page),
  })
}

function timeBeside(container: Element, page: Page): string | null {
  const place = fieldElement(container, page, 'timeBeside')
  return place && trimLabel(readText(place, skipping(page, 'timeBesideSkip')).text)
}

/** The page's own link where it has one; WordPress jumps to a comment by its id on whatever page it stands. */
function permalinkOf(container: Element, id: string, page: Page): string | null {
  const said = ownUrl(fieldHref(container, page, 'permalink'), page)?.href
  if (said && new RegExp(`#(?:li-|div-)?comment-${id}$`).test(said)) return said
  const here = new URL(page.url)
  here.hash = `comment-${id}`
  here.searchParams.delete('replytocom')
  return webUrl(here.href, page.url)
}

/** Asked for each comment, so it is found out once: what comes before the comments stays as it is. */
function holdsArticle(page: Page): boolean {
  const known = articles.get(page.document)
  if (known !== undefined) return known
  const holds = one(page.document, select(page, 'article')) !== null && articleAuthor(page) !== null
  articles.set(page.document, holds)
  return holds
}

const articles = new WeakMap<Document, boolean>()

/** A comment in another's list answers that one; one at the top answers the article, if it was read. */
function parentOfComment(container: Element, page: Page): Post['parent'] {
  const above = parentOf(container)
  const branch = above && nearest(above, select(page, 'branch'))
  // Where a theme gives the classes to what stands in the list's entry, answers stand beside it.
  const outer =
    above &&
    (nearest(above, select(page, 'post')) ??
      (branch && one(parentOf(branch) ?? branch, select(page, 'post'))))
  const id = outer && idOf(outer, page)
  if (id) return { key: `comment-${id}`, inferred: false }
  return !outer && holdsArticle(page) ? { key: ARTICLE, inferred: false } : null
}

/**
 * A visitor is only a name. Somebody with an account has its permanent short name in a class, which no
 * visitor can write, so nobody is taken for the blog's own people by calling themselves alike.
 */
function authorOf(container: Element, page: Page): Author | null {
  const place = fieldElement(container, page, 'author')
  const name = place && trimLabel(readText(place, skipping(page, 'authorSkip')).text)
  const shown = name || field(container, page, 'author')
  const account = attribute(container, 'class')?.match(/(?:^|\s)comment-author-([^\s]+)/)?.[1] ?? null
  return person(shown, account, webUrl(fieldHref(container, page, 'profile'), page.base), page)
}

export const facts: SiteFacts = {
  kinds: ['thread'],
  checked: '2026-11',
  reads: {
    author: 'seen',
    stableId: 'source',
    text: 'seen',
    time: 'seen',
    permalink: 'seen',
    parent: 'seen',
    quote: 'claimed',
    counts: 'claimed',
    language: 'none',
    replyBox: 'seen',
    unloaded: 'source',
  },
  notes: [
    'Found by the classes and ids that comment_class() and the comment blocks write; a page without comments is not claimed.',
    'The article is the first post where the page names its author in one of the usual places; a box that a theme made for that is not known. Structured data beside it is not read.',
    'Older themes give an li and an article within it the class comment: counted by that class, each comment is there twice.',
    'Pingbacks and trackbacks are left out: they are written by sites, not by people.',
    'A visitor is known by name only; an account by the short name in the class comment-author-…. The picture’s address, a hash of an e-mail address, is not used.',
    'Comments by Disqus, Jetpack and Facebook stand in frames of other origins and are out of reach.',
  ],
}
