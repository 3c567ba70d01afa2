import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { type Mirror, makeMirror, mendFromMirror } from '../../lib/store/mirror.ts'
import { readSyncStatus } from '../../lib/store/read-sync-status.ts'
import type { Actor } from '../../lib/store/views.ts'
import { runs } from '../support/runs.ts'
import { fill } from '../sync/device.ts'
import { actorIn, freshDatabase, MORNING, mentionBy, must } from './quillon.ts'

const ports = { now: () => MORNING, newId: () => crypto.randomUUID() }
const mend = async (db: EarshotDatabase, kept: unknown) => must(await mendFromMirror(db, kept, ports))

async function logged(db: EarshotDatabase, actor: Actor, handle: string) {
  must(await logInteraction(db, actor, await mentionBy(db, handle), { outcome: 'answered' }))
}

/** A database with a name, and its mirror. */
async function mirrored(entries: readonly string[]) {
  const db = freshDatabase()
  await mend(db, undefined)
  const actor = actorIn(db)
  for (const handle of entries) await logged(db, actor, handle)
  const mirror = must(await makeMirror(db, undefined))
  if (mirror === null) throw new Error('a named database has a mirror')
  return { db, actor, mirror }
}

async function wiped(db: EarshotDatabase): Promise<EarshotDatabase> {
  await db.delete()
  return freshDatabase(db.workspaceId)
}

test('a database that the browser wiped gets back what was unsent, and nobody is told of a loss', async () => {
  const { db, mirror } = await mirrored(['brewbert', 'crema_kai'])
  const anew = await wiped(db)
  expect(await mend(anew, mirror)).toEqual({ again: 4, lost: 0 })
  expect(await anew.outbox.count()).toBe(4)
  expect(await anew.interactions.count()).toBe(2)
  expect(await anew.contacts.count()).toBe(2)
  expect(await readSyncStatus(anew, 'team')).toMatchObject({ waiting: 4, lost: 0 })
})

test('more than the mirror holds is counted and told honestly', async () => {
  const { db, actor } = await mirrored([])
  await fill(db, actor, 260)
  const mirror = must(await makeMirror(db, undefined)) as Mirror
  expect(mirror.tail).toHaveLength(200)
  const anew = await wiped(db)
  expect(await mend(anew, mirror)).toEqual({ again: 200, lost: 60 })
  expect(await readSyncStatus(anew, 'team')).toMatchObject({ waiting: 200, lost: 60, lostAt: MORNING })
  const newest = await anew.outbox.orderBy('n').last()
  expect(newest?.n).toBe(259)
})

test('the mend is done once, and what is logged afterwards never reuses a number', async () => {
  const { db, mirror } = await mirrored(['brewbert'])
  const anew = await wiped(db)
  await mend(anew, mirror)
  const after = must(await makeMirror(anew, mirror))
  expect(await mend(anew, after)).toEqual({ again: 0, lost: 0 })
  await logged(anew, actorIn(anew), 'grindlord')
  const numbers = (await anew.outbox.toArray()).map(({ n }) => n)
  expect(new Set(numbers).size).toBe(numbers.length)
})

test('entries written into the empty database before anybody noticed stay beside the mended ones', async () => {
  const { db, mirror } = await mirrored(['brewbert'])
  const anew = await wiped(db)
  await logged(anew, actorIn(anew), 'tamper_tom')
  expect(await mend(anew, mirror)).toMatchObject({ again: 2 })
  expect(await anew.interactions.count()).toBe(2)
})

test('a database that went back to an older state gets what it had afterwards', async () => {
  const { db, actor } = await mirrored(['brewbert'])
  const devicen = (await db.syncState.get('devicen'))?.value
  await logged(db, actor, 'crema_kai')
  const mirror = must(await makeMirror(db, undefined))
  const late = (await db.outbox.orderBy('n').toArray()).slice(2)
  await db.outbox.bulkDelete(late.map(({ id }) => id))
  await db.events.bulkDelete(late.map(({ id }) => id))
  await db.syncState.put({ key: 'devicen', value: devicen })
  expect(await mend(db, mirror)).toEqual({ again: 2, lost: 0 })
  expect(await db.outbox.count()).toBe(4)
})

test('a database that went back leaves its mirror alone until it was mended', async () => {
  const { db, actor } = await mirrored(['brewbert'])
  await logged(db, actor, 'crema_kai')
  const newest = must(await makeMirror(db, undefined))
  await db.syncState.put({ key: 'devicen', value: 2 })
  expect(await makeMirror(db, newest)).toEqual({ ok: true, value: null })
  await mend(db, newest)
  await logged(db, actor, 'slowpour_ana')
  expect(must(await makeMirror(db, newest))?.tail).toHaveLength(6)
})

test('what the server has meanwhile is not queued again', async () => {
  const { db, mirror } = await mirrored(['brewbert'])
  const anew = await wiped(db)
  const [first] = mirror.tail as { id: string }[]
  const stored = { ...(first as object), seq: 1 }
  await anew.events.add({ id: first?.id ?? '', about: 'contact:x', event: stored as never })
  expect(await mend(anew, mirror)).toMatchObject({ again: 1 })
})

test('a mirror is written only when something changed', async () => {
  const { db, actor, mirror } = await mirrored(['brewbert'])
  expect(must(await makeMirror(db, mirror))).toBeNull()
  await logged(db, actor, 'grindlord')
  expect(must(await makeMirror(db, mirror))).not.toBeNull()
})

test('a mirror of very long notes keeps the newest and stays small', async () => {
  const { db, actor } = await mirrored([])
  await fill(db, actor, 40)
  const long = 'x'.repeat(200_000)
  await db.outbox.toCollection().modify((row) => {
    row.event = { ...row.event, data: { ...row.event.data, excerpt: long } }
  })
  const mirror = must(await makeMirror(db, undefined)) as Mirror
  expect(mirror.unsent).toBe(40)
  expect(JSON.stringify(mirror).length).toBeLessThan(4.3 * 1024 * 1024)
  expect((mirror.tail.at(-1) as { devicen: number }).devicen).toBe(39)
})

test('whatever stands in the mirror’s place, the database is opened and nothing in it changes', async () => {
  const { db } = await mirrored(['brewbert'])
  const before = await db.outbox.toArray()
  const anyMirror = fc.oneof(
    fc.jsonValue(),
    fc.record({
      dbId: fc.string(),
      devicen: fc.constant(0),
      hlc: fc.constant(null),
      unsent: fc.constant(0),
      tail: fc.array(fc.jsonValue(), { maxLength: 5 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(anyMirror, async (kept) => {
      expect(await mend(db, kept)).toEqual({ again: 0, lost: 0 })
      expect(await db.outbox.toArray()).toEqual(before)
    }),
    runs(50),
  )
})
