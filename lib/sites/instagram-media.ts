import type { Author, Post } from '../model/thread.ts'
import { countAt, textAt, wordsAt } from './embedded-json.ts'
import { machineTime } from './fields.ts'
import { makeAuthor } from './make-post.ts'
import type { ReadText } from './read-text.ts'
import { instant, webUrl } from './trim.ts'

/** What Instagram and Threads share: the shape of a person and a medium in their JSON, and their ids. */

/** The code in an address is the medium's number in base 64. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Where their clock starts, milliseconds (Instagram Engineering, "Sharding & IDs at Instagram"). */
const START = 1_314_220_021_721n

/**
 * When the medium behind a code was made, ISO in UTC: the upper 41 bits of its number count milliseconds.
 * Codes of private posts are longer: they carry a key behind the number.
 */
export function timeOfCode(code: string): string | null {
  if (!/^[\w-]{10,60}$/.test(code)) return null
  let number = 0n
  for (const digit of code.slice(0, 11)) number = number * 64n + BigInt(DIGITS.indexOf(digit))
  return number >= 1n << 63n ? null : instant(Number((number >> 23n) + START))
}

/** A name there is of letters, digits, dots and underscores; its case does not count. */
export const NAME = /^[\w.]{1,40}$/

/** `user` or `owner` of a medium or comment. `pathOf`: where the page of somebody with that name is. */
export function personOf(node: unknown, pathOf: (name: string) => string, base: URL): Author | null {
  const name = textAt(node, 'username')
  if (!name || !NAME.test(name)) return null
  return makeAuthor({
    key: name,
    handle: name,
    name: textAt(node, 'full_name'),
    url: webUrl(pathOf(name), base),
    stableId: textAt(node, 'pk') ?? textAt(node, 'id'),
  })
}

export function captionOf(medium: unknown): ReadText {
  const words = wordsAt(medium, 'caption', 'text')
  const { text, truncated } = words.text ? words : wordsAt(medium, 'text')
  // A joiner at the start, which nobody sees, keeps the application from trimming.
  return { text: text.replace(/^\u2060/, ''), truncated }
}

/** `taken_at` or `created_at`, in seconds. */
export function takenAt(medium: unknown): string | null {
  return machineTime(
    textAt(medium, 'taken_at') ?? textAt(medium, 'taken_at_timestamp') ?? textAt(medium, 'created_at'),
  )
}

/** Null where the author hides it. */
export function likesOf(medium: unknown): number | null {
  return countAt(medium, 'like_count') ?? countAt(medium, 'comment_like_count')
}

/** What a post read from the page lacks, as the JSON beside it says it. */
export function completed(post: Post, known: Post | undefined): Post {
  if (!known || known.author?.key !== post.author?.key) return post
  return {
    ...post,
    author:
      post.author && known.author
        ? { ...post.author, name: post.author.name ?? known.author.name, stableId: known.author.stableId }
        : post.author,
    text: known.text || post.text,
    truncated: known.text ? known.truncated : post.truncated,
    quoted: known.quoted ?? post.quoted,
    time: known.time ?? post.time,
    parent: post.parent ?? known.parent,
    counts: known.counts ?? post.counts,
  }
}
