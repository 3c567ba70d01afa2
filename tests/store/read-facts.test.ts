import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import type { PageSeen } from '../../lib/model/page.ts'
import type { Post } from '../../lib/model/thread.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { recordPage } from '../../lib/store/record-page.ts'
import { actorIn, freshDatabase, MORNING, mentionBy, must, post, seen } from './quillon.ts'

const DAY = 86_400_000

/** The keys of the posts that a query finds on a page. */
async function found(
  query: string,
  message: PageSeen,
  db = freshDatabase(),
  now = MORNING,
): Promise<readonly string[]> {
  const topics = compileTopics([{ id: 'topic', query, kind: 'own' }])
  const page = must(await recordPage(db, 1, message, { topics, workspaceId: db.workspaceId, now }))
  return page.mentions.map((key) => key.replace('reddit:t1 ', ''))
}

const question = post('slowpour_ana', 'Which grinder?', {
  key: 'p1',
  permalink: 'https://forum.example/t1/',
  lang: 'de-AT',
  time: '2026-11-19T08:00:00Z',
})
const ours = post('quillon', 'Which one do you have?', { key: 'p2', parent: { key: 'p1', inferred: false } })
const answer = post('brewbert', 'The old grinder', { key: 'p3', parent: { key: 'p2', inferred: true } })
const page = seen([question, ours, answer])

test.each([
  ['author:brewbert', ['p3']],
  ['grinder in:coffee', ['p1', 'p3']],
  ['in:tea', []],
  ['grinder site:reddit -site:mastodon', ['p1', 'p3']],
  ['url:forum.example/t1', ['p1', 'p2', 'p3']],
  ['grinder lang:de', ['p1']],
  ['grinder type:post', ['p1']],
  ['grinder type:comment', ['p3']],
  ['grinder is:reply', ['p3']],
  ['grinder age<2d', ['p1']],
  ['grinder NOT age<2d', ['p3']],
  ['tag:vip', []],
])('%s finds what the page says of its posts', async (query, keys) => {
  expect(await found(query, page)).toEqual(keys)
})

test('to:us finds what answers an account of ours, which a topic of our own names', async () => {
  expect(await found('@quillon', page)).toEqual(['p2'])
  expect(await found('to:us OR @quillon', page)).toEqual(['p2', 'p3'])
  expect(await found('to:us', page)).toEqual([])
})

test('to:us still knows our post when its answer is read later', async () => {
  const db = freshDatabase()
  const query = 'to:us OR @quillon'
  expect(await found(query, seen([question, ours]), db)).toEqual(['p2'])
  const later = { ...seen([]), posts: [{ order: 7, post: answer }] }
  expect(await found(query, later, db)).toEqual(['p2', 'p3'])
})

test('to:us finds the answer to a colleague whose reply was logged', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const mention = await mentionBy(db, 'slowpour_ana', { key: 'p1' })
  const reply: Post = { ...ours, author: answer.author, permalink: 'https://forum.example/t1/p2' }
  const message = seen([question, reply, { ...answer, author: question.author }])
  expect(await found('to:us', message, db)).toEqual([])
  must(
    await logInteraction(db, actor, mention, {
      outcome: 'answered',
      replyPermalink: 'https://forum.example/t1/p2',
    }),
  )
  expect(await found('to:us', message, db)).toEqual(['p3'])
})

test('known: and last> tell whom we have met, and how long ago', async () => {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'slowpour_ana')
  must(await logInteraction(db, actorIn(db), mention, { outcome: 'listened' }))
  expect(await found('grinder known:yes', page, db)).toEqual(['p1'])
  expect(await found('grinder known:no', page, db)).toEqual(['p3'])
  expect(await found('grinder last>30d', page, db, MORNING + DAY)).toEqual([])
  expect(await found('grinder last<2d', page, db, MORNING + DAY)).toEqual(['p1'])
  expect(await found('grinder last>30d', page, db, MORNING + 31 * DAY)).toEqual(['p1'])
})
