import type { CompiledTopics } from '../matching/compile-topics.ts'
import { handleNames, type PostFacts } from '../matching/field-holds.ts'
import type { FieldName } from '../matching/query.ts'
import type { PageSeen } from '../model/page.ts'
import type { Author, Post } from '../model/thread.ts'
import type { EarshotDatabase } from './database.ts'
import { findContactIds, sought } from './find-contact.ts'
import { rowsWith } from './rows-with.ts'

type Thread = NonNullable<PageSeen['thread']>

/**
 * What is known of each post beside its words, for the fields of queries. Only what a topic asks about is looked up.
 */
export async function readFacts(
  db: EarshotDatabase,
  thread: Thread,
  posts: readonly Post[],
  topics: CompiledTopics,
  now: number,
): Promise<PostFacts[]> {
  const asks = (...names: FieldName[]) => topics.fields.some(({ name }) => names.includes(name))
  const contacts = asks('known', 'last', 'tag') ? await readContacts(db, thread.site, posts) : []
  const ours = asks('to') ? await ourPosts(db, thread, posts, topics.ownHandles) : new Set<string>()
  return posts.map((post, at) => ({
    site: thread.site,
    author: post.author,
    community: thread.community,
    addresses: [post.permalink, thread.url].filter((address) => address !== null),
    lang: post.lang,
    type: typeOf(post, thread),
    isReply: post.parent !== null,
    isToUs: post.parent !== null && ours.has(post.parent.key),
    isKnown: post.author === null ? null : contacts[at] !== undefined,
    tags: contacts[at]?.tags ?? null,
    lastContactAt: contacts[at]?.lastAt ?? null,
    writtenAt: post.time === null ? null : Date.parse(post.time),
    now,
  }))
}

/** By post; undefined for the post of a stranger. */
async function readContacts(db: EarshotDatabase, site: string, posts: readonly Post[]) {
  const ids = await findContactIds(
    db,
    posts.map(({ author }) => sought(site, author ?? { key: '', stableId: null })),
  )
  const rows = await db.contacts.bulkGet(ids.map((id) => id ?? ''))
  return rows.map((row) => (row?.deleted === false ? row : undefined))
}

/**
 * Keys of posts that one of us wrote: by the handle of an account of ours, or because they were noticed or logged as
 * the reply of a colleague.
 */
async function ourPosts(
  db: EarshotDatabase,
  thread: Thread,
  posts: readonly Post[],
  ownHandles: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const isOurs = (author: Author | null) =>
    author?.handle != null && handleNames(author.handle).some((name) => ownHandles.has(name))
  const earlier = await db.mentions.where('threadKey').equals(thread.key).toArray()
  const noticed = await db.awaitedReplies.filter(({ threadKey }) => threadKey === thread.key).toArray()
  const answered = posts.flatMap(({ parent }): [string, string][] =>
    parent ? [[thread.site, parent.key]] : [],
  )
  const logged = await rowsWith(db.interactions, '[site+postKey]', answered)
  const replies = new Set(
    logged.flatMap(({ retracted, replyPermalink }) => (retracted ? [] : [replyPermalink])),
  )
  const isReplyOfOurs = ({ permalink }: Post) => permalink !== null && replies.has(permalink)
  return new Set([
    ...posts.filter((post) => isOurs(post.author) || isReplyOfOurs(post)).map(({ key }) => key),
    ...earlier.filter(({ post }) => isOurs(post.author)).map(({ post }) => post.key),
    ...noticed.flatMap((row) => (row.noticed === null ? [] : [row.noticed.postKey])),
  ])
}

/** What has no parent opens a conversation where posts stand side by side, or where the page is its own. */
function typeOf({ parent, permalink }: Post, thread: Thread): 'post' | 'comment' | null {
  if (parent !== null) return 'comment'
  if (thread.page !== 'thread') return 'post'
  return permalink !== null && withoutEnd(permalink) === withoutEnd(thread.url) ? 'post' : null
}

function withoutEnd(address: string): string {
  return address.replace(/\/$/, '')
}
