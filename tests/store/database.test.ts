import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, expect, test, vi } from 'vitest'
import { attempt, Refusal } from '../../lib/store/attempt.ts'
import { openDatabase } from '../../lib/store/database.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { discardSetAside, exportSetAside, readSetAside } from '../../lib/store/quarantine.ts'
import { readHere } from '../../lib/store/read-here.ts'
import { findContacts } from '../../lib/store/read-people.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import { actorIn, freshDatabase, MAYA, mentionBy, must, TODAY } from './quillon.ts'

afterEach(() => vi.restoreAllMocks())

test('an older Earshot that meets a newer database says so and changes nothing', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const db = freshDatabase()
  const newer = new Dexie(db.name)
  newer.version(5).stores({ events: 'id', fancy: 'id' })
  await newer.open()
  newer.close()
  const result = await attempt(() => db.drafts.put({ key: 'k', text: 't', at: 1 }))
  expect(result).toMatchObject({ ok: false, problem: { code: 'store-newer' } })
})

test('a page of an older Earshot lets go of the database, so that the newer one can upgrade it', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const older = freshDatabase()
  await older.open()
  const newer = new Dexie(older.name)
  newer.version(5).stores({ fancy: 'id' })
  await newer.open()
  expect(newer.verno).toBe(5)
  expect(await attempt(() => older.drafts.count())).toMatchObject({ problem: { code: 'store-newer' } })
  newer.close()
})

test('an upgrade that another page holds up ends in a problem instead of hanging', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const id = crypto.randomUUID()
  const holder = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(`earshot-${id}`, 1)
    request.onsuccess = () => resolve(request.result)
  })
  const db = openDatabase(id, { blockedFor: 10 })
  expect(await attempt(() => db.drafts.count())).toMatchObject({ problem: { code: 'store-failed' } })
  holder.close()
})

test.each([
  ['a full disk', new DOMException('', 'QuotaExceededError'), 'store-full'],
  [
    'a full disk inside an aborted transaction',
    new Dexie.AbortError('x', new DOMException('', 'QuotaExceededError')),
    'store-full',
  ],
  ['an aborted transaction', new Dexie.AbortError('x'), 'store-failed'],
  ['a refusal', new Refusal('not-found', { path: 'p' }), 'not-found'],
])('%s becomes a problem', async (_, error, code) => {
  expect(await attempt(() => Promise.reject(error))).toMatchObject({ ok: false, problem: { code } })
})

test('a mistake of ours is not dressed up as a problem of the world', async () => {
  await expect(attempt(() => Promise.reject(new TypeError('x is undefined')))).rejects.toThrow(
    'x is undefined',
  )
  const db = freshDatabase()
  const row = { key: 'k', text: () => 'no function can be stored', at: 1 }
  await expect(attempt(() => db.drafts.put(row as never))).rejects.toMatchObject({ name: 'DataCloneError' })
})

test('a connection that was lost is tried once more', async () => {
  const work = vi.fn<() => Promise<string>>()
  work.mockRejectedValueOnce(new DOMException('', 'InvalidStateError')).mockResolvedValueOnce('there')
  expect(await attempt(work)).toEqual({ ok: true, value: 'there' })
})

test('an unreadable row is set aside, the rest is shown, and what the log knows is made anew', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const { contactId } = must(
    await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'asked' }),
  )
  must(await logInteraction(db, actor, await mentionBy(db, 'grindlord'), { outcome: 'asked' }))
  await db.contacts.update(contactId, { firstAt: 'long ago' as never })
  expect((await findContacts(db, '', MAYA)).map(({ name }) => name)).toEqual(['grindlord'])
  await vi.waitFor(async () => {
    expect(await readSetAside(db)).toMatchObject([
      { origin: 'row', raw: { id: contactId, firstAt: 'long ago' } },
    ])
  })
  expect((await readPerson(db, contactId, MAYA, TODAY))?.summary).toMatchObject({
    name: 'brewbert',
    meetings: 1,
  })
  expect(JSON.parse(await (await exportSetAside(db)).text())).toHaveLength(1)
  must(await discardSetAside(db, (await readSetAside(db))[0]?.id ?? ''))
  expect(await readSetAside(db)).toEqual([])
})

test('an unreadable mention does not hide the page', async () => {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'brewbert')
  await db.mentions.update(mention.key, { matches: 'none' as never })
  const here = await readHere(db, 900, MAYA)
  expect(here.page).not.toBeNull()
  expect(here.mentions).toEqual([])
  await vi.waitFor(async () => expect(await db.mentions.count()).toBe(0))
  expect(await db.quarantine.count()).toBe(1)
})
