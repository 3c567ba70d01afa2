import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { exportBackup } from '../../lib/store/backup.ts'
import { BACKED_UP, sha256 } from '../../lib/store/backup-format.ts'
import { takeClaim } from '../../lib/store/claims.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { saveDraft } from '../../lib/store/drafts.ts'
import { applyErasures } from '../../lib/store/erase-contacts.ts'
import { addFact } from '../../lib/store/facts.ts'
import { logInteraction, retractInteraction } from '../../lib/store/log-interaction.ts'
import { mergeContacts } from '../../lib/store/merge-contacts.ts'
import { contactForMention, keepUnsavedNote, publishNote } from '../../lib/store/notes.ts'
import { savePlaybook } from '../../lib/store/playbook.ts'
import { readSetAside } from '../../lib/store/quarantine.ts'
import { findContacts } from '../../lib/store/read-people.ts'
import { restoreBackup } from '../../lib/store/restore-backup.ts'
import { createSyncStore } from '../../lib/store/sync-store.ts'
import { addTag } from '../../lib/store/tags.ts'
import { setVerdict } from '../../lib/store/verdicts.ts'
import type { Actor } from '../../lib/store/views.ts'
import { eventOf, identity, interaction, uuid } from './any-event.ts'
import { actorIn, everyRow, freshDatabase, MAYA, MORNING, mentionBy, must, PLAYBOOK, SAM } from './quillon.ts'

const owner = (db: EarshotDatabase, kind: 'personal' | 'team' = 'team', member = MAYA) => ({
  kind,
  id: db.workspaceId,
  name: 'Quillon',
  member: { id: member, name: 'Maya Osei' },
})

/** What a team adds: facts, tags, a claim, somebody erased, a contact merged, and a collector that is owed an entry. */
async function livedTogether(db: EarshotDatabase, contactId: string, actor: Actor) {
  const fact = { kind: 'interest', text: 'travels with a Q2', source: null, expires: null } as const
  must(await addFact(db, { ...actor, delivers: true }, contactId, { ...fact, audience: 'team' }))
  must(await addTag(db, actor, contactId, 'regular'))
  must(await takeClaim(db, actor, { site: 'reddit', threadKey: 'reddit:t1', title: null }))
  const [other] = (await db.contacts.toArray()).filter(({ id }) => id !== contactId)
  must(await mergeContacts(db, actor, contactId, other?.id ?? ''))
  await db.transaction('rw', db.tables, async () => applyErasures(db, [{ contactIds: [uuid('c', 9)] }]))
}

/** A database with rows in every table. */
async function lived(): Promise<EarshotDatabase> {
  const db = freshDatabase()
  const actor = actorIn(db)
  must(await savePlaybook(db, PLAYBOOK, '"1"', MORNING))
  const mention = await mentionBy(db, 'slowpour_ana')
  const first = must(
    await logInteraction(db, actor, mention, { outcome: 'answered', learned: 'ünïcode — 豆' }),
  )
  must(
    await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'thanked', audience: 'me' }),
  )
  must(await retractInteraction(db, actor, first.interactionId))
  const contactId = must(await contactForMention(db, actor, mention.key))
  for (const [n, text] of ['published', 'only typed'].entries()) {
    const noteId = uuid('b', n)
    must(await keepUnsavedNote(db, { noteId, contactId, text, audience: 'me' }))
    if (n === 0) must(await publishNote(db, actor, noteId))
  }
  must(await saveDraft(db, 'https://forum.example/p', 'a draft', MORNING))
  must(await setVerdict(db, { mentionKey: mention.key, topic: 'brand' }, 'us', MORNING))
  await livedTogether(db, contactId, actor)
  const store = createSyncStore(db, actor.deviceId)
  const here = (n: number, type: string, data: Record<string, unknown>) => ({
    ...eventOf(n, { type, data }),
    workspaceid: db.workspaceId,
    seq: n,
  })
  const joined = here(50, 'member.joined', { member: { id: SAM, name: 'Sam Lindqvist' } })
  const newer = here(51, 'idea.raised', { text: 'a lid', mood: 'merry' })
  const created = here(52, 'contact.created', { contactId: uuid('c', 1), identity: identity('grindlord') })
  const logged = here(53, 'interaction.logged', interaction(1))
  must(await store.receive([joined, newer, created, logged, { broken: true }], 'at-5', MORNING))
  must(await store.claimBatch(MORNING, 1, 1e6))
  must(
    await store.saveRetryState({
      attempt: 1,
      nextTryAt: 5,
      problem: { code: 'offline' },
      lastOkAt: 3,
      batchLimit: 9,
      pushAfter: 0,
      stalls: null,
    }),
  )
  return db
}

/** As after a restore: no open tabs, no leases. */
async function lasting(db: EarshotDatabase): Promise<Record<string, unknown[]>> {
  const { pages: _, ...rows } = await everyRow(db)
  const state = (rows.syncState ?? []) as { key: string }[]
  return {
    ...rows,
    syncState: state.filter(({ key }) => key !== 'lease'),
    outbox: (rows.outbox ?? []).map((row) => ({ ...(row as object), leaseUntil: 0 })),
  }
}

test('a backup restored into an empty database brings every row of every table back', async () => {
  const db = await lived()
  const before = await lasting(db)
  for (const table of BACKED_UP) expect(before[table], table).not.toEqual([])
  const file = must(await exportBackup(db, owner(db)))
  await db.delete()
  const empty = freshDatabase(db.workspaceId)
  const { rows, setAside } = must(await restoreBackup(empty, file, owner(empty)))
  expect(await lasting(empty)).toEqual(before)
  expect(setAside).toBe(0)
  expect(rows).toEqual(Object.fromEntries(BACKED_UP.map((table) => [table, (before[table] ?? []).length])))
})

test('restoring twice, or into the database it came from, changes nothing', async () => {
  const db = await lived()
  const file = must(await exportBackup(db, owner(db)))
  const before = await everyRow(db)
  must(await restoreBackup(db, file, owner(db)))
  const { rows } = must(await restoreBackup(db, file, owner(db)))
  expect(Object.values(rows).every((count) => count === 0)).toBe(true)
  expect(await everyRow(db)).toEqual(before)
})

test('what was written since the backup stays', async () => {
  const db = await lived()
  const file = must(await exportBackup(db, owner(db)))
  const actor = actorIn(db)
  must(await logInteraction(db, actor, await mentionBy(db, 'crema_kai'), { outcome: 'asked' }))
  must(await saveDraft(db, 'https://forum.example/p', 'a better draft', MORNING + 1))
  must(
    await keepUnsavedNote(db, {
      noteId: uuid('b', 1),
      contactId: uuid('c', 1),
      text: 'typed since',
      audience: 'me',
    }),
  )
  const before = await everyRow(db)
  must(await restoreBackup(db, file, owner(db)))
  expect(await everyRow(db)).toEqual(before)
})

test('the file holds neither a token nor what belongs to open tabs', async () => {
  const db = await lived()
  const team = { ...owner(db), server: 'https://sync.example', token: 'secret-token-of-a-device' }
  const text = await must(await exportBackup(db, team)).text()
  expect(text).not.toContain('secret-token')
  expect(text).not.toContain('"table":"pages"')
})

test('a personal backup goes into a new personal workspace, whose member stands for the one before', async () => {
  const db = await lived()
  const file = must(await exportBackup(db, owner(db, 'personal')))
  const fresh = freshDatabase()
  must(await restoreBackup(fresh, file, owner(fresh, 'personal', SAM)))
  const [found] = await findContacts(fresh, 'brewbert', SAM)
  expect(found?.last?.by).toMatchObject({ me: true })
  expect(await fresh.outbox.count()).toBe(0)
  expect(JSON.stringify(await everyRow(fresh))).not.toContain(db.workspaceId)
})

test.each(['team', 'personal'] as const)(
  "a team's backup does not go into another %s workspace",
  async (kind) => {
    const db = await lived()
    const file = must(await exportBackup(db, owner(db)))
    const other = freshDatabase()
    expect(await restoreBackup(other, file, owner(other, kind))).toMatchObject({
      problem: { code: 'invalid', path: 'workspace', detail: 'team' },
    })
    expect(await other.events.count()).toBe(0)
  },
)

test('a file cut short anywhere is known for it, and changes nothing', async () => {
  const db = await lived()
  const text = await must(await exportBackup(db, owner(db))).text()
  const lines = text.split('\n')
  const before = await everyRow(db)
  const cuts = [
    text.slice(0, -1).slice(0, -40),
    lines.slice(0, 5).join('\n'),
    lines.slice(0, -2).join('\n'),
    text.slice(0, 20),
  ]
  const lineLess = [...lines.slice(0, 3), ...lines.slice(4)].join('\n')
  for (const cut of [...cuts, lineLess]) {
    const restored = await restoreBackup(db, new Blob([cut]), owner(db))
    expect(restored).toMatchObject({ ok: false, problem: { code: 'invalid' } })
  }
  expect(await everyRow(db)).toEqual(before)
})

test.each([
  ['an empty file', '', 'header'],
  ['a picture', '\u0089PNG\r\n\u001a\n', 'header'],
  ['something else in JSON', '{"hello": "world"}\n', 'header'],
])('%s is no backup', async (_, text, path) => {
  const db = freshDatabase()
  expect(await restoreBackup(db, new Blob([text]), owner(db))).toMatchObject({
    problem: { code: 'invalid', path },
  })
})

test('a backup of a newer Earshot says so', async () => {
  const db = await lived()
  const text = await must(await exportBackup(db, owner(db))).text()
  const newer = text.replace('"format":1', '"format":2')
  expect(await restoreBackup(db, new Blob([newer]), owner(db))).toMatchObject({
    problem: { code: 'store-newer' },
  })
})

/** A backup with other rows and a trailer that fits them. */
async function forged(db: EarshotDatabase, rows: readonly unknown[]): Promise<Blob> {
  const [header] = (await must(await exportBackup(db, owner(db))).text()).split('\n')
  const body = [header, ...rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))), ''].join(
    '\n',
  )
  const end = { rows: { events: rows.length }, sha256: await sha256(new TextEncoder().encode(body)) }
  return new Blob([body, `${JSON.stringify({ end })}\n`])
}

test('unreadable rows are set aside whole, the readable ones are restored, and the server is asked anew', async () => {
  const db = freshDatabase()
  const good = {
    ...eventOf(1, { type: 'interaction.logged', data: interaction(1) }),
    workspaceid: db.workspaceId,
  }
  const file = await forged(db, [
    { table: 'events', row: { id: good.id, about: 'x', event: good } },
    { table: 'events', row: { id: 'x', about: 'x', event: null } },
    {
      table: 'events',
      row: { id: uuid('e', 2), about: 'x', event: { ...good, workspaceid: uuid('bad', 1) } },
    },
    { table: '__proto__', row: {} },
    'no JSON at all',
    { table: 'syncState', row: { key: 'cursor', value: 'at-9' } },
  ])
  expect(must(await restoreBackup(db, file, owner(db)))).toMatchObject({ setAside: 4 })
  expect(await db.interactions.count()).toBe(1)
  expect((await readSetAside(db)).map(({ origin }) => origin)).toEqual([
    'restore',
    'restore',
    'restore',
    'restore',
  ])
  expect(must(await createSyncStore(db, uuid('d', 1)).place()).cursor).toBeNull()
})

test('entries not yet sent are taken over by the device that restores them, under their own ids', async () => {
  const db = await lived()
  const ids = (await db.outbox.orderBy('n').primaryKeys()) as string[]
  const file = must(await exportBackup(db, owner(db)))
  await db.delete()
  const fresh = freshDatabase(db.workspaceId)
  must(await restoreBackup(fresh, file, owner(fresh)))
  const device = uuid('d', 7)
  const batch = must(await createSyncStore(fresh, device).claimBatch(MORNING, 200, 1e6))
  expect(batch.map(({ id }) => id)).toEqual(ids)
  expect(new Set(batch.map(({ deviceid, source }) => `${deviceid} ${source}`))).toEqual(
    new Set([`${device} urn:device:${device}`]),
  )
})

test('a full disk while restoring leaves the database as it was', async () => {
  const db = await lived()
  const file = must(await exportBackup(db, owner(db)))
  await db.delete()
  const fresh = freshDatabase(db.workspaceId)
  const before = await everyRow(fresh)
  const real = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
    if (this.name === 'playbook') throw new DOMException('no space', 'QuotaExceededError')
    return real.apply(this, given)
  }
  const restored = await restoreBackup(fresh, file, owner(fresh))
  IDBObjectStore.prototype.put = real
  expect(restored).toMatchObject({ problem: { code: 'store-full' } })
  expect(await everyRow(fresh)).toEqual(before)
})
