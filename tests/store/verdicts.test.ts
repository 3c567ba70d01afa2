import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { openDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { savePlaybook } from '../../lib/store/playbook.ts'
import { readHere } from '../../lib/store/read-here.ts'
import { readMention } from '../../lib/store/read-mention.ts'
import { recordPage } from '../../lib/store/record-page.ts'
import { forgetOldVerdicts, readSeenMentions, readVerdicts, setVerdict } from '../../lib/store/verdicts.ts'
import {
  actorIn,
  everyRow,
  freshDatabase,
  MAYA,
  mentionBy,
  must,
  PLAYBOOK,
  post,
  see,
  seen,
} from './quillon.ts'

test('a post that somebody logged counts as ours, and a person’s word outweighs that', async () => {
  const db = freshDatabase()
  const logged = await mentionBy(db, 'brewbert')
  const other = await mentionBy(db, 'grindlord')
  must(await logInteraction(db, actorIn(db), logged, { outcome: 'listened' }))
  const verdicts = async () =>
    new Map((await readSeenMentions(db, 'brand')).map(({ key, verdict }) => [key, verdict]))
  expect(await verdicts()).toEqual(
    new Map([
      [logged.key, 'us'],
      [other.key, null],
    ]),
  )
  must(await setVerdict(db, { mentionKey: logged.key, topic: 'brand' }, 'not-us', 1))
  expect((await verdicts()).get(logged.key)).toBe('not-us')
})

test('a verdict is of one topic, and can be taken back', async () => {
  const db = freshDatabase()
  const { key } = await mentionBy(db, 'brewbert')
  must(await setVerdict(db, { mentionKey: key, topic: 'brand' }, 'not-us', 1))
  must(await setVerdict(db, { mentionKey: key, topic: 'rivals' }, 'us', 1))
  expect(await readVerdicts(db, [key])).toEqual(new Map([[key, { brand: 'not-us', rivals: 'us' }]]))
  must(await setVerdict(db, { mentionKey: key, topic: 'brand' }, null, 2))
  expect(await readVerdicts(db, [key])).toEqual(new Map([[key, { rivals: 'us' }]]))
})

test('an unreadable verdict hides nothing and is set aside', async () => {
  const db = freshDatabase()
  const { key } = await mentionBy(db, 'brewbert')
  await db.verdicts.put({
    key: `brand ${key}`,
    mentionKey: key,
    topic: 'brand',
    verdict: 'maybe' as never,
    at: 1,
  })
  expect(await readVerdicts(db, [key])).toEqual(new Map())
  expect((await readSeenMentions(db, 'brand')).map(({ verdict }) => verdict)).toEqual([null])
})

test('a database of before verdicts keeps its rows and takes verdicts', async () => {
  const id = crypto.randomUUID()
  const older = new Dexie(`earshot-${id}`)
  older.version(1).stores({ drafts: 'key', mentions: 'key, threadKey, seenAt' })
  older.version(2).stores({ awaitedReplies: 'key' })
  await older.table('drafts').put({ key: 'k', text: 'kept', at: 1 })
  older.close()
  const db = openDatabase(id)
  expect((await db.drafts.get('k'))?.text).toBe('kept')
  must(await setVerdict(db, { mentionKey: 'm', topic: 'brand' }, 'us', 1))
  expect(await db.verdicts.count()).toBe(1)
})

test('a mention that is about none of its topics is set aside, and one about another of them is not', async () => {
  const db = freshDatabase()
  must(await savePlaybook(db, PLAYBOOK, null, 1))
  const page = await see(db, seen([post('brewbert', 'My quillon'), post('grindlord', 'A quillon')]))
  const [first = '', second = ''] = page.mentions
  must(await setVerdict(db, { mentionKey: first, topic: 'brand' }, 'not-us', 1))
  must(await setVerdict(db, { mentionKey: second, topic: 'rivals' }, 'not-us', 1))
  const here = await readHere(db, 1, MAYA)
  expect(here.setAside.map(({ mention, topics }) => [mention.key, topics.map(({ id }) => id)])).toEqual([
    [first, ['brand']],
  ])
  expect(here.mentions.map(({ mention, said }) => [mention.key, said])).toEqual([
    [second, { rivals: 'not-us' }],
  ])
})

test('guidance for a topic that a mention is not about is not shown', async () => {
  const db = freshDatabase()
  const travel = { ...PLAYBOOK.topics[0], id: 'travel', name: 'Travel' }
  must(await savePlaybook(db, { ...PLAYBOOK, topics: [...PLAYBOOK.topics, travel] }, null, 1))
  const mention = await mentionBy(db, 'brewbert')
  await db.mentions.update(mention.key, {
    matches: ['brand', 'travel'].map((topic) => ({ topic, score: 1, parts: [], evidence: [] })),
  })
  const shown = async () => {
    const view = await readMention(db, mention.key, MAYA, '2026-11-22')
    return [view?.topics.map(({ id }) => id), view?.guidance.length, view?.replies.length]
  }
  expect(await shown()).toEqual([['brand', 'travel'], 1, 1])
  must(await setVerdict(db, { mentionKey: mention.key, topic: 'brand' }, 'not-us', 1))
  expect(await shown()).toEqual([['travel'], 0, 0])
})

test('an old verdict goes with the mention that it is on, and not before', async () => {
  const db = freshDatabase()
  const { key } = await mentionBy(db, 'brewbert')
  must(await setVerdict(db, { mentionKey: key, topic: 'brand' }, 'us', 1))
  must(await setVerdict(db, { mentionKey: 'gone', topic: 'brand' }, 'not-us', 1))
  must(await setVerdict(db, { mentionKey: 'gone lately', topic: 'brand' }, 'not-us', 9))
  expect(must(await forgetOldVerdicts(db, 5))).toBe(1)
  expect((await db.verdicts.toArray()).map(({ mentionKey }) => mentionKey).sort()).toEqual(
    ['gone lately', key].sort(),
  )
})

test('nothing of a post is kept with a verdict but keys, and a changed rule leaves none of its words', async () => {
  const db = freshDatabase()
  const sword = post('keel_hauler', 'A quillon block for my sabre')
  const page = await see(db, seen([sword]))
  const [mentionKey = ''] = page.mentions
  must(await setVerdict(db, { mentionKey, topic: 'brand' }, 'not-us', 1))
  const changed = compileTopics([{ id: 'brand', query: 'quillon NOT "quillon block"' }])
  must(await recordPage(db, 1, seen([sword]), { topics: changed, workspaceId: db.workspaceId, now: 2 }))
  const rows = await everyRow(db)
  expect(rows.verdicts).toEqual([
    { key: `brand ${mentionKey}`, mentionKey, topic: 'brand', verdict: 'not-us', at: 1 },
  ])
  expect(JSON.stringify(rows)).not.toContain('sabre')
})
