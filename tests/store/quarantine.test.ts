import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { keepUnsavedNote, publishNote } from '../../lib/store/notes.ts'
import {
  discardSetAside,
  editableTexts,
  exportSetAside,
  exportUnsent,
  readSetAside,
  resendSetAside,
  restoreSetAside,
} from '../../lib/store/quarantine.ts'
import { pair } from '../sync/device.ts'
import { must } from './quillon.ts'

/** A device whose note the server refused. */
async function refusedNote() {
  const { server, one } = pair()
  const { contactId } = await one.log('brewbert')
  await one.round()
  const noteId = one.actor.newId()
  must(await keepUnsavedNote(one.db, { noteId, contactId, text: 'Likes light roasts', audience: 'team' }))
  must(await publishNote(one.db, one.actor, noteId))
  server.state.fault = ({ path, events }) =>
    path === '/push'
      ? Response.json({
          receipts: events.map(({ id }) => ({
            id,
            status: 'rejected',
            code: 'invalid',
            detail: 'data.body',
          })),
          head: 2,
          serverTime: 0,
        })
      : null
  await one.round()
  server.state.fault = () => null
  const [row] = await readSetAside(one.db)
  if (row === undefined) throw new Error('one was refused')
  return { server, one, noteId, row }
}

test('an entry that was refused can be edited and goes out as another entry', async () => {
  const { server, one, noteId, row } = await refusedNote()
  expect(editableTexts(row.raw)).toEqual({ body: 'Likes light roasts' })
  const { eventId } = must(await resendSetAside(one.db, one.actor, row.id, { body: 'Likes dark roasts' }))
  expect(row.id).not.toContain(eventId)
  expect(await readSetAside(one.db)).toEqual([])
  expect((await one.db.notes.get(noteId))?.heads.map(({ body }) => body)).toEqual(['Likes dark roasts'])
  await one.round()
  expect(server.log.at(-1)).toMatchObject({ id: eventId, data: { noteId, body: 'Likes dark roasts' } })
  expect(await one.db.outbox.count()).toBe(0)
})

test('a change to anything but its texts is refused, and the entry stays where it is', async () => {
  const { one, row } = await refusedNote()
  for (const path of ['noteId', 'contactId', '__proto__.body', 'body.length', ''])
    expect(await resendSetAside(one.db, one.actor, row.id, { [path]: 'x' })).toMatchObject({
      ok: false,
      problem: { code: 'invalid' },
    })
  const tooLong = { body: 'x'.repeat(60_000) }
  expect((await resendSetAside(one.db, one.actor, row.id, tooLong)).ok).toBe(false)
  expect(await readSetAside(one.db)).toHaveLength(1)
  expect(await one.db.outbox.count()).toBe(0)
})

test('discarding takes it off this device’s screens too, and can be undone', async () => {
  const { one, noteId, row } = await refusedNote()
  const discarded = must(await discardSetAside(one.db, row.id))
  expect(await readSetAside(one.db)).toEqual([])
  expect(await one.db.notes.get(noteId)).toBeUndefined()
  if (discarded === null) throw new Error('it was there')
  must(await restoreSetAside(one.db, discarded))
  expect(await readSetAside(one.db)).toEqual([row])
  expect((await one.db.notes.get(noteId))?.heads).toHaveLength(1)
  expect(must(await discardSetAside(one.db, 'nothing'))).toBeNull()
})

test('what came from elsewhere can be exported and discarded, not sent', async () => {
  const { one } = pair()
  const row = {
    id: 'remote:x',
    origin: 'remote' as const,
    reason: 'id: x',
    raw: { data: { body: 'y' } },
    at: 1,
  }
  await one.db.quarantine.add(row)
  expect(await resendSetAside(one.db, one.actor, row.id, {})).toMatchObject({
    ok: false,
    problem: { code: 'not-found' },
  })
  expect(must(await discardSetAside(one.db, row.id))).toEqual(row)
})

test('what is set aside, all of it or some, and what is unsent leave as JSON', async () => {
  const { one, row } = await refusedNote()
  await one.db.quarantine.add({ id: 'remote:x', origin: 'remote', reason: 'x', raw: 7, at: 1 })
  const read = async (file: Blob) => JSON.parse(await file.text()) as { id: string }[]
  expect(await read(await exportSetAside(one.db))).toHaveLength(2)
  expect((await read(await exportSetAside(one.db, [row.id]))).map(({ id }) => id)).toEqual([row.id])
  await one.log('crema_kai')
  expect(await read(await exportUnsent(one.db))).toMatchObject([
    { type: 'contact.created' },
    { type: 'interaction.logged' },
  ])
})

test('a claim that a colleague was quicker with is shown nowhere as ours', async () => {
  const { server, one } = pair()
  await one.log('brewbert')
  const taken = { memberId: crypto.randomUUID(), until: '2026-11-20T10:00:00.000Z' }
  server.state.fault = ({ path, events }) =>
    path === '/push'
      ? Response.json({
          receipts: events.map(({ id }) => ({
            id,
            status: 'rejected',
            code: 'claimed_by',
            detail: JSON.stringify(taken),
          })),
          head: 0,
          serverTime: 0,
        })
      : null
  await one.round()
  expect(await one.db.events.count()).toBe(0)
  expect((await readSetAside(one.db))[0]?.reason).toBe(`claimed_by: ${JSON.stringify(taken)}`)
})

test('the texts of an entry are found however it is shaped, and nothing else', () => {
  expect(
    editableTexts({
      data: {
        contactId: 'c',
        changes: { learned: 'a', outcome: 'answered', promise: { text: 'b', due: 'd' } },
      },
    }),
  ).toEqual({ 'changes.learned': 'a', 'changes.promise.text': 'b' })
  for (const raw of [null, 7, 'text', [], { data: [] }, { data: null }])
    expect(editableTexts(raw)).toEqual({})
})
