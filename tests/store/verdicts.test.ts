import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { expect, test } from 'vitest'
import { openDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { readDismissed, readSeenMentions, setVerdict } from '../../lib/store/verdicts.ts'
import { actorIn, freshDatabase, mentionBy, must } from './quillon.ts'

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
  expect(await readDismissed(db, [key])).toEqual(new Map([[key, new Set(['brand'])]]))
  must(await setVerdict(db, { mentionKey: key, topic: 'brand' }, null, 2))
  expect(await readDismissed(db, [key])).toEqual(new Map())
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
  expect(await readDismissed(db, [key])).toEqual(new Map())
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
