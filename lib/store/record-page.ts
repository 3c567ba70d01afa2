import type { CompiledTopics } from '../matching/compile-topics.ts'
import { findMatches } from '../matching/find-matches.ts'
import { findNeeds } from '../matching/find-needs.ts'
import { contactIdFor } from '../model/contact-id.ts'
import type { FoundNeed, Judged, Mention, TopicMatch } from '../model/mention.ts'
import type { PageRow, PageSeen } from '../model/page.ts'
import type { Result } from '../model/problem.ts'
import type { Post } from '../model/thread.ts'
import { attempt } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { findContactIds, sought } from './find-contact.ts'
import { readFacts } from './read-facts.ts'
import type { TabRow } from './rows.ts'

/** Visits of a tab that are remembered, so that their late messages are known for what they are. */
const EARLIER = 20

interface Recording {
  readonly topics: CompiledTopics
  readonly workspaceId: string
  readonly now: number
}

type Thread = NonNullable<PageSeen['thread']>

/** A post of the message, matched. `matches` empty: to be forgotten. */
interface MatchedPost {
  readonly key: string
  readonly order: number
  readonly post: Post
  readonly matches: readonly TopicMatch[]
  readonly needs: readonly FoundNeed[]
  readonly judged: Judged
  /** Id of the author's contact, once there is one. */
  readonly derivedId: string | null
}

/** The key of a mention: one a post. */
export function mentionKey(threadKey: string, postKey: string): string {
  return `${threadKey} ${postKey}`
}

/**
 * Takes in what a reader saw: posts that match become mentions, and of a post that matches nothing no
 * word, name or address is kept; a post that no longer matches takes its mention with it. A new visit
 * replaces the tab's page; a late message of an earlier visit changes nothing. Answers with the page
 * as it now stands.
 */
export async function recordPage(
  db: EarshotDatabase,
  tabId: number,
  seen: PageSeen,
  recording: Recording,
): Promise<Result<PageRow>> {
  const matched = await attempt(() => matchPosts(db, seen, recording))
  if (!matched.ok) return matched
  const posts = matched.value
  return attempt(() =>
    db.transaction('rw', [db.pages, db.mentions, db.identities], async () => {
      const before = await db.pages.get(tabId)
      if (before?.earlier.includes(seen.visit)) return withoutVisits(before)
      const row = before?.visit === seen.visit ? before : newRow(tabId, seen.visit, before)
      const known = await findContactIds(
        db,
        posts.flatMap(({ post: { author } }) =>
          seen.thread && author ? [sought(seen.thread.site, author)] : [],
        ),
      )
      const mentions =
        seen.thread === null ? [] : await putMentions(db, seen.thread, posts, row, recording.now)
      const next: TabRow = {
        ...row,
        site: seen.thread?.site ?? null,
        page: seen.thread?.page ?? null,
        report: seen.report ?? row.report,
        complete: row.complete || seen.complete,
        failed: seen.failed,
        mentions,
        known: [...new Set([...row.known, ...known.filter((id) => id !== null)])],
        address: mentions.length === 0 || seen.thread === null ? null : addressOf(seen.thread),
        at: recording.now,
      }
      await db.pages.put(next)
      return withoutVisits(next)
    }),
  )
}

/** The tab closed or moved on. Its mentions stay, as the history of their posts. */
export async function forgetPage(db: EarshotDatabase, tabId: number): Promise<Result<void>> {
  return attempt(() => db.pages.delete(tabId))
}

/** No tab of before is open any more. */
export async function forgetAllPages(db: EarshotDatabase): Promise<Result<void>> {
  return attempt(() => db.pages.clear())
}

/** Forgets mentions that no page has shown since `before`, milliseconds since the epoch. */
export async function forgetOldMentions(db: EarshotDatabase, before: number): Promise<Result<number>> {
  return attempt(() => db.mentions.where('seenAt').below(before).delete())
}

/** Everything that must be awaited or computed before the transaction begins. */
async function matchPosts(
  db: EarshotDatabase,
  { thread, posts }: PageSeen,
  { topics, workspaceId, now }: Recording,
): Promise<MatchedPost[]> {
  if (thread === null) return []
  const { site } = thread
  const seen = posts.map(({ post }) => post)
  const facts = await readFacts(db, thread, seen, topics, now)
  return Promise.all(
    posts.map(async ({ order, post }, at) => {
      const matches = findMatches(topics, { site, ...post, ...facts[at] })
      const isMention = matches.length > 0
      return {
        key: mentionKey(thread.key, post.key),
        order,
        post,
        matches,
        ...(isMention ? findNeeds(post, matches) : { needs: [], judged: 'none' as const }),
        derivedId: isMention && post.author ? await contactIdFor(workspaceId, site, post.author.key) : null,
      }
    }),
  )
}

/** Writes and removes mentions; the keys of this visit's mentions, in page order. */
async function putMentions(
  db: EarshotDatabase,
  thread: Thread,
  posts: readonly MatchedPost[],
  row: TabRow,
  now: number,
): Promise<string[]> {
  const matched = posts.filter(({ matches }) => matches.length > 0)
  const dropped = new Set(posts.filter(({ matches }) => matches.length === 0).map(({ key }) => key))
  await forgetMentions(db, thread.key, dropped)
  const known = await findContactIds(
    db,
    matched.map(({ post }) => sought(thread.site, post.author ?? { key: '', stableId: null })),
  )
  const earlier = await existing(
    db,
    matched.map(({ key }) => key),
  )
  const parentKeys = matched.flatMap(({ post }) =>
    post.parent ? [mentionKey(thread.key, post.parent.key)] : [],
  )
  const parents = new Set([...(await existing(db, parentKeys)).keys(), ...matched.map(({ key }) => key)])
  const mentions = matched.map((one, at): Mention => {
    const parentKept = one.post.parent !== null && parents.has(mentionKey(thread.key, one.post.parent.key))
    return {
      key: one.key,
      threadKey: thread.key,
      order: one.order,
      site: thread.site,
      page: { url: thread.url, title: thread.title, community: thread.community },
      // A parent's key may hold its author's name or address, and the parent may match nothing.
      post: parentKept ? one.post : { ...one.post, parent: null },
      isReply: one.post.parent !== null && !one.post.parent.inferred,
      contactId: known[at] ?? one.derivedId,
      matches: [...one.matches],
      needs: [...one.needs],
      judged: one.judged,
      firstSeenAt: earlier.get(one.key)?.firstSeenAt ?? now,
      seenAt: now,
    }
  })
  await db.mentions.bulkPut(mentions)
  const onPage = await existing(db, [...new Set([...row.mentions, ...mentions.map(({ key }) => key)])])
  return [...onPage.values()].sort((a, b) => a.order - b.order).map(({ key }) => key)
}

/** Also out of the mentions that answer them. */
async function forgetMentions(
  db: EarshotDatabase,
  threadKey: string,
  keys: ReadonlySet<string>,
): Promise<void> {
  const gone = await existing(db, [...keys])
  if (gone.size === 0) return
  await db.mentions.bulkDelete([...gone.keys()])
  const answers = await db.mentions
    .where('threadKey')
    .equals(threadKey)
    .filter(({ post }) => post.parent !== null && gone.has(mentionKey(threadKey, post.parent.key)))
    .toArray()
  await db.mentions.bulkPut(answers.map((one) => ({ ...one, post: { ...one.post, parent: null } })))
}

async function existing(db: EarshotDatabase, keys: readonly string[]): Promise<Map<string, Mention>> {
  const rows = await db.mentions.bulkGet([...keys])
  return new Map(rows.flatMap((row) => (row === undefined ? [] : [[row.key, row]])))
}

function newRow(tabId: number, visit: string, before: TabRow | undefined): TabRow {
  const earlier = before === undefined ? [] : [...before.earlier, before.visit].slice(-EARLIER)
  return {
    tabId,
    visit,
    earlier,
    site: null,
    page: null,
    report: null,
    complete: false,
    failed: false,
    mentions: [],
    known: [],
    address: null,
    at: 0,
  }
}

function addressOf(thread: Thread): NonNullable<PageRow['address']> {
  const { url, key, title, community } = thread
  return { url, threadKey: key, title, community }
}

function withoutVisits({ earlier: _, ...page }: TabRow): PageRow {
  return page
}
