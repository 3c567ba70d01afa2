/** What a device has that a snapshot leaves out: revisions of notes that others stand for. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { contactForMention, keepUnsavedNote, publishNote } from '../../../lib/store/notes.ts'
import { forgetPlace } from '../../../lib/store/sync-place.ts'
import { createSyncStore } from '../../../lib/store/sync-store.ts'
import { mentionBy, must } from '../../store/quillon.ts'
import { type Browser, CALM, DAY, HOUR, startTeam, type Team } from './team.ts'

let team: Team
let maya: Browser
let sam: Browser
let contactId: string
const noteId = '01a94faa-ee58-74c7-9acc-b230a1fc0b8d'

beforeEach(async () => {
  team = await startTeam()
  maya = await team.browser('Maya Osei')
  sam = await team.browser('Sam Lindqvist')
  const mention = await mentionBy(maya.db(), 'brewbert')
  contactId = must(await contactForMention(maya.db(), maya.actor, mention.key))
})
afterEach(() => team.close())

const write = async ({ db, actor }: Browser, text: string) => {
  must(await keepUnsavedNote(db(), { noteId, contactId, text, audience: 'team' }))
  must(await publishNote(db(), actor, noteId))
}

/** Sam reads the note and writes it anew, twice: of the two the snapshot has the second alone. */
const followTwice = async () => {
  await sam.sync()
  for (const text of ['Sails in spring, from Kiel', 'Sails in spring, from Kiel, with a dog']) {
    await write(sam, text)
    await sam.sync()
    team.later(HOUR)
  }
}

const texts = async ({ db }: Browser) => (await db().notes.get(noteId))?.heads.map(({ body }) => body)
const NEWEST = ['Sails in spring, from Kiel, with a dog']

test('a device comes back when its revision of a note was followed twice, and the log was trimmed: it shows the newest text alone, as its colleague does', async () => {
  await write(maya, 'Sails in spring')
  await maya.sync()
  await followTwice()
  team.later(60 * DAY)
  await team.server().store.trim(team.workspaceId, team.server().clock.now)
  expect(await maya.sync()).toMatchObject({ waiting: 0, problem: null })
  expect(maya.asked).toContain('/snapshot')
  for (const one of [maya, sam]) expect(await texts(one)).toEqual(NEWEST)
  expect(await maya.db().notes.get(noteId)).toMatchObject({ deleted: false })
})

test('a revision whose receipt was lost is sent again from the second copy, after a wipe, when it was followed twice: the newest text stands alone', async () => {
  await write(maya, 'Sails in spring')
  maya.network.passes = async (path, reach) => {
    const answer = await reach()
    if (path === '/push') throw new TypeError('connection reset')
    return answer
  }
  expect(await maya.sync()).toMatchObject({ problem: { code: 'offline' } })
  await followTwice()
  maya.wipe()
  maya.network.passes = CALM
  team.later(HOUR)
  for (let n = 0; n < 3; n++) await maya.sync()
  expect(await maya.sync()).toMatchObject({ waiting: 0, problem: null })
  for (const one of [maya, sam]) expect(await texts(one)).toEqual(NEWEST)
})

test('nothing goes before the last page of a snapshot, and then neither what any page named nor what waits to be sent', async () => {
  await write(maya, 'Sails in spring')
  await maya.sync()
  await followTwice()
  await maya.sync()
  await write(maya, 'Sails in spring and autumn')
  const db = maya.db()
  const revisions = async () =>
    (await db.events.toArray())
      .map(({ event }) => event)
      .filter(({ type }) => type === 'note.revised')
      .sort((a, b) => (a.seq ?? Number.POSITIVE_INFINITY) - (b.seq ?? Number.POSITIVE_INFINITY))
      .map(({ id }) => id)
  const [first, second, third, waiting] = await revisions()
  const stored = (await db.events.toArray()).map(({ event }) => event).filter(({ seq }) => seq !== undefined)
  const counting = stored
    .filter(({ id }) => id !== first && id !== second)
    .sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
  const at = counting.at(-1)?.seq ?? 0
  await db.transaction('rw', db.syncState, () => forgetPlace(db, { plain: false }))
  const store = createSyncStore(db, maya.team.deviceId)
  const page = { pullCursor: 'end', count: counting.length, at }
  const [begin, rest] = [counting.slice(0, 1), counting.slice(1)]
  must(await store.receiveSnapshot({ ...page, events: begin, snapshotCursor: 'next', done: false }, 1))
  expect(await revisions()).toEqual([first, second, third, waiting])
  must(await store.receiveSnapshot({ ...page, events: rest, snapshotCursor: null, done: true }, 1))
  expect(await revisions()).toEqual([third, waiting])
  expect(await texts(maya)).toEqual(['Sails in spring and autumn'])
})
