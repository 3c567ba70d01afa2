import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import type { Post } from '../../lib/model/thread.ts'
import { awaitReply, declineReply, forgetAwaited, noticeReplies } from '../../lib/store/awaiting-reply.ts'
import { openDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { logNoticedReply } from '../../lib/store/log-noticed-reply.ts'
import { readMention } from '../../lib/store/read-mention.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import {
  actorIn,
  everyRow,
  freshDatabase,
  MAYA,
  MORNING,
  mentionBy,
  must,
  post,
  seen,
  TODAY,
} from './quillon.ts'

const REPLY = 'Thank you for telling us. Does the handle slip when it is cold, or also in a warm kitchen?'
const HOUR = 3_600_000
const own = (more: Partial<Post> = {}) => post('robin_vale', REPLY, { key: 'own-1', ...more })

/** A mention by brewbert with a reply awaited since the morning. */
async function awaiting(present: readonly string[] | null = ['post-of-brewbert']) {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'brewbert')
  must(await awaitReply(db, mention, REPLY, present, MORNING))
  return {
    db,
    mention,
    show: async (posts: readonly Post[], now = MORNING + 60_000, more: Parameters<typeof seen>[1] = {}) =>
      must(await noticeReplies(db, seen(posts, more), now)),
    noticed: async () => (await readMention(db, mention.key, MAYA, '2026-11-20'))?.noticed,
  }
}

test('a new post that says what was put in is noticed with its address', async () => {
  const { show, noticed } = await awaiting()
  expect(await noticed()).toBeNull()
  await show([own()])
  expect(await noticed()).toEqual({
    postKey: 'own-1',
    permalink: 'https://forum.example/robin_vale/own-1',
    at: MORNING + 60_000,
  })
})

test('of a post that is not the reply nothing is kept', async () => {
  const { db, show } = await awaiting()
  await show([
    post('galley_gus', 'Zanzibarflakes for breakfast, and nothing about handles', { key: 'gus-77' }),
  ])
  const everything = JSON.stringify(await everyRow(db))
  for (const trace of ['Zanzibarflakes', 'galley_gus', 'gus-77']) expect(everything).not.toContain(trace)
})

test.each<[string, readonly string[] | null, Partial<Post>]>([
  ['was on the page before', ['own-1'], {}],
  ['is older by its time', [], { time: '2026-11-20T07:00:00.000Z' }],
  ['has no time on a page of which it is not known what was there', null, {}],
  ['is by the person who is answered', [], { author: post('brewbert', '').author }],
  ['is deleted', [], { state: 'deleted' }],
])('a post that %s is not offered', async (_why, present, more) => {
  const { show, noticed } = await awaiting(present)
  await show([own(more)])
  expect(await noticed()).toBeNull()
})

test('where it is not known what was there, the time of a post tells that it is new', async () => {
  const { show, noticed } = await awaiting(null)
  await show([own({ time: '2026-11-20T08:00:30.000Z' })])
  expect(await noticed()).toMatchObject({ postKey: 'own-1', at: Date.parse('2026-11-20T08:00:30.000Z') })
})

test('another thread is left alone, unless the post there answers the mention', async () => {
  const { show, noticed } = await awaiting()
  const elsewhere = {
    thread: { ...(seen([]).thread as NonNullable<ReturnType<typeof seen>['thread']>), key: 't9' },
  }
  await show([own()], undefined, elsewhere)
  expect(await noticed()).toBeNull()
  await show([own({ parent: { key: 'post-of-brewbert', inferred: false } })], undefined, elsewhere)
  expect(await noticed()).toMatchObject({ postKey: 'own-1' })
})

test('an address that the site gives a moment later is taken over; another post with it is not', async () => {
  const { show, noticed } = await awaiting()
  await show([own({ key: 'pending', permalink: null })])
  await show([own()])
  await show([own({ key: 'own-2', permalink: 'https://forum.example/2' })])
  expect(await noticed()).toMatchObject({ postKey: 'own-1' })
})

test('"not mine" is not offered again, and the own reply is still awaited', async () => {
  const { db, mention, show, noticed } = await awaiting()
  await show([own({ key: 'colleague' })])
  must(await declineReply(db, mention.key))
  expect(await noticed()).toBeNull()
  await show([own({ key: 'colleague' })])
  expect(await noticed()).toBeNull()
  await show([own()])
  expect(await noticed()).toMatchObject({ postKey: 'own-1' })
})

test('after two hours nothing is awaited; what was noticed waits for a day', async () => {
  const late = await awaiting()
  await late.show([own()], MORNING + 2 * HOUR + 1)
  expect(await late.db.awaitedReplies.count()).toBe(0)
  const kept = await awaiting()
  await kept.show([own()])
  must(await forgetAwaited(kept.db, MORNING + 23 * HOUR))
  expect(await kept.noticed()).not.toBeNull()
  must(await forgetAwaited(kept.db, MORNING + 25 * HOUR))
  expect(await kept.db.awaitedReplies.count()).toBe(0)
})

test('a noticed reply is logged as answered with its address, once', async () => {
  const { db, mention, show, noticed } = await awaiting()
  const actor = actorIn(db)
  await show([own()])
  const { contactId, outcome, changed } = must(await logNoticedReply(db, actor, mention))
  expect({ outcome, changed }).toEqual({ outcome: 'answered', changed: false })
  expect(
    (await readPerson(db, contactId, MAYA, TODAY))?.timeline.map(({ interaction }) => interaction),
  ).toMatchObject([{ outcome: 'answered', replyPermalink: 'https://forum.example/robin_vale/own-1' }])
  expect(await noticed()).toBeNull()
  expect(await logNoticedReply(db, actor, mention)).toMatchObject({ problem: { code: 'not-found' } })
})

test.each([
  ['thanked', 'thanked'],
  ['listened', 'answered'],
] as const)('an entry "%s" of the same meeting gets the address and stands as "%s"', async (first, then) => {
  const { db, mention, show } = await awaiting()
  const actor = actorIn(db)
  const { interactionId } = must(await logInteraction(db, actor, mention, { outcome: first }))
  await show([own()])
  expect(must(await logNoticedReply(db, actor, mention))).toMatchObject({
    interactionId,
    outcome: then,
    changed: true,
  })
  expect(await db.interactions.toArray()).toMatchObject([
    { outcome: then, replyPermalink: 'https://forum.example/robin_vale/own-1' },
  ])
})

test('a database of the version before opens with all its rows, and replies can be awaited', async () => {
  const id = crypto.randomUUID()
  const before = new Dexie(`earshot-${id}`)
  before.version(1).stores({ drafts: 'key', mentions: 'key, threadKey, seenAt' })
  await before.table('drafts').put({ key: 'k', text: 'kept', at: 1 })
  before.close()
  const db = openDatabase(id)
  expect(await db.drafts.get('k')).toMatchObject({ text: 'kept' })
  expect(await db.awaitedReplies.count()).toBe(0)
})
