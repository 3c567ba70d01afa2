import { isOwnReply } from '../listening/is-own-reply.ts'
import { LIMITS } from '../model/limits.ts'
import type { Mention } from '../model/mention.ts'
import type { PageSeen } from '../model/page.ts'
import type { Result } from '../model/problem.ts'
import type { Post } from '../model/thread.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { type AwaitedReply, AwaitedReplySchema } from './rows.ts'
import { readable } from './set-aside-rows.ts'

/** How long after it was put in or copied a reply is looked for, milliseconds. */
const AWAITED_FOR = 2 * 3_600_000
/** How long a noticed reply waits for the person's word. */
const OFFERED_FOR = 24 * 3_600_000
/** A post with a time before this is an older one. Clocks of sites and people differ by minutes. */
const SKEW = 15 * 60_000
/** Posts of a page that are remembered as there before. */
const MOST_BEFORE = 5_000

/** A post of the person's own that appeared after a draft was put in or copied. */
export type NoticedReply = NonNullable<AwaitedReply['noticed']>

/**
 * From now on, looks for this text among new posts of the mention's thread. `present`: keys of the posts that
 * the page shows already; null: not known, and then only a post with a time can be known to be new.
 */
export function awaitReply(
  db: EarshotDatabase,
  mention: Mention,
  text: string,
  present: readonly string[] | null,
  now: number,
): Promise<Result<void>> {
  return attempt(() =>
    db.transaction('rw', db.awaitedReplies, async () => {
      const earlier = AwaitedReplySchema.safeParse(await db.awaitedReplies.get(mention.key)).data
      const before = present === null ? earlier?.before : [...(earlier?.before ?? []), ...present.map(markOf)]
      await db.awaitedReplies.put({
        key: mention.key,
        threadKey: mention.threadKey,
        site: mention.site,
        postKey: mention.post.key,
        authorKey: mention.post.author?.key ?? null,
        text: text.slice(0, LIMITS.draftText),
        since: now,
        before: before ? [...new Set(before)].slice(-MOST_BEFORE) : null,
        noticed: null,
      })
    }),
  )
}

/**
 * Compares what a reader saw with the replies that are awaited, and forgets those whose time is over. Of a post
 * that is one of them its key, address and time are kept; of any other nothing.
 */
export function noticeReplies(
  db: EarshotDatabase,
  { thread, posts }: PageSeen,
  now: number,
): Promise<Result<void>> {
  return attempt(() =>
    db.transaction('rw', db.awaitedReplies, async () => {
      const rows = await db.awaitedReplies.toArray()
      if (rows.length === 0) return
      const awaited = readable(db, 'awaitedReplies', AwaitedReplySchema, rows)
      const over = awaited.filter((row) => isOver(row, now)).map(({ key }) => key)
      if (over.length > 0) await db.awaitedReplies.bulkDelete(over)
      if (thread === null) return
      for (const row of awaited) {
        if (over.includes(row.key) || row.site !== thread.site) continue
        const found = posts.findLast(({ post }) => isNoticed(row, thread.key, post))?.post
        if (found) await db.awaitedReplies.put({ ...row, noticed: noticedOf(found, now) })
      }
    }),
  )
}

/** What was noticed for these mentions, by mention key. */
export async function readNoticed(
  db: EarshotDatabase,
  mentionKeys: readonly string[],
): Promise<ReadonlyMap<string, NoticedReply>> {
  const rows = (await db.awaitedReplies.bulkGet([...mentionKeys])).filter((row) => row !== undefined)
  const awaited = readable(db, 'awaitedReplies', AwaitedReplySchema, rows)
  return new Map(awaited.flatMap(({ key, noticed }) => (noticed === null ? [] : [[key, noticed]])))
}

/** The post that was noticed is somebody else's: it is not offered again, and the person's own is still awaited. */
export function declineReply(db: EarshotDatabase, mentionKey: string): Promise<Result<void>> {
  return attempt(() =>
    db.transaction('rw', db.awaitedReplies, async () => {
      const row = await db.awaitedReplies.get(mentionKey)
      if (!row?.noticed) return
      const before = [...(row.before ?? []), markOf(row.noticed.postKey)]
      await db.awaitedReplies.put({ ...row, before, noticed: null })
    }),
  )
}

/** The reply was logged. */
export function stopAwaiting(db: EarshotDatabase, mentionKey: string): Promise<Result<void>> {
  return attempt(() => db.awaitedReplies.delete(mentionKey))
}

/** Forgets what nobody came back for. */
export function forgetAwaited(db: EarshotDatabase, now: number): Promise<Result<void>> {
  return attempt(async () => {
    await db.awaitedReplies.filter((row) => isOver(row, now)).delete()
  })
}

function isOver({ since, noticed }: AwaitedReply, now: number): boolean {
  return now - since > (noticed === null ? AWAITED_FOR : OFFERED_FOR)
}

function isNoticed(row: AwaitedReply, threadKey: string, post: Post): boolean {
  // A reply written from a feed shows up in the thread of the post that it answers.
  if (row.threadKey !== threadKey && post.parent?.key !== row.postKey) return false
  if (post.key === row.postKey || post.state === 'deleted' || post.state === 'limited') return false
  // What was noticed first stays, unless the site gives the same reply an address a moment later.
  if (row.noticed !== null && (row.noticed.permalink !== null || post.permalink === null)) return false
  if (row.authorKey !== null && post.author?.key === row.authorKey) return false
  return isNew(row, post) && isOwnReply(row.text, post)
}

/** On a page whose old posts load late, the time tells; on one without times, whether it was there before. */
function isNew({ before, since }: AwaitedReply, { key, time }: Post): boolean {
  if (before?.includes(markOf(key))) return false
  return time === null ? before !== null : Date.parse(time) >= since - SKEW
}

function noticedOf({ key, permalink, time }: Post, now: number): NoticedReply {
  return { postKey: key, permalink, at: time === null ? now : Date.parse(time) }
}

/** Keys may hold somebody's name or an address, which nothing here may keep (FNV-1a, 32 bits). */
function markOf(key: string): number {
  let mark = 0x811c9dc5
  for (let at = 0; at < key.length; at++) mark = Math.imul(mark ^ key.charCodeAt(at), 0x01000193)
  return mark >>> 0
}
