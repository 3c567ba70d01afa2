import { afterAll, beforeAll } from 'vitest'
import { describeEventStore } from '../event-store-conformance.ts'
import { type Database, makeDatabase } from './database.ts'

let database: Database
beforeAll(async () => {
  database = await makeDatabase()
})
afterAll(() => database.close())

describeEventStore('PostgreSQL', async () => {
  await database.clear()
  return { open: () => database.open(), remove: async () => {} }
})
