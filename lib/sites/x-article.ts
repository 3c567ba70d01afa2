import type { Post } from '../model/thread.ts'
import { matches, one } from './dom.ts'
import { makeAuthor, makePost } from './make-post.ts'
import { joinTexts, type ReadText, readText } from './read-text.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { webUrl } from './trim.ts'

/** An address that names a post; a long article has the number of the post that holds it. Who quoted it is a list. */
export const STATUS =
  /^\/(?:i\/web|i|[A-Za-z0-9_]{1,20})\/(?:status(?:es)?|article)\/(\d{1,20})(?!\d|\/(?:quotes|retweets|likes)(?:\/|$))/
/** Of those that quote a post. */
export const QUOTERS = /^\/\w{1,20}\/status\/\d{1,20}\/quotes\/?$/
/** The number alone, in any link. */
export const NUMBER = /\/(?:status|article)\/(\d{1,20})/

/** The part of the page's own address that names a post; null where it names none. */
export function addressOf({ url }: Page): string | null {
  return url.pathname.match(STATUS)?.[0] ?? null
}

/** A long article has a heading and blocks in place of a text. A post that it shows is not its author's words there. */
export function articleText(heading: Element | null, blocks: Element | null): ReadText {
  const skips = (element: Element) => matches(element, 'article')
  return joinTexts([heading && readText(heading), blocks && readText(blocks, { layout: 'flow', skips })])
}

/** A long article without the frame of a post around it: its author stands in its address, and nowhere else that is sure. */
export function readAlone(blocks: Element, page: Page): Post | null {
  const address = addressOf(page)
  const id = address?.match(NUMBER)?.[1]
  const handle = address?.match(/^\/(\w{1,20})\/(?:status|article)/)?.[1]
  if (!id || !handle || handle === 'i') return null
  return makePost({
    key: id,
    permalink: webUrl(address, page.url),
    author: makeAuthor({ key: handle, handle, url: webUrl(`/${handle}`, page.url) }),
    text: articleText(one(page.document, `${select(page, 'heading')}:not(article *)`), blocks),
  })
}
