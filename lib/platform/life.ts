import { browser } from './browser.ts'

const WELCOMED = 'welcomed'

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
