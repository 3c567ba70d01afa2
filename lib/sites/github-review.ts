import type { Post } from '../model/thread.ts'
import { all, attribute, matches, nearest, one, parentOf } from './dom.ts'
import { fieldElement, fieldHref } from './fields.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'

/** Comments in a review of code, and what they answer. */

/** The name of a comment's place in the page, which is its key. */
export const ANCHOR =
  /(?:^|#)((?:issuecomment-|gistcomment-|discussioncomment-|commitcomment-|pullrequestreview-|discussion_?r)\d+)$/

/** What holds the box of a review's words; null: this is no such box. */
export function reviewAround(container: Element, page: Page): Element | null {
  const above = matches(container, select(page, 'reviewBody')) ? parentOf(container) : null
  return above && nearest(above, select(page, 'review'))
}

export function isFrameOfReview(container: Element, page: Page): boolean {
  return matches(container, select(page, 'review')) && one(container, select(page, 'reviewBody')) !== null
}

/**
 * Review comments on one place answer the first of them, and that one the review that it is part of. A reply in a
 * discussion hangs below its comment.
 */
export function parentOfComment(post: Post, container: Element, page: Page): Post['parent'] {
  const first = firstOnPlace(post, container, page)
  if (first) return { key: first, inferred: false }
  const posts = select(page, 'post')
  for (let above = parentOf(container); above; above = parentOf(above)) {
    above = nearest(above, posts)
    if (!above) break
    const key = keyOf(above, page)
    const isBare = matches(above, select(page, 'review')) && !hasWords(above, page)
    if (key && key !== post.key && !isBare) return { key, inferred: false }
  }
  return null
}

function hasWords(review: Element, page: Page): boolean {
  return isFrameOfReview(review, page) || fieldElement(review, page, 'text') !== null
}

/** The first comment on the same place in the code, unless this is it. */
function firstOnPlace(post: Post, container: Element, page: Page): string | null {
  if (!post.key.startsWith('discussion_r')) return null
  const thread = nearest(container, select(page, 'reviewThread'))
  for (const first of thread ? all(thread, select(page, 'reviewComment')) : []) {
    const key = keyOf(first, page)
    if (key) return key === post.key ? null : key
  }
  return null
}

function keyOf(container: Element, page: Page): string | null {
  const own = attribute(container, 'id')?.match(ANCHOR)?.[1]
  return own ?? fieldHref(container, page, 'key')?.match(ANCHOR)?.[1] ?? null
}
