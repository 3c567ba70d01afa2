/** A small made-up world for the store's tests: Quillon makes hand coffee grinders. */
import { v7 } from 'uuid'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import type { Mention } from '../../lib/model/mention.ts'
import type { PageSeen } from '../../lib/model/page.ts'
import { type Playbook, PlaybookSchema } from '../../lib/model/playbook.ts'
import type { Result } from '../../lib/model/problem.ts'
import type { Post } from '../../lib/model/thread.ts'
import { type EarshotDatabase, openDatabase } from '../../lib/store/database.ts'
import { recordPage } from '../../lib/store/record-page.ts'
import type { Actor } from '../../lib/store/views.ts'

export const MORNING = Date.UTC(2026, 10, 20, 8)
/** MORNING as YYYY-MM-DD. */
export const TODAY = '2026-11-20'
export const MAYA = '11111111-1111-4111-8111-111111111111'
export const SAM = '22222222-2222-4222-8222-222222222222'

/** A database that no other test has seen. */
export function freshDatabase(workspaceId: string = crypto.randomUUID()): EarshotDatabase {
  return openDatabase(workspaceId)
}

/** Each call of `now` is a second later, so that order is visible. */
export function actorIn(db: EarshotDatabase, more: Partial<Actor> = {}): Actor {
  let at = MORNING
  return {
    workspaceId: db.workspaceId,
    memberId: MAYA,
    deviceId: crypto.randomUUID(),
    queued: true,
    now: () => {
      at += 1_000
      return at
    },
    newId: () => v7(),
    ...more,
  }
}

const TOPICS = compileTopics([{ id: 'brand', query: 'quillon OR @quillon' }])

export const PLAYBOOK: Playbook = PlaybookSchema.parse({
  id: 'quillon',
  organisation: 'Quillon',
  version: 7,
  topics: [{ id: 'brand', name: 'Our grinders', query: 'quillon' }],
  cards: [{ id: 'jam', title: 'A jammed grinder', topics: ['brand'], listenFor: ['Which model?'] }],
  replies: [{ id: 'sorry', name: 'Ask which', text: 'Which model is it?', topics: ['brand'] }],
})

export function post(handle: string | null, text: string, more: Partial<Post> = {}): Post {
  const key = more.key ?? `${handle}-${text.length}`
  return {
    key,
    permalink: `https://forum.example/${handle}/${key}`,
    author:
      handle === null
        ? null
        : { key: handle, handle, name: handle, url: `https://forum.example/u/${handle}`, stableId: null },
    text,
    truncated: false,
    quoted: null,
    time: null,
    timeText: null,
    parent: null,
    state: 'shown',
    lang: 'en',
    counts: null,
    sharedBy: null,
    promoted: false,
    ...more,
  }
}

export function seen(posts: readonly Post[], more: Partial<PageSeen> = {}): PageSeen {
  return {
    visit: 'visit-0001',
    thread: {
      site: 'reddit',
      key: 'reddit:t1',
      url: 'https://forum.example/t1',
      page: 'thread',
      title: 'Which hand grinder?',
      community: 'r/coffee',
    },
    posts: posts.map((one, order) => ({ order, post: one })),
    report: null,
    complete: true,
    failed: false,
    ...more,
  }
}

export async function see(db: EarshotDatabase, message: PageSeen, tabId = 1, now = MORNING) {
  return must(await recordPage(db, tabId, message, { topics: TOPICS, workspaceId: db.workspaceId, now }))
}

/** The mention of a post about Quillon by this author, recorded from a page. */
export async function mentionBy(
  db: EarshotDatabase,
  handle: string,
  more: Partial<Post> = {},
): Promise<Mention> {
  const one = post(handle, 'My Quillon jams on light roasts', { key: `post-of-${handle}`, ...more })
  const page = await see(db, seen([one], { visit: crypto.randomUUID() }), 900)
  const mention = await db.mentions.get(page.mentions[0] ?? '')
  if (mention === undefined) throw new Error('the post was meant to match')
  return mention
}

/** The value of a result that is expected to be there. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`unexpected problem: ${JSON.stringify(result.problem)}`)
  return result.value
}

/** Every row of every table, in order of the keys. */
export async function everyRow(db: EarshotDatabase): Promise<Record<string, unknown[]>> {
  const tables = await Promise.all(
    db.tables.map(async (table) => [table.name, await table.orderBy(':id').toArray()] as const),
  )
  return Object.fromEntries(tables)
}
