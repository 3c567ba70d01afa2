import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Speaker } from '../../../server/people-store.ts'
import { createPostgresStore } from '../../../server/postgres/postgres-store.ts'
import type { EventStore } from '../../../server/store.ts'
import { entry, eraseContact, join, NOW, pageOf, token, typed } from '../store/store-under-test.ts'
import { type Database, makeDatabase } from './database.ts'

let database: Database
/** Ours, and one with something in every table, of which nothing may be seen or touched from ours. */
let ours: string
let theirs: string

/** A reader of what is said to all. */
const NOBODY = '00000000-0000-4000-8000-000000000000'

const OWNED = [
  ...['log', 'event', 'playbook', 'member', 'subject', 'device', 'token', 'invitation', 'claim', 'erasure'],
  ...['erasure_mark', 'audit'],
]

beforeAll(async () => {
  database = await makeDatabase()
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.clear()
  const store = await database.open()
  ours = await fill(store, 'Quillon')
  theirs = await fill(store, 'Other')
  await store.close()
})

/** A workspace with a row in every table. */
async function fill(store: EventStore, name: string): Promise<string> {
  const workspaceId = randomUUID()
  await store.createWorkspace({ id: workspaceId, name }, randomUUID(), NOW)
  const maya = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
  const scene = {
    store,
    workspaceId,
    maya,
    sam: maya,
    place: { open: database.open, remove: async () => {} },
  }
  const { memberId } = await join(scene)
  await store.linkSubject(workspaceId, { issuer: 'https://login.example', subject: 'one', memberId }, NOW)
  await store.issueTokens([{ ...token('personal'), workspaceId, memberId, deviceId: null }])
  await store.savePlaybook(workspaceId, { version: 1, tag: 'aa', text: '{}' }, NOW)
  await store.audit(workspaceId, { actorId: memberId, action: 'member.joined', detail: {}, at: NOW })
  const claim = { site: 'practice', threadKey: 'k', title: null, until: new Date(NOW + 9e9).toISOString() }
  await store.append(
    workspaceId,
    [entry(maya), typed(maya, 'claim.taken', claim, { subject: undefined })],
    NOW,
  )
  await eraseContact(scene, [randomUUID()])
  return workspaceId
}

/** Everything that a workspace's methods tell, and everything that they change, as one value. */
async function everythingOf(store: EventStore, workspaceId: string) {
  const reader: Speaker = { workspaceId, memberId: NOBODY, deviceId: NOBODY }
  const [member] = await store.members(workspaceId)
  return {
    head: await store.head(workspaceId),
    page: await pageOf(store, reader),
    snapshot: await store.snapshot(workspaceId, {
      from: null,
      reader: reader.memberId,
      limit: 9,
      maxBytes: 1e6,
    }),
    members: await store.members(workspaceId),
    subject: await store.memberOfSubject(workspaceId, 'https://login.example', 'one'),
    devices: await store.devices(workspaceId),
    tokens: await store.tokens(workspaceId, member?.id ?? ''),
    playbook: await store.playbook(workspaceId),
    claims: await store.claims(workspaceId, NOW),
    erasures: await store.erasures(workspaceId, 0),
    trail: await store.auditTrail(workspaceId, { before: null, limit: 9 }),
    verified: await store.verify(workspaceId),
  }
}

/** One of every kind of writing. */
async function writeEverywhere(store: EventStore, workspaceId: string): Promise<void> {
  const [member] = await store.members(workspaceId)
  const [device] = await store.devices(workspaceId)
  await store.newEpoch(workspaceId, randomUUID())
  await store.setFloor(workspaceId, 1)
  await store.setMember(workspaceId, member?.id ?? '', { role: 'owner', disabledAt: NOW }, NOW)
  await store.acknowledge(workspaceId, device?.id ?? '', 2, NOW)
  await store.revokeDevice(workspaceId, device?.id ?? '', NOW)
  await store.eraseConfirmed(workspaceId)
  await fillMore(store, workspaceId)
}

async function fillMore(store: EventStore, workspaceId: string): Promise<void> {
  const maya = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
  const logged = entry(maya)
  await store.append(workspaceId, [logged], NOW)
  await store.append(
    workspaceId,
    [typed(maya, 'interaction.retracted', { interactionId: logged.event.id })],
    NOW,
  )
  const contactId = String(logged.event.data.contactId)
  await eraseContact(
    { store, workspaceId, maya, sam: maya, place: { open: database.open, remove: async () => {} } },
    [contactId],
  )
}

/** Every row of a workspace, as the superuser sees it. */
async function rowsOf(workspaceId: string): Promise<string> {
  const rows = []
  for (const table of OWNED) {
    const found = await database.all.query(`select * from ${table} where workspace_id = any($1)`, [
      [workspaceId],
    ])
    expect(found.rowCount, table).toBeGreaterThan(0)
    rows.push(...found.rows.map((row) => JSON.stringify([table, row])))
  }
  return rows.sort().join('\n')
}

/** Every query of this process goes through `change` on its way to the database. */
function rewriteQueries(change: (text: string) => string): void {
  const { query } = pg.Client.prototype
  const rewritten = function (this: pg.Client, first: unknown, ...rest: unknown[]) {
    return Reflect.apply(query, this, [typeof first === 'string' ? change(first) : first, ...rest])
  }
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(rewritten as typeof query)
}
afterEach(() => vi.restoreAllMocks())

const PREDICATE = /(?:\w+\.)?workspace_id = \$1/g

describe('without the predicates, row-level security alone', () => {
  const stripped = { count: 0 }
  beforeEach(() => {
    stripped.count = 0
    rewriteQueries((text) =>
      text.replace(PREDICATE, () => {
        stripped.count += 1
        return '$1::uuid is not null'
      }),
    )
  })

  it('answers every question from the own workspace', async () => {
    const store = await database.open()
    const seen = await everythingOf(store, ours)
    expect(stripped.count).toBeGreaterThan(20)
    vi.restoreAllMocks()
    expect(seen).toEqual(await everythingOf(store, ours))
    expect(seen).not.toEqual(await everythingOf(store, theirs))
    await store.close()
  })

  it('lets no change reach another workspace', async () => {
    const before = await rowsOf(theirs)
    const store = await database.open()
    await writeEverywhere(store, ours)
    expect(stripped.count).toBeGreaterThan(20)
    expect(await rowsOf(theirs)).toBe(before)
    await store.close()
  })
})

/** The store refuses a role that no policy binds; it is told not to see it. */
const seePast = (text: string) =>
  text
    .replace('rolsuper or rolbypassrls as past', 'false as past')
    .replace(/exists \([\s\S]*\) as owns/, 'false as owns')

describe('without row-level security, the predicates alone', () => {
  /** As the superuser, whom no policy binds. */
  const openPast = () => {
    rewriteQueries(seePast)
    return createPostgresStore({ url: database.urls.super, migrateUrl: null })
  }

  it('answer every question from the own workspace', async () => {
    const usual = await database.open()
    const expected = await everythingOf(usual, ours)
    await usual.close()
    const store = await openPast()
    expect(await everythingOf(store, ours)).toEqual(expected)
    await store.close()
  })

  it('let no change reach another workspace', async () => {
    const before = await rowsOf(theirs)
    const store = await openPast()
    await writeEverywhere(store, ours)
    expect(await rowsOf(theirs)).toBe(before)
    await store.close()
  })
})

it('with neither wall, the same questions are answered from everywhere', async () => {
  const usual = await database.open()
  const expected = await everythingOf(usual, ours)
  await usual.close()
  rewriteQueries((text) => seePast(text).replace(PREDICATE, '$1::uuid is not null'))
  const store = await createPostgresStore({ url: database.urls.super, migrateUrl: null })
  expect((await store.devices(ours)).length).toBeGreaterThan(expected.devices.length)
  await store.setFloor(ours, 2)
  const { rows } = await database.all.query('select count(*)::int as floors from log where floor = 2')
  expect(rows).toEqual([{ floors: 2 }])
  await store.close()
})

describe('the role that serves', () => {
  const asApp = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: database.urls.app })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  it('sees and changes no foreign row of any table, and adds none', async () => {
    for (const table of OWNED) await asApp((client) => triesForeignRows(client, table))
  })

  const triesForeignRows = async (client: pg.Client, table: string) => {
    await client.query(`begin; set local app.ws = '${ours}'`)
    const own = await client.query(`select * from ${table}`)
    expect(own.rows.map((row) => row.workspace_id)).toEqual(own.rows.map(() => ours))
    expect(own.rowCount).toBeGreaterThan(0)
    const where = `where workspace_id = '${theirs}'`
    expect((await client.query(`select * from ${table} ${where}`)).rowCount).toBe(0)
    expect((await client.query(`update ${table} set workspace_id = '${ours}' ${where}`)).rowCount).toBe(0)
    expect((await client.query(`delete from ${table} ${where}`)).rowCount).toBe(0)
    const columns = Object.keys(own.rows[0] ?? {})
    const places = columns.map((_column, n) => `$${n + 1}`).join(', ')
    const foreign = { ...own.rows[0], workspace_id: theirs }
    const adding = client.query(
      `insert into ${table} (${columns.join(', ')}) values (${places})`,
      columns.map((column) => foreign[column]),
    )
    await expect(adding, table).rejects.toMatchObject({ code: '42501' })
  }

  it('is told by an error, and not by an empty answer, that no workspace is set', () =>
    asApp(async (client) => {
      const looks = async (code: string) => {
        for (const table of OWNED)
          await expect(client.query(`select * from ${table}`), table).rejects.toMatchObject({ code })
      }
      await looks('42704')
      // After a transaction that had one the setting is empty, and no workspace either.
      await client.query(`begin; set local app.ws = '${ours}'; commit`)
      await looks('22P02')
    }))

  it('may not change tables, policies or the record of migrations', () =>
    asApp(async (client) => {
      for (const forbidden of [
        'alter table event disable row level security',
        'drop policy own_workspace on event',
        'drop table event',
        'create table mine (id integer)',
        'delete from earshot_schema',
        'select * from earshot_migrating',
      ])
        await expect(client.query(forbidden), forbidden).rejects.toMatchObject({ code: '42501' })
    }))
})
