import type { Page } from '@playwright/test'
import type { RunningExtension } from '../../../scripts/browser/launch-extension.ts'

/** A function of the extension that ran in a page. */
interface Call {
  readonly named: string
  readonly times: number
}

/** Counts every call of the extension's own functions in this page, as a profiler does; each look tells of those since the one before. */
export async function countCalls(
  page: Page,
  earshot: RunningExtension,
): Promise<() => Promise<readonly Call[]>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return async () => {
    const { result } = await session.send('Profiler.takePreciseCoverage')
    return result
      .filter(({ url }) => url.startsWith(earshot.page('')))
      .flatMap(({ url, functions }) =>
        functions.map(({ functionName, ranges }) => ({
          named: `${functionName} in ${url.slice(earshot.page('').length)}`,
          times: ranges[0]?.count ?? 0,
        })),
      )
      .filter(({ times }) => times > 0)
  }
}

/** Tells of every reader that was ever put into this page, the oldest first, whether it still reads: each has a world of its own. */
export async function findReaders(
  page: Page,
  earshot: RunningExtension,
): Promise<() => Promise<readonly ('reads' | 'ended')[]>> {
  const session = await page.context().newCDPSession(page)
  const worlds: number[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (`${context.origin}/` === earshot.page('')) worlds.push(context.id)
  })
  await session.send('Runtime.enable')
  return () =>
    Promise.all(
      worlds.map(async (contextId) => {
        const expression = 'globalThis.earshotReader.signal.aborted'
        const { result } = await session.send('Runtime.evaluate', { expression, contextId })
        return result.value === true ? 'ended' : 'reads'
      }),
    )
}
