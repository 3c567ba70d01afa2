import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { savePlaybook } from '../../lib/store/playbook.ts'
import { readHere } from '../../lib/store/read-here.ts'
import { readMention } from '../../lib/store/read-mention.ts'
import { forgetAllPages, forgetOldMentions, forgetPage, recordPage } from '../../lib/store/record-page.ts'
import {
  actorIn,
  everyRow,
  freshDatabase,
  MAYA,
  MORNING,
  mentionBy,
  must,
  PLAYBOOK,
  post,
  see,
  seen,
} from './quillon.ts'

const about = post('slowpour_ana', 'Has anyone tried the Quillon Q2?', { key: 'p1' })
const other = post('brewbert', 'I keep my beans in the freezer since summer', { key: 'zp2-brewbert-secret' })
const answer = post('grindlord', 'My Quillon is fine', {
  key: 'p3',
  parent: { key: 'zp2-brewbert-secret', inferred: false },
})

test('of a post that matches nothing, no word, name or address is in the database', async () => {
  const db = freshDatabase()
  await see(db, seen([about, other, answer]))
  const everything = JSON.stringify(await everyRow(db))
  expect(everything).toContain('Has anyone tried the Quillon Q2?')
  for (const trace of ['brewbert', 'freezer', 'zp2', '/u/brewbert']) expect(everything).not.toContain(trace)
})

test('that somebody answers a post is kept, also where that post is not', async () => {
  const db = freshDatabase()
  const below = post('crema_kai', 'Quillon yes', { key: 'p4', parent: { key: 'p1', inferred: true } })
  await see(db, seen([about, other, answer, below]))
  const replies = (await db.mentions.toArray()).map(({ post: { key }, isReply }) => [key, isReply])
  // What is only below another post may answer it or not.
  expect(Object.fromEntries(replies)).toEqual({ p1: false, p3: true, p4: false })
})

test('of a page without a mention not even the address is kept', async () => {
  const db = freshDatabase()
  const page = await see(db, seen([other]))
  expect(page.address).toBeNull()
  const everything = JSON.stringify(await everyRow(db))
  for (const trace of ['forum.example', 'Which hand grinder?', 'r/coffee'])
    expect(everything).not.toContain(trace)
})

test('a post that no longer matches takes its mention with it, also out of its answers', async () => {
  const db = freshDatabase()
  const reply = post('crema_kai', 'Quillon yes', { key: 'p4', parent: { key: 'p1', inferred: false } })
  const before = await see(db, seen([about, reply]))
  expect(before.mentions).toHaveLength(2)
  const edited = { ...about, text: 'Never mind, wrong forum' }
  const after = await see(db, seen([edited]))
  expect(after.mentions).toEqual(['reddit:t1 p4'])
  expect((await db.mentions.get('reddit:t1 p4'))?.post.parent).toBeNull()
  expect(JSON.stringify(await everyRow(db))).not.toContain('slowpour_ana')
})

test('a mention stays in page order and remembers when it was first seen', async () => {
  const db = freshDatabase()
  await see(db, seen([about], { complete: false }))
  const late = { visit: 'visit-0001', thread: seen([]).thread, report: null, complete: true, failed: false }
  const page = await see(
    db,
    {
      ...late,
      posts: [
        { order: 0, post: answer },
        { order: 1, post: about },
      ],
    },
    1,
    MORNING + 60,
  )
  expect(page.mentions).toEqual(['reddit:t1 p3', 'reddit:t1 p1'])
  expect(page.complete).toBe(true)
  const mention = await db.mentions.get('reddit:t1 p1')
  expect(mention).toMatchObject({ firstSeenAt: MORNING, seenAt: MORNING + 60 })
})

test('a new visit replaces the page, and a late message of the earlier one changes nothing', async () => {
  const db = freshDatabase()
  await see(db, seen([about]))
  await see(db, seen([other], { visit: 'visit-0002' }))
  const late = await see(db, seen([answer]))
  expect(late.visit).toBe('visit-0002')
  expect((await readHere(db, 1, MAYA)).mentions).toEqual([])
  expect(await db.mentions.get('reddit:t1 p3')).toBeUndefined()
})

test('people we know are named on the page, also when they wrote none of its mentions', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  must(await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'thanked' }))
  await see(db, seen([about, other]))
  const here = await readHere(db, 1, MAYA)
  expect(here.mentions.map(({ contact }) => contact)).toEqual([null])
  expect(here.alsoHere.map(({ name, meetings }) => [name, meetings])).toEqual([['brewbert', 1]])
})

test('a page tells whether there is any topic that it could be about', async () => {
  const db = freshDatabase()
  await see(db, seen([other]))
  expect((await readHere(db, 1, MAYA)).listening).toBe(false)
  must(await savePlaybook(db, PLAYBOOK, null, MORNING))
  expect((await readHere(db, 1, MAYA)).listening).toBe(true)
})

test('a page that no site knows is recorded as such', async () => {
  const db = freshDatabase()
  const page = await see(db, seen([], { thread: null }))
  expect(page).toMatchObject({ site: null, page: null, address: null, mentions: [] })
})

test('the parent is shown where it is itself a mention', async () => {
  const db = freshDatabase()
  const reply = post('crema_kai', 'Quillon yes', { key: 'p4', parent: { key: 'p1', inferred: false } })
  await see(db, seen([about, reply]))
  const view = await readMention(db, 'reddit:t1 p4', MAYA, '2026-11-21')
  expect(view?.parent?.post.text).toBe('Has anyone tried the Quillon Q2?')
})

test('closing a tab forgets its page, and old mentions are forgotten in time', async () => {
  const db = freshDatabase()
  await see(db, seen([about]), 1)
  await see(db, seen([answer]), 2, MORNING + 1_000)
  must(await forgetPage(db, 1))
  expect((await readHere(db, 1, MAYA)).page).toBeNull()
  expect((await readHere(db, 2, MAYA)).page).not.toBeNull()
  must(await forgetAllPages(db))
  expect(await db.pages.count()).toBe(0)
  expect(must(await forgetOldMentions(db, MORNING + 1))).toBe(1)
  expect(await db.mentions.toCollection().primaryKeys()).toEqual(['reddit:t1 p3'])
})

test('without topics nothing is kept', async () => {
  const db = freshDatabase()
  const recording = { topics: compileTopics([]), workspaceId: db.workspaceId, now: MORNING }
  must(await recordPage(db, 1, seen([about, other]), recording))
  expect(await db.mentions.count()).toBe(0)
})
