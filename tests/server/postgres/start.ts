import type { TestProject } from 'vitest/node'
import { type RunningPostgres, startPostgres } from '../../../scripts/postgres/start-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the PostgreSQL that runs for these tests on this computer. */
    postgresPort: number
  }
}

let running: RunningPostgres | undefined

/**
 * A database that runs already and shall be tried (docs/scale.md): its port on this computer. It has the roles
 * `postgres`, `earshot_owner` and `earshot_app`, and asks none of them for a password.
 */
const GIVEN = 'EARSHOT_TEST_POSTGRES_PORT'

/** Once for all files: making a cluster takes longer than most tests. */
export async function setup(project: TestProject): Promise<void> {
  const given = process.env[GIVEN]
  if (given !== undefined) {
    project.provide('postgresPort', Number(given))
    return
  }
  running = await startPostgres({ durable: false, say: console.log })
  project.provide('postgresPort', running.port)
}

export async function teardown(): Promise<void> {
  await running?.stop()
}
