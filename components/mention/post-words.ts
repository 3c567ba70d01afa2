import type { Author, Post } from '../../lib/model/thread.ts'
import { formatRelative, t } from '../shared/i18n.ts'

/** The author as the site shows them; a word of our own where it shows none. */
export function authorName(author: Author | null): string {
  return author?.name ?? author?.handle ?? t('panel.nobody')
}

/** How long ago, from the exact time where there is one, else as the page words it. */
export function postTime(post: Post, now: number): string {
  const at = post.time === null ? Number.NaN : Date.parse(post.time)
  return Number.isNaN(at) ? (post.timeText ?? '') : formatRelative(at, now)
}
