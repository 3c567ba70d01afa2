import { browser } from './browser.ts'

const WELCOMED = 'welcomed'
const STARTED = 'started'

/** Calls back after install, update, and an update of the browser. */
export function onInstalled(onChange: (why: 'install' | 'update') => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) =>
    onChange(reason === 'install' ? 'install' : 'update'),
  )
}

/** Calls back when the browser starts. */
export function onBrowserStart(onStart: () => void): void {
  browser.runtime.onStartup.addListener(onStart)
}

/**
 * Calls `start` when the background runs for the first time since the browser, or Earshot in it, was started: after an
 * install, an update, a reload, and after a person turned Earshot off and on again, of which no event tells.
 * `storage.session` lives exactly as long.
 */
export async function onceARun(start: () => Promise<void>): Promise<void> {
  const { session } = browser.storage
  if ((await session.get(STARTED))[STARTED] === true) return
  await session.set({ [STARTED]: true })
  await start()
}

/** Calls back when the network comes back. */
export function onOnline(onBack: () => void): void {
  self.addEventListener('online', onBack)
}

/** Calls `open` the first time ever in this browser profile, never again. */
export async function onceEver(open: () => Promise<void>): Promise<void> {
  if ((await browser.storage.local.get(WELCOMED))[WELCOMED] === true) return
  await browser.storage.local.set({ [WELCOMED]: true })
  await open()
}
