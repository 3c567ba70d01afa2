import type { TestProject } from 'vitest/node'
import { type RunningPostgres, startPostgres } from '../../../scripts/postgres/start-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the PostgreSQL that runs for these tests on this computer. */
    postgresPort: number
  }
}

let running: RunningPostgres | undefined

/** Once for all files: making a cluster takes longer than most tests. */
export async function setup(project: TestProject): Promise<void> {
  running = await startPostgres({ durable: false, say: console.log })
  project.provide('postgresPort', running.port)
}

export async function teardown(): Promise<void> {
  await running?.stop()
}
