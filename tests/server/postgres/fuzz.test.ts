import { afterAll } from 'vitest'
import { describeHostileInput } from '../fuzz-conformance.ts'
import { serveInMemory } from '../serve-in-memory.ts'
import { type Database, makeDatabase } from './database.ts'

let database: Database | undefined
afterAll(() => database?.close())

describeHostileInput('PostgreSQL', async () => {
  database = await makeDatabase()
  return serveInMemory({ store: await database.open() })
})
