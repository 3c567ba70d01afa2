/** What befalls the team's log and those who write it: wrong clocks, two at once, poison, people who are gone. */
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hlcTime } from '../../../lib/model/hlc.ts'
import { readClaims, takeClaim } from '../../../lib/store/claims.ts'
import { contactForMention, keepUnsavedNote, publishNote } from '../../../lib/store/notes.ts'
import { exportSetAside, readSetAside } from '../../../lib/store/quarantine.ts'
import { createSyncStore } from '../../../lib/store/sync-store.ts'
import { createSyncApi } from '../../../lib/sync/api.ts'
import { synchronise } from '../../../lib/sync/synchronise.ts'
import { changeMember } from '../../../server/change-member.ts'
import { eraseContacts } from '../../../server/erase-contacts.ts'
import { revokeDevice } from '../../../server/revoke-device.ts'
import { everyRow, mentionBy, must } from '../../store/quillon.ts'
import { type Browser, DAY, MINUTE, startTeam, type Team } from './team.ts'

let team: Team
let maya: Browser
let sam: Browser

beforeEach(async () => {
  team = await startTeam()
  maya = await team.browser('Maya Osei')
  sam = await team.browser('Sam Lindqvist')
})
afterEach(() => team.close())

const everybody = async () => {
  for (const one of [maya, sam, maya, sam])
    expect(await one.sync()).toMatchObject({ waiting: 0, problem: null })
}

test("a device's clock runs a year ahead, then jumps to a year behind: stamps are brought back, the log's order stays whole, all show the same", async () => {
  maya.clock.skew = 365 * DAY
  await maya.log('brewbert')
  await maya.sync()
  await sam.log('crema_kai')
  await sam.sync()
  maya.clock.skew = -365 * DAY
  await maya.log('grindlord')
  await everybody()
  expect(await team.verify()).toMatchObject({ head: 8, events: 8, gaps: 0, duplicates: 0 })
  const rows = await sam.db().events.toArray()
  const now = team.server().clock.now
  for (const { event } of rows) expect(hlcTime(event.hlc)).toBeLessThanOrEqual(now + MINUTE)
  const logged = rows.filter(({ event }) => event.type === 'interaction.logged')
  const inOrder = logged
    .sort((a, b) => (a.event.seq ?? 0) - (b.event.seq ?? 0))
    .map(({ event }) => event.actorid)
  expect(inOrder).toEqual([maya, sam, maya].map((one) => one.team.member.id))
  const shown = async (one: Browser) => [
    await one.db().contacts.toArray(),
    await one.db().interactions.toArray(),
  ]
  expect(await shown(maya)).toEqual(await shown(sam))
})

test('two offline devices meet the same person: one contact, with both interactions', async () => {
  const [first, second] = [await maya.log('brewbert'), await sam.log('brewbert')]
  expect(first.contactId).toBe(second.contactId)
  await everybody()
  for (const { db } of [maya, sam]) {
    expect(await db().contacts.toCollection().primaryKeys()).toEqual([first.contactId])
    const ids = await db().interactions.toCollection().primaryKeys()
    expect(ids.sort()).toEqual([first.interactionId, second.interactionId].sort())
  }
})

test('two members edit one note offline: both texts stand side by side, and none is lost', async () => {
  const noteId = crypto.randomUUID()
  const write = async ({ db, actor }: Browser, contactId: string, text: string) => {
    must(await keepUnsavedNote(db(), { noteId, contactId, text, audience: 'team' }))
    must(await publishNote(db(), actor, noteId))
  }
  const mention = await mentionBy(maya.db(), 'brewbert')
  const contactId = must(await contactForMention(maya.db(), maya.actor, mention.key))
  await write(maya, contactId, 'Sails in spring')
  await everybody()
  await write(maya, contactId, 'Sails in spring, from Kiel')
  await write(sam, contactId, 'Sails in spring and autumn')
  await everybody()
  for (const { db } of [maya, sam]) {
    const heads = (await db().notes.get(noteId))?.heads ?? []
    expect(heads.map(({ body }) => body).sort()).toEqual([
      'Sails in spring and autumn',
      'Sails in spring, from Kiel',
    ])
  }
})

test('one poison entry among 200: 199 are taken, and the one is set aside with its reason, ready to be saved', async () => {
  for (let n = 0; n < 100; n++) await maya.log(`brewbert${n}`)
  const waiting = await maya.db().outbox.orderBy('n').toArray()
  expect(waiting).toHaveLength(200)
  const poison = waiting[117]?.id ?? ''
  await maya
    .db()
    .outbox.where('id')
    .equals(poison)
    .modify((row) => {
      row.event = { ...row.event, data: { ...row.event.data, occurredAt: 'long ago', outcome: 7 } }
    })
  const { head } = await team.verify()
  expect(await maya.sync()).toMatchObject({ waiting: 0, setAside: 1, problem: null })
  expect(await team.verify()).toMatchObject({ head: head + 199, duplicates: 0 })
  expect(await readSetAside(maya.db())).toMatchObject([{ origin: 'refused', raw: { id: poison } }])
  const saved: unknown = JSON.parse(await (await exportSetAside(maya.db())).text())
  expect(saved).toHaveLength(1)
  expect(JSON.stringify(saved)).toContain(poison)
})

test('two colleagues take the same conversation: one has it, the other is told who was first and until when', async () => {
  await everybody()
  const thread = { site: 'reddit', threadKey: 'reddit:t1', title: 'Which hand grinder?' }
  for (const { db, actor } of [maya, sam]) must(await takeClaim(db(), actor, thread))
  for (const one of [maya, sam, maya, sam]) await one.sync()
  const until = team.server().clock.now + 30 * MINUTE
  for (const { db, team: own } of [maya, sam]) {
    const claims = await readClaims(db(), own.member.id, team.server().clock.now)
    expect(claims).toMatchObject([{ claim: { memberId: maya.team.member.id, until } }])
  }
  const [aside] = await readSetAside(sam.db())
  expect(aside?.reason).toMatch(/^claimed_by: /)
  const told: unknown = JSON.parse(aside?.reason.replace('claimed_by: ', '') ?? '')
  expect(told).toEqual({ memberId: maya.team.member.id, until: new Date(until).toISOString() })
  expect(await readSetAside(maya.db())).toEqual([])
})

test('a claim that ends in a year, by a wrong clock, is refused and held by nobody, also not where it was made', async () => {
  await everybody()
  const kai = await team.browser('Kai Brandt', 365 * DAY)
  await kai.sync()
  const thread = { site: 'reddit', threadKey: 'reddit:t1', title: null }
  must(await takeClaim(kai.db(), kai.actor, thread))
  await kai.sync()
  expect(await kai.db().claims.toArray()).toEqual([])
  expect(await readSetAside(kai.db())).toMatchObject([{ origin: 'refused', raw: { type: 'claim.taken' } }])
})

test.for<[string, () => Promise<unknown>]>([
  [
    'a device is stolen',
    () =>
      revokeDevice(
        team.server().ports,
        team.workspaceId,
        { id: sam.team.deviceId, memberId: sam.team.member.id },
        { actorId: null, reason: 'stolen' },
      ),
  ],
  [
    'a member is removed',
    () =>
      changeMember(team.server().ports, team.workspaceId, {
        memberId: sam.team.member.id,
        actorId: null,
        disabled: true,
      }),
  ],
])(
  '%s: the server refuses it everything at once, and the device says so and keeps what was unsent for its owner',
  async ([, shutOut]) => {
    await everybody()
    await sam.log('brewbert')
    await shutOut()
    await maya.log('crema_kai')
    await maya.sync()
    const { head } = await team.verify()
    const statuses: number[] = []
    sam.network.passes = async (_path, reach) => {
      const answer = await reach()
      statuses.push(answer.status)
      return answer
    }
    for (const minutes of [0, 15, 60]) {
      team.later(minutes * MINUTE)
      expect(await sam.sync()).toMatchObject({ waiting: 2, engine: { kind: 'paused-revoked' } })
    }
    expect(statuses.length).toBeGreaterThan(0)
    expect(statuses.filter((status) => status < 400)).toEqual([])
    expect((await team.verify()).head).toBe(head)
    expect(await sam.db().interactions.count()).toBe(1)
  },
)

test('a person is erased while a device is offline for 60 days: its first answer takes them out of everything, and what it had not sent about them is refused', async () => {
  const { contactId } = await maya.log('brewbert')
  await everybody()
  sam.network.passes = () => Promise.reject(new TypeError('offline'))
  await sam.log('brewbert')
  await sam.log('crema_kai')
  await sam.sync()
  await eraseContacts(team.server().ports, team.workspaceId, [contactId], maya.team.member.id)
  await maya.log('grindlord')
  await maya.sync()
  team.later(60 * DAY)
  sam.network.passes = (_path, reach) => reach()
  expect(await sam.sync()).toMatchObject({ waiting: 0, problem: null })
  const kept = JSON.stringify([await everyRow(sam.db()), [...sam.mirrors.values()]])
  expect(kept).not.toContain('brewbert')
  expect(kept).toContain('crema_kai')
  const people = await team.server().store.eventsAbout(team.workspaceId, [contactId])
  expect(people).toBe(0)
})

test("a token of workspace A on workspace B's path: 404, the same as for one that does not exist, and nothing of the device changes", async () => {
  await maya.log('brewbert')
  const other = await team.server().newWorkspace('Other')
  const said: string[] = []
  for (const id of [other.id, crypto.randomUUID()]) {
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await team.server().app.request(String(input), init)
      said.push(`${id === other.id} ${answer.status} ${await answer.clone().text()}`)
      return answer
    }
    const api = createSyncApi({
      server: 'https://sync.example',
      workspaceId: id,
      token: maya.ports.sessionOf(maya.team),
      fetch,
      now: maya.ports.now,
    })
    const store = createSyncStore(maya.db(), maya.team.deviceId)
    const ports = { store, api, now: maya.ports.now, random: () => 0.5 }
    expect((await synchronise(ports, { force: true })).problem?.code).toBe('not-found')
  }
  const of = (existing: boolean) =>
    said.filter((one) => one.startsWith(`${existing} `)).map((one) => one.replace(/^\w+ /, ''))
  expect(of(true)).toEqual(of(false))
  expect(of(true)[0]).toMatch(/^404 /)
  expect((await team.server().store.head(other.id)).head).toBe(0)
  expect(await maya.db().outbox.count()).toBe(2)
})
