import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { temporaryDirectory } from './serve-in-memory.ts'
import { serverProcesses } from './server-process.ts'

type Processes = ReturnType<typeof serverProcesses>

/**
 * For each test of a file: processes of the server that begin on an empty disk, with their data in `at('data')` and the
 * list of erasures in `at('elsewhere')`. Processes and files are gone after it.
 */
export function ownProcesses() {
  let disk: ReturnType<typeof temporaryDirectory>
  let processes: Processes
  const at = (...names: readonly string[]) => join(disk.path, ...names)
  beforeEach(() => {
    disk = temporaryDirectory()
    processes = serverProcesses({ EARSHOT_DATA_DIR: at('data'), EARSHOT_ERASURES_DIR: at('elsewhere') })
  })
  afterEach(() => {
    processes.endAll()
    disk.remove()
  })
  const run: Processes['run'] = (...asked) => processes.run(...asked)
  const serve: Processes['serve'] = (...asked) => processes.serve(...asked)
  return { at, run, serve }
}
