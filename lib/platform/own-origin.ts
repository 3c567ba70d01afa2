import { browser } from './browser.ts'

/** `chrome-extension://…` or `moz-extension://…`, without a trailing slash. */
export function ownOrigin(): string {
  return browser.runtime.getURL('').replace(/\/$/, '')
}
