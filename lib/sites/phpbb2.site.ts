import type { Post } from '../model/thread.ts'
import { attribute, charactersOf, firstChildOf, isText, matches, nextOf, nextSiblingOf, one } from './dom.ts'
import { fieldElement } from './fields.ts'
import { boardPath, noneUnlessPaged } from './forum.ts'
import { siteFromRecipe } from './from-recipe.ts'
import { ownUrl } from './page-address.ts'
import { select } from './select.ts'
import type { Page, Recipe, Site, SiteFacts } from './site.ts'
import { trimLabel } from './trim.ts'

const POSTS = '.forumline > tbody > tr:has(.name a[name]):has(.postbody)'

const recipe: Recipe = {
  version: 1,
  selectors: {
    post: POSTS,
    key: '.name > a[name]@name',
    author: '.name b | .name',
    text: 'td:has(> .postbody)',
    quote: 'td.quote',
    // "Ana wrote:" over a quote, "Code:" over code, and who changed the post when.
    skip: '.genmed, .gensmall',
    dated: 'td td > .postdetails',
    permalink: 'td td > a[href*="p="]@href',
    profile: 'a[href*="mode=viewprofile"]',
    /** The rows of one post end where an empty one stands. */
    end: ':has(> .spaceRow)',
    title: 'a.maintitle | .maintitle',
    paging: '.nav a[href*="start="], .gensmall a[href*="start="]',
    replyBox: 'textarea[name="message"]',
  },
  expects: [{ selector: `${POSTS} .postbody`, least: 1, on: ['thread'] }],
}

/** phpBB 2 in subSilver and the styles made from it. Nothing was released since 2008; boards stand as they were left. */
export const phpbb2: Site = siteFromRecipe({
  id: 'phpbb2',
  name: 'phpBB 2',
  hosts: [],
  origins: [],
  recipe,
  marks: '.forumline .name > a[name]',
  idIn: /(?:^|[?&]p=)(\d+)/,
  // Nobody may take a name that a member has, guests neither.
  authorBy: 'name',
  perHost: true,
  drops: ['sid'],
  pageKind: ({ pathname }, document) => {
    if (/\/(?:privmsg|posting|profile|login|groupcp|modcp|faq|memberlist)\.php$/.test(pathname)) return null
    return /\/viewtopic\.php$|-t\d+|topic\d+/.test(pathname) || one(document, '.postbody') ? 'thread' : 'feed'
  },
  threadKey: (url) => {
    const topic = url.searchParams.get('t')
    const post = url.searchParams.get('p')
    const named = topic ? `?t=${topic}` : post ? `?p=${post}` : ''
    return boardPath(url, `${url.pathname}${named}`)
  },
  countUnloaded: (page) => noneUnlessPaged(page, 'thread'),
  adjust: (post, container, page) => ({
    ...post,
    ...withoutSignature(post),
    author: post.author && { ...post.author, url: profileOf(container, page) },
    timeText: datedAt(container, page),
  }),
})

/** It follows the words, below a line of underscores. */
function withoutSignature({ text }: Post): Pick<Post, 'text'> {
  const at = text.search(/(?:^|\n)_{15,}(?:\n|$)/)
  return { text: at < 0 ? text : text.slice(0, at).trim() }
}

/** The button that leads to the member's page stands in the row below the words. */
function profileOf(container: Element, page: Page): string | null {
  let row = nextOf(container)
  for (let steps = 0; row && steps < 2 && !matches(row, select(page, 'end')); steps++) {
    const link = one(row, select(page, 'profile'))
    const id = link && ownUrl(attribute(link, 'href'), page)?.searchParams.get('u')
    const url = link && ownUrl(attribute(link, 'href'), page)
    if (url && id) {
      url.searchParams.delete('sid')
      return url.href
    }
    row = nextOf(row)
  }
  return null
}

/** "Posted: Sat Mar 01, 2008 10:00 am", in any language, and then the title in an element of its own. */
function datedAt(container: Element, page: Page): string | null {
  const place = fieldElement(container, page, 'dated')
  for (let node = place && firstChildOf(place); node; node = nextSiblingOf(node))
    if (isText(node) && /\d/.test(charactersOf(node)))
      return trimLabel(charactersOf(node).replace(/^[^\d:：]*[:：]\s+/, ''))
  return null
}

export const facts: SiteFacts = {
  kinds: ['thread'],
  checked: '2026-11',
  reads: {
    author: 'source',
    stableId: 'none',
    text: 'source',
    time: 'none',
    permalink: 'source',
    parent: 'none',
    quote: 'source',
    counts: 'none',
    language: 'none',
    replyBox: 'source',
    unloaded: 'none',
  },
  notes: [
    'Written after the templates of subSilver; no saved page was at hand.',
    'Dates are words in the zone of the board. A quote names whom it quotes, not which post.',
    'Lists of topics show no words of a post and give nothing.',
  ],
}
