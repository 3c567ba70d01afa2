import type { Browser } from 'webextension-polyfill'
import { browser as extensionApi } from 'wxt/browser'

/** What the types of webextension-polyfill lack: Chrome's side panel, Firefox's own word for the same. */
interface Panels {
  /** Chrome and Edge only. */
  readonly sidePanel?: Pick<typeof chrome.sidePanel, 'setPanelBehavior' | 'open'>
}

/**
 * The browser's extension API: `browser` in Firefox, `chrome` in Chrome and Edge, whose methods all give promises
 * in manifest version 3 (docs/decisions/0011-no-polyfill.md). Never call it at the top level of a file: WXT loads
 * entrypoints in Node.
 */
export const browser = extensionApi as unknown as Browser & Panels
