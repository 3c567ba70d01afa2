import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, it, vi } from 'vitest'
import { createDatabase } from '../../../scripts/postgres/start-postgres.ts'
import { openErasureList } from '../../../server/erasure-list.ts'
import { createPostgresStore } from '../../../server/postgres/postgres-store.ts'
import { ownProcesses } from '../own-processes.ts'
import { enter, entry, idsOf, join, NOW, pageOf } from '../store/store-under-test.ts'

// Each command is a process of its own, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const processes = ownProcesses()

/** PostgreSQL's own copy of a database, row for row with owners and policies; nobody may be connected to it. */
async function copyDatabase(urls: { readonly super: string }, name: string, copy: string) {
  const address = new URL(urls.super)
  address.pathname = '/postgres'
  const client = new pg.Client({ connectionString: address.href })
  await client.connect()
  await client.query(`create database ${copy} template ${name}`)
  await client.end()
}

it('after a restore with PostgreSQL’s own tools the erased stay erased, and devices notice that the log went back', async () => {
  const name = `drill_${randomUUID().replaceAll('-', '')}`
  const urls = await createDatabase(inject('postgresPort'), name)
  const open = (url: string) => createPostgresStore({ url, migrateUrl: url === urls.app ? urls.owner : null })
  const scene = await enter({ open: () => open(urls.app), remove: async () => {} })
  const { store, workspaceId, maya } = scene
  await join(scene)
  const [erased, kept] = [randomUUID(), randomUUID()]
  const about = (contactId: string) => entry(maya, { subject: contactId }, { contactId })
  const [first, second] = [about(erased), about(kept)]
  await store.append(workspaceId, [first, second], NOW)
  await store.close()
  await copyDatabase(urls, name, `${name}_copy`)

  // After the backup: more is written, and one who was in it is erased.
  const later = await open(urls.app)
  await later.append(workspaceId, [about(kept)], NOW)
  const { next: place } = await pageOf(later, maya)
  await later.close()
  const lost = { EARSHOT_POSTGRES_URL: urls.app }
  const erasing = ['erase', 'Quillon', '--contact', erased, '--yes']
  // On a list that nobody else reads, the erasure would be forgotten with the next backup.
  expect(await processes.run(erasing, lost)).toMatchObject({
    status: 1,
    err: expect.stringContaining('EARSHOT_ERASURES_DIR'),
  })
  openErasureList(processes.at('elsewhere')).make()
  expect(await processes.run(erasing, lost)).toMatchObject({ status: 0, err: '' })

  const restored = { EARSHOT_POSTGRES_URL: urls.app.replace(name, `${name}_copy`) }
  const restoring = ['restore', '--after-pg-restore']
  const nowhere = { ...restored, EARSHOT_ERASURES_DIR: processes.at('nowhere') }
  expect(await processes.run(restoring, nowhere)).toMatchObject({
    status: 1,
    err: expect.stringContaining('people who were erased come back'),
  })
  const done = await processes.run(restoring, restored)
  expect(done).toMatchObject({ status: 0, err: '' })
  expect(done.out).toContain('Quillon: sound')
  expect(done.out).toContain('1 erasure made anew, 1 entry')

  const back = await open(restored.EARSHOT_POSTGRES_URL)
  const asked = { after: place, reader: maya.memberId, limit: 500, maxBytes: 1e6 }
  expect((await back.page(workspaceId, asked)).status).toBe('rewound')
  expect(await back.eventsAbout(workspaceId, [erased])).toBe(0)
  expect(idsOf(await pageOf(back, maya))).toContain(second.event.id)
  const { outcomes } = await back.append(workspaceId, [first, about(erased), about(kept)], NOW)
  expect(outcomes.map(({ status }) => status)).toEqual(['duplicate', 'erased', 'accepted'])
  await back.close()
})
