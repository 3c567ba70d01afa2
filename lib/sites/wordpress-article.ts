import type { Author, Post } from '../model/thread.ts'
import { all, attribute, matches, meta, nearest, one, rawText } from './dom.ts'
import { machineTime } from './fields.ts'
import { pageField } from './from-recipe.ts'
import { makeAuthor, makePost, readWords, standingBy } from './make-post.ts'
import { joinTexts, readText, type TextRules } from './read-text.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { fold, trimLabel, webUrl } from './trim.ts'

/** The key of the article itself in the conversation under it. */
export const ARTICLE = 'article'

/**
 * Somebody on this server. `account`: the permanent short name of one who is registered; nobody who is not
 * can get its key by calling themselves alike.
 */
export function person(
  name: string | null,
  account: string | null,
  url: string | null,
  page: Page,
): Author | null {
  const who = account ? `@${account}` : name
  return who === null
    ? null
    : makeAuthor({
        key: `${page.url.host}/${fold(who)}`,
        handle: name,
        name,
        url,
        stableId: account && `${page.url.host}:${account}`,
      })
}

/** Text without what the recipe's `name` matches. */
export function skipping(page: Page, name: string): TextRules {
  const skip = select(page, name)
  return { layout: 'flow', skips: (element) => matches(element, skip) }
}

/** The first place of the article's head that is no part of the comments or of a column beside it. */
function ofArticle(page: Page, name: string): Element | null {
  const [...places] = (page.recipe.selectors[name] ?? '').split(' | ')
  for (const place of places) {
    const selector = place.replace(/@[a-z]+$/, '')
    if (selector === '') continue
    for (const element of all(page.document, selector))
      if (!nearest(element, select(page, 'apart'))) return element
  }
  return null
}

/** Who wrote the article, where the page says so. */
export function articleAuthor(page: Page): Author | null {
  const place = ofArticle(page, 'articleAuthor')
  if (!place) return null
  const link = matches(place, 'a') ? place : one(place, 'a[href]')
  const url = webUrl(link && attribute(link, 'href'), page.base)
  const slug = url?.match(/\/author\/([^/?#]+)/)?.[1] ?? null
  const name = trimLabel(readText(place, skipping(page, 'authorSkip')).text)
  return name === null ? null : person(name, slug, url, page)
}

/** What the page calls its address, on its own server only; else the address without paging. */
function articleLink(page: Page, address: string): string | null {
  const said = webUrl(pageField(page, 'canonical'), page.base)
  return said && URL.parse(said)?.host === page.url.host ? said : address
}

/**
 * The article is the first word of the conversation; null where the page does not say who wrote it.
 * @param address the page's, without paging and tracking
 */
export function readArticle(container: Element, page: Page, address: string): Post | null {
  const author = articleAuthor(page)
  if (!author) return null
  const title = ofArticle(page, 'articleTitle')
  const { own, quoted } = readWords(
    container,
    standingBy(select(page, 'quote'), skipping(page, 'articleSkip').skips),
  )
  const time = ofArticle(page, 'articleTime')
  const timeText = ofArticle(page, 'articleTimeText')
  return makePost({
    key: ARTICLE,
    permalink: articleLink(page, address),
    author,
    text: joinTexts([title && readText(title), own]),
    quoted,
    time: machineTime((time && attribute(time, 'datetime')) ?? meta(page.document, 'article:published_time')),
    timeText: timeText && trimLabel(rawText(timeText)),
    lang: attribute(container, 'lang'),
  })
}
