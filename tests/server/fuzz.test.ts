import { describeHostileInput } from './fuzz-conformance.ts'
import { serveInMemory } from './serve-in-memory.ts'

describeHostileInput('SQLite', async () => serveInMemory())
