import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { contactIdFor } from '../../lib/model/contact-id.ts'
import { SyncEventSchema } from '../../lib/model/event.ts'
import {
  amendInteraction,
  logByHand,
  logInteraction,
  retractInteraction,
} from '../../lib/store/log-interaction.ts'
import { savePlaybook } from '../../lib/store/playbook.ts'
import { readMention } from '../../lib/store/read-mention.ts'
import { findContacts } from '../../lib/store/read-people.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import {
  actorIn,
  everyRow,
  freshDatabase,
  MAYA,
  MORNING,
  mentionBy,
  must,
  PLAYBOOK,
  SAM,
  TODAY,
} from './quillon.ts'

afterEach(() => vi.restoreAllMocks())

test('one gesture makes the contact and the interaction, and queues both', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  must(await savePlaybook(db, PLAYBOOK, 'tag', MORNING))
  const mention = await mentionBy(db, 'slowpour_ana')
  const { interactionId, contactId } = must(await logInteraction(db, actor, mention, { outcome: 'answered' }))
  expect(contactId).toBe(await contactIdFor(db.workspaceId, 'reddit', 'slowpour_ana'))
  const queued = await db.outbox.orderBy('n').toArray()
  expect(queued.map(({ event }) => event.type)).toEqual(['contact.created', 'interaction.logged'])
  expect(queued.map(({ event }) => event.devicen)).toEqual([1, 2])
  for (const { event } of queued) {
    expect(SyncEventSchema.parse(event)).toEqual(event)
    expect(event.source).toBe(`urn:device:${actor.deviceId}`)
  }
  const person = await readPerson(db, contactId, MAYA, TODAY)
  expect(person?.timeline.map(({ interaction, waiting }) => [interaction.id, waiting])).toEqual([
    [interactionId, true],
  ])
  expect(person?.timeline[0]?.interaction).toMatchObject({
    outcome: 'answered',
    playbookVersion: 7,
    topics: ['brand'],
    excerpt: 'My Quillon jams on light roasts',
  })
})

test('a second meeting makes no second contact', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const mention = await mentionBy(db, 'slowpour_ana')
  must(await logInteraction(db, actor, mention, { outcome: 'listened' }))
  must(await logInteraction(db, actor, mention, { outcome: 'thanked' }))
  expect((await db.events.toArray()).map(({ event }) => event.type).sort()).toEqual([
    'contact.created',
    'interaction.logged',
    'interaction.logged',
  ])
  const [found] = await findContacts(db, 'ana', MAYA)
  expect(found).toMatchObject({ meetings: 2, last: { outcome: 'thanked', by: { id: MAYA, me: true } } })
})

test('somebody who was renamed is known again by the permanent id of the site', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const author = (handle: string) => ({ key: handle, handle, name: null, url: null, stableId: '4711' })
  const before = await mentionBy(db, 'tamper_tom', { author: author('tamper_tom') })
  const first = must(await logInteraction(db, actor, before, { outcome: 'listened' }))
  const after = await mentionBy(db, 'tom_tamps', { author: author('tom_tamps') })
  const second = must(await logInteraction(db, actor, after, { outcome: 'thanked' }))
  expect(second.contactId).toBe(first.contactId)
  const [found] = await findContacts(db, 'tamps', MAYA)
  expect(found).toMatchObject({ id: first.contactId, meetings: 2 })
})

test('a personal workspace keeps its events and queues none', async () => {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'brewbert')
  must(await logInteraction(db, actorIn(db, { queued: false }), mention, { outcome: 'let-stand' }))
  expect(await db.outbox.count()).toBe(0)
  expect(await db.events.count()).toBe(2)
})

test('what only I saw of somebody is not told to the team until I share something', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const mention = await mentionBy(db, 'grindlord')
  must(await logInteraction(db, actor, mention, { outcome: 'listened', audience: 'me' }))
  expect((await db.outbox.toArray()).map(({ event }) => event.audience)).toEqual(['me', 'me'])
  must(await logInteraction(db, actor, mention, { outcome: 'thanked' }))
  const shared = (await db.outbox.orderBy('n').toArray()).filter(({ event }) => event.audience === 'team')
  expect(shared.map(({ event }) => event.type)).toEqual(['contact.created', 'interaction.logged'])
})

test('a changed mind: amended fields are replaced, a retracted interaction is gone from every view', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const mention = await mentionBy(db, 'crema_kai')
  const { interactionId, contactId } = must(
    await logInteraction(db, actor, mention, { outcome: 'asked', learned: 'wants a travel model' }),
  )
  must(
    await amendInteraction(db, actor, interactionId, {
      promise: { text: 'send the sizes', due: '2026-12-01' },
    }),
  )
  const view = await readMention(db, mention.key, MAYA, '2026-11-21')
  expect(view?.handled).toMatchObject({ outcome: 'asked', by: { me: true } })
  expect(view?.person?.timeline[0]?.interaction.learned).toBe('wants a travel model')
  expect(view?.contact?.promise).toMatchObject({ text: 'send the sizes', due: '2026-12-01' })
  must(await retractInteraction(db, actor, interactionId))
  must(await retractInteraction(db, actor, interactionId))
  expect((await readMention(db, mention.key, MAYA, '2026-11-21'))?.handled).toBeNull()
  const person = await readPerson(db, contactId, MAYA, TODAY)
  expect(person?.timeline).toMatchObject([{ interaction: { id: interactionId, retracted: true } }])
  expect(person?.summary).toMatchObject({ meetings: 0, last: null, promise: null })
  expect(
    (await db.events.toArray()).filter(({ event }) => event.type === 'interaction.retracted'),
  ).toHaveLength(1)
})

test('nobody changes what a colleague logged, or what is not there', async () => {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'crema_kai')
  const { interactionId } = must(
    await logInteraction(db, actorIn(db, { memberId: SAM }), mention, { outcome: 'asked' }),
  )
  const actor = actorIn(db)
  const before = await everyRow(db)
  expect(await retractInteraction(db, actor, interactionId)).toMatchObject({
    problem: { code: 'not-permitted' },
  })
  expect(await amendInteraction(db, actor, crypto.randomUUID(), { learned: 'x' })).toMatchObject({
    problem: { code: 'not-found' },
  })
  expect(await everyRow(db)).toEqual(before)
})

test('an entry that the server would refuse is refused at once and leaves nothing behind', async () => {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'brewbert')
  const before = await everyRow(db)
  const long = await logInteraction(db, actorIn(db), mention, {
    outcome: 'listened',
    learned: 'x'.repeat(2_001),
  })
  expect(long).toMatchObject({ ok: false, problem: { code: 'invalid', path: 'data.learned' } })
  expect(await everyRow(db)).toEqual(before)
})

test.each([
  [1, 'events'],
  [2, 'identities'],
  [4, 'interactions'],
  [6, 'outbox'],
])('a disk that is full at write %i (%s) ends in a problem and leaves nothing half-written', async (nth) => {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'brewbert')
  const before = await everyRow(db)
  let writes = 0
  for (const method of ['put', 'add'] as const) {
    const real = IDBObjectStore.prototype[method]
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, ...given) {
      writes += 1
      if (writes === nth) throw new DOMException('no space', 'QuotaExceededError')
      return real.apply(this, given)
    })
  }
  const logged = await logInteraction(db, actorIn(db), mention, { outcome: 'listened' })
  vi.restoreAllMocks()
  expect(writes).toBeGreaterThanOrEqual(nth)
  expect(logged).toMatchObject({ ok: false, problem: { code: 'store-full' } })
  expect(await everyRow(db)).toEqual(before)
})

test('a post without an author can be logged, and is found handled', async () => {
  const db = freshDatabase()
  const mention = await mentionBy(db, 'nobody', { author: null })
  must(await logInteraction(db, actorIn(db), mention, { outcome: 'let-stand' }))
  const view = await readMention(db, mention.key, MAYA, '2026-11-21')
  expect(view?.handled?.outcome).toBe('let-stand')
  expect(view?.contact).toMatchObject({ name: '', handle: null, meetings: 1 })
})

test('a person met by hand is the one whom a site shows under the same handle', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const read = must(await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'listened' }))
  const met = {
    site: 'reddit',
    author: { name: 'Bert', handle: '@BrewBert' },
    text: 'By mail',
    permalink: null,
  }
  const typed = must(await logByHand(db, actor, met, { outcome: 'thanked' }))
  expect(typed.contactId).toBe(read.contactId)
})

test('another outcome for the same entry is no second meeting', async () => {
  const db = freshDatabase()
  const actor = actorIn(db)
  const mention = await mentionBy(db, 'brewbert')
  const { interactionId } = must(
    await logInteraction(db, actor, mention, { outcome: 'routed', routedTo: 'care' }),
  )
  must(await amendInteraction(db, actor, interactionId, { outcome: 'thanked', routedTo: null }))
  const view = await readMention(db, mention.key, MAYA, '2026-11-21')
  expect(view?.handled).toMatchObject({ outcome: 'thanked' })
  expect(view?.contact).toMatchObject({ meetings: 1 })
  expect(view?.person?.timeline.map(({ interaction }) => interaction.routedTo)).toEqual([null])
  // Another window takes it back: a change that nobody sees must not look like one.
  must(await retractInteraction(db, actor, interactionId))
  expect(await amendInteraction(db, actor, interactionId, { outcome: 'answered' })).toMatchObject({
    problem: { code: 'not-found' },
  })
})
