import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type BrowserContext, chromium } from '@playwright/test'

export interface StartedChromium {
  readonly context: BrowserContext
  /** Ends the browser and waits until it is gone. */
  stop(): Promise<void>
}

/**
 * Starts Chromium as a person does and connects to it afterwards, with nothing emulated. Playwright's own start
 * keeps every page visible and focused, so that no tab is ever hidden behind another.
 * @throws when the browser ends before it can be spoken to.
 */
export async function startChromium(
  path: string,
  profile: string,
  switches: readonly string[],
): Promise<StartedChromium> {
  const running = spawn(path, [`--user-data-dir=${profile}`, ...switches, 'about:blank'], { stdio: 'ignore' })
  const ended = once(running, 'exit')
  const address = await Promise.race([
    debuggingAddress(profile),
    ended.then(([code]) => Promise.reject(new Error(`Chromium ended at its start, with ${code}.`))),
  ])
  const browser = await chromium.connectOverCDP(address, { noDefaults: true })
  const [context] = browser.contexts()
  if (context === undefined) throw new Error('Chromium has no window.')
  return {
    context,
    stop: async () => {
      await browser.close()
      running.kill()
      await ended
    },
  }
}

/** Where a Chromium with this profile listens, once it does. */
export async function debuggingAddress(profile: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const text = await readFile(join(profile, 'DevToolsActivePort'), 'utf8').catch(() => '')
    const port = text.split('\n')[0]
    if (port) return `http://127.0.0.1:${port}`
    await wait(100)
  }
  throw new Error('Chromium named no debugging port within 10 seconds.')
}
