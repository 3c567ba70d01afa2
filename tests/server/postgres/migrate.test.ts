import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { APP_ROLE, createDatabase, type PostgresUrls } from '../../../scripts/postgres/start-postgres.ts'
import { migrate, NEWEST_SCHEMA } from '../../../server/postgres/migrate.ts'
import { createPostgresStore } from '../../../server/postgres/postgres-store.ts'
import { StoreRefusal } from '../../../server/store-refusal.ts'

let urls: PostgresUrls
let owner: pg.Client

beforeEach(async () => {
  urls = await createDatabase(inject('postgresPort'), `earshot_${randomUUID().replaceAll('-', '')}`)
  owner = new pg.Client({ connectionString: urls.owner })
  await owner.connect()
})
afterEach(() => owner.end())

it('makes the schema once when many servers start at the same time', async () => {
  const stores = await Promise.all(
    Array.from({ length: 4 }, () =>
      createPostgresStore({ url: urls.app, migrateUrl: urls.owner, connections: 2 }),
    ),
  )
  for (const store of stores) {
    await store.ping()
    await store.close()
  }
  const { rows } = await owner.query('select version from earshot_schema order by version')
  expect(rows).toEqual(Array.from({ length: NEWEST_SCHEMA }, (_, at) => ({ version: at + 1 })))
  const lease = await owner.query('select holder from earshot_migrating')
  expect(lease.rows).toEqual([{ holder: null }])
})

it('changes nothing when everything is there', async () => {
  await migrate(urls.owner, APP_ROLE)
  const before = await owner.query('select * from earshot_schema')
  await migrate(urls.owner, APP_ROLE)
  expect((await owner.query('select * from earshot_schema')).rows).toEqual(before.rows)
})

it('names every table for Citus, each once', async () => {
  await migrate(urls.owner, APP_ROLE)
  const { rows } = await owner.query(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  )
  const statements = readFileSync(
    join(import.meta.dirname, '../../../server/postgres/schema/citus.sql'),
    'utf8',
  )
  const named = [...statements.matchAll(/^select create_\w+_table\('(\w+)'/gm)].map(([, name]) => name)
  // Only the owner asks these two, before anything is served.
  const own = ['earshot_migrating', 'earshot_schema']
  expect([...named, ...own].sort()).toEqual(rows.map(({ name }) => name).sort())
})

it('takes the lease of a server that died over it, and waits for one that lives', async () => {
  await migrate(urls.owner, APP_ROLE)
  await owner.query("update earshot_migrating set holder = $1, until = now() - interval '1 second'", [
    randomUUID(),
  ])
  await migrate(urls.owner, APP_ROLE)
  const living = randomUUID()
  await owner.query("update earshot_migrating set holder = $1, until = now() + interval '1 hour'", [living])
  let done = false
  const waiting = migrate(urls.owner, APP_ROLE).then(() => {
    done = true
  })
  await owner.query('select pg_sleep(0.5)')
  expect(done).toBe(false)
  await owner.query('update earshot_migrating set holder = null where holder = $1', [living])
  await waiting
  expect(done).toBe(true)
})

it('leaves nothing of a migration that fails', async () => {
  // The last table of the first migration is there already, and somebody else's.
  await owner.query('create table audit (mine integer)')
  await expect(migrate(urls.owner, APP_ROLE)).rejects.toMatchObject({ code: '42P07' })
  const { rows } = await owner.query(
    "select to_regclass('event') as event, (select count(*)::int from earshot_schema) as made",
  )
  expect(rows).toEqual([{ event: null, made: 0 }])
  await owner.query('drop table audit')
  await migrate(urls.owner, APP_ROLE)
})

it('refuses, in words, a database without tables, of a newer server, or of an older one that nobody migrates', async () => {
  const open = () => createPostgresStore({ url: urls.app, migrateUrl: null })
  await expect(open()).rejects.toThrow(/no tables.*EARSHOT_POSTGRES_MIGRATE_URL/)
  await migrate(urls.owner, APP_ROLE)
  await owner.query('insert into earshot_schema (version, applied_at) values (999, now())')
  await expect(open()).rejects.toThrow(/newer server.*999/)
  await expect(migrate(urls.owner, APP_ROLE)).rejects.toThrow(StoreRefusal)
  await owner.query('delete from earshot_schema')
  await expect(open()).rejects.toThrow(/version 0.*EARSHOT_POSTGRES_MIGRATE_URL/)
})

it('refuses to serve as a role that could see past row-level security', async () => {
  await migrate(urls.owner, APP_ROLE)
  for (const url of [urls.owner, urls.super])
    await expect(createPostgresStore({ url, migrateUrl: null })).rejects.toThrow(/row-level security/)
  const nameless = urls.app.replace(`${APP_ROLE}@`, '')
  await expect(createPostgresStore({ url: nameless, migrateUrl: urls.owner })).rejects.toThrow(
    /name the role/,
  )
})
