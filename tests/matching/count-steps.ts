import { Session } from 'node:inspector/promises'

/** Counts the work of code that is loaded after this was called: only of such are the blocks known. */
export async function createStepCounter() {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    /**
     * How often the blocks of code of some files are entered while `work` runs: turns of loops and calls, the same
     * however busy the machine is. `files`: how their paths end.
     */
    async countSteps(files: readonly string[], work: () => void): Promise<number> {
      // Reads and so forgets what was counted until now.
      await session.post('Profiler.takePreciseCoverage')
      work()
      const { result } = await session.post('Profiler.takePreciseCoverage')
      return result
        .filter(({ url }) => files.some((file) => url.endsWith(file)))
        .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
        .reduce((sum, count) => sum + count, 0)
    },
    async stop(): Promise<void> {
      await session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
