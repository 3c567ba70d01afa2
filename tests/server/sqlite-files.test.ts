import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import type { EventStore } from '../../server/store.ts'
import { temporaryDirectory } from './serve-in-memory.ts'
import { FIRST, writeFirstVersion } from './store/first-version.ts'
import {
  entry,
  eraseContact,
  idsOf,
  join as joinBy,
  NOW,
  pageOf,
  redemption,
} from './store/store-under-test.ts'

let directory: ReturnType<typeof temporaryDirectory>
beforeEach(() => {
  directory = temporaryDirectory()
})
afterEach(() => directory.remove())

const { workspaceId } = FIRST

describe('a data directory of the first version', () => {
  it('goes on with everything: events, member, device, token, invitation, own number, playbook', async () => {
    const { maya, entries } = writeFirstVersion(directory.path)
    const store = createSqliteStore(directory.path)
    expect(await store.session(null, FIRST.token, NOW)).toMatchObject({
      status: 'valid',
      session: { ...maya, role: 'member', kind: 'device' },
    })
    expect(idsOf(await pageOf(store, maya))).toEqual(entries.map(({ event }) => event.id))
    expect((await store.append(workspaceId, [...entries, entry(maya)], NOW)).outcomes).toEqual([
      ...[1, 2, 3].map((seq) => ({ status: 'duplicate', seq })),
      { status: 'accepted', seq: 4 },
    ])
    expect(await store.head(workspaceId)).toEqual({ epoch: FIRST.epoch, head: 4, floor: 0 })
    expect(await store.members(workspaceId)).toMatchObject([{ id: maya.memberId, name: 'Maya Osei' }])
    expect(await store.nextOwnNumber(workspaceId)).toBe(2)
    expect(await store.playbook(workspaceId)).toEqual({ version: 1, tag: 'aa', text: '{}' })
    expect((await store.redeem(redemption(FIRST.code))).status).toBe('admitted')
    expect(await store.redeem(redemption(FIRST.code, { deviceId: maya.deviceId }))).toEqual({
      status: 'device-known',
    })
    expect(await store.invitations(workspaceId, NOW)).toMatchObject([{ usesLeft: 3 }])
    expect(await store.verify(workspaceId)).toMatchObject({ gaps: 0, hashMismatches: 0, damage: [] })
    await store.close()
  })

  it('can forget a contact, also what was sent without a subject', async () => {
    const { maya } = writeFirstVersion(directory.path)
    const store = createSqliteStore(directory.path)
    const scene = {
      store,
      workspaceId,
      maya,
      sam: maya,
      place: { open: async () => store, remove: async () => {} },
    }
    expect((await eraseContact(scene, [FIRST.contactId])).events).toBe(3)
    expect(idsOf(await pageOf(store, maya))).toHaveLength(1)
    await store.close()
  })

  it('is taken in once, even when the crash came between taking in and forgetting', async () => {
    writeFirstVersion(directory.path)
    const before = readFileSync(join(directory.path, 'control.sqlite'))
    const first = createSqliteStore(directory.path)
    await first.redeem(redemption(FIRST.code))
    await first.close()
    const index = new DatabaseSync(join(directory.path, 'control.sqlite'))
    expect(index.prepare('select count(*) as waiting from device').get()).toEqual({ waiting: 0 })
    index.close()
    // As if what was forgotten had not been.
    writeFileSync(join(directory.path, 'control.sqlite'), before)
    const second = createSqliteStore(directory.path)
    expect(await second.members(workspaceId)).toHaveLength(2)
    expect(await second.invitations(workspaceId, NOW)).toMatchObject([{ usesLeft: 3 }])
    expect(await second.nextOwnNumber(workspaceId)).toBe(3)
    await second.close()
  })
})

describe('a workspace file', () => {
  let store: EventStore
  const maya = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
  beforeEach(async () => {
    store = createSqliteStore(join(directory.path, 'served'))
    await store.createWorkspace({ id: workspaceId, name: 'Quillon' }, FIRST.epoch, NOW)
  })
  afterEach(() => store.close())

  it('is reached by an id alone, never by a path', async () => {
    const outside = join(directory.path, 'outside.sqlite')
    for (const id of [
      '../outside',
      '../../outside',
      `${workspaceId}/../${workspaceId}`,
      '',
      '.',
      'CON',
      'a\0b',
    ]) {
      await expect(store.append(id, [entry(maya)], NOW)).rejects.toThrow('not the id')
      await expect(store.createWorkspace({ id, name: `W${id}` }, FIRST.epoch, NOW)).rejects.toThrow(
        'not the id',
      )
      expect(await store.session(id, FIRST.token, NOW)).toEqual({ status: 'unknown' })
    }
    expect(existsSync(outside)).toBe(false)
    expect(
      readdirSync(join(directory.path, 'served', 'workspaces')).every((name) => name.startsWith(workspaceId)),
    ).toBe(true)
  })

  it('holds all of the workspace: its copy brings everything to an empty server', async () => {
    const scene = {
      store,
      workspaceId,
      maya,
      sam: maya,
      place: { open: async () => store, remove: async () => {} },
    }
    const joined = await joinBy(scene)
    await store.append(workspaceId, [entry(maya), entry(maya)], NOW)
    const { next } = await pageOf(store, maya)
    const copy = join(directory.path, 'copy.sqlite')
    expect(await store.copyTo(workspaceId, copy)).toBe(true)
    await expect(store.copyTo(workspaceId, copy)).rejects.toThrow('exists')
    const empty = createSqliteStore(join(directory.path, 'empty'))
    const epoch = randomUUID()
    expect(await empty.restoreFrom(copy, epoch)).toEqual({ id: workspaceId, name: 'Quillon' })
    expect(await empty.session(null, joined.tokens[0]?.hash ?? FIRST.token, NOW)).toMatchObject({
      status: 'valid',
    })
    expect(await empty.invitedTo(joined.codeHash)).toBe(workspaceId)
    expect(await empty.erasureKey(workspaceId)).toEqual(await store.erasureKey(workspaceId))
    const asked = { after: next, reader: maya.memberId, limit: 9, maxBytes: 1e6 }
    expect(await empty.page(workspaceId, asked)).toEqual({ status: 'rewound', epoch, head: 2 })
    expect(await empty.verify(workspaceId)).toMatchObject({ events: 2, gaps: 0, damage: [] })
    await empty.close()
  })

  it('is copied whole while others write, and put back over a later state', async () => {
    await store.append(workspaceId, [entry(maya)], NOW)
    const copy = join(directory.path, 'copy.sqlite')
    const copying = store.copyTo(workspaceId, copy)
    for (let n = 0; n < 10; n++) await store.append(workspaceId, [entry(maya)], NOW)
    await copying
    await store.restoreFrom(copy, randomUUID())
    const { head } = await store.head(workspaceId)
    expect(head).toBeGreaterThanOrEqual(1)
    expect(head).toBeLessThanOrEqual(11)
    expect(await store.verify(workspaceId)).toMatchObject({
      events: head,
      gaps: 0,
      hashMismatches: 0,
      damage: [],
    })
    expect((await store.append(workspaceId, [entry(maya)], NOW)).head).toBe(head + 1)
  })

  it('is left as it was when what shall replace it is damaged, or is of another name’s workspace', async () => {
    await store.append(workspaceId, [entry(maya)], NOW)
    const junk = join(directory.path, 'junk.sqlite')
    writeFileSync(junk, 'SQLite format 3\0 and then nothing of the kind')
    await expect(store.restoreFrom(junk, randomUUID())).rejects.toThrow()
    const other = createSqliteStore(join(directory.path, 'other'))
    await other.createWorkspace({ id: randomUUID(), name: 'quillon' }, FIRST.epoch, NOW)
    const [named] = await other.workspaces()
    const copy = join(directory.path, 'theirs.sqlite')
    await other.copyTo(named?.id ?? '', copy)
    await other.close()
    await expect(store.restoreFrom(copy, randomUUID())).rejects.toThrow('is called "quillon" here')
    expect(await store.head(workspaceId)).toEqual({ epoch: FIRST.epoch, head: 1, floor: 0 })
    expect(
      readdirSync(join(directory.path, 'served', 'workspaces')).filter((name) => name.includes('restoring')),
    ).toEqual([])
  })

  it('keeps no byte of what was erased', async () => {
    const contactId = randomUUID()
    const secret = 'PLANTEDWORDS'.repeat(40)
    await store.append(
      workspaceId,
      [entry(maya, { subject: contactId }, { contactId, excerpt: secret })],
      NOW,
    )
    const bytes = () =>
      readdirSync(join(directory.path, 'served', 'workspaces'))
        .map((name) => readFileSync(join(directory.path, 'served', 'workspaces', name), 'latin1'))
        .join()
    expect(bytes()).toContain('PLANTEDWORDS')
    const scene = {
      store,
      workspaceId,
      maya,
      sam: maya,
      place: { open: async () => store, remove: async () => {} },
    }
    await eraseContact(scene, [contactId])
    expect(bytes()).not.toContain('PLANTEDWORDS')
  })

  it('tells of a text that was changed behind the back of the server', async () => {
    await store.append(workspaceId, [entry(maya), entry(maya), entry(maya)], NOW)
    await store.close()
    const db = new DatabaseSync(join(directory.path, 'served', 'workspaces', `${workspaceId}.sqlite`))
    db.exec(
      `update event set payload = replace(payload, 'wobble', 'shine') where seq = 2; delete from event where seq = 1`,
    )
    db.close()
    store = createSqliteStore(join(directory.path, 'served'))
    expect(await store.verify(workspaceId)).toMatchObject({ head: 3, events: 2, gaps: 1, hashMismatches: 1 })
  })
})
