import type { PostCounts } from '../model/thread.ts'
import { all, attribute, one } from './dom.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { numbersIn, wholeNumber } from './whole-number.ts'

/** Full numbers stand in labels ("48 Replies. Reply"), short ones ("1.2K") in the text. */
export function countsOf(article: Element, page: Page): Partial<PostCounts> {
  const replies = labelled(article, page, 'replies')
  const shares = labelled(article, page, 'shares')
  const likes = labelled(article, page, 'likes')
  const bookmarks = labelled(article, page, 'bookmarks')
  const views =
    labelled(article, page, 'views') ?? leftOver(article, page, [replies, shares, likes, bookmarks])
  return { replies, shares, likes, views }
}

function labelled(article: Element, page: Page, name: string): number | null {
  const button = one(article, select(page, name))
  return button && wholeNumber(attribute(button, 'aria-label'))
}

/**
 * The label of the row names, in this order and in the reader's language, every count that is not zero; the
 * views come last and have no button. One number more than the buttons have is theirs.
 */
function leftOver(article: Element, page: Page, known: readonly (number | null)[]): number | null {
  for (const row of all(article, select(page, 'actions'))) {
    const numbers = numbersIn(attribute(row, 'aria-label') ?? '')
    if (!numbers) continue
    const before = known.filter((count) => count !== null && count > 0)
    const same = before.every((count, at) => numbers[at] === count)
    if (same && numbers.length === before.length + 1) return numbers.at(-1) ?? null
  }
  return null
}
