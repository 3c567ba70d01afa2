import type { Browser } from 'webextension-polyfill'
import { browser as extensionApi } from 'wxt/browser'

/** What webextension-polyfill has no types for: Chrome's side panel, Firefox's own word for the same. */
interface Panels {
  /** Chrome and Edge only. */
  readonly sidePanel?: Pick<typeof chrome.sidePanel, 'setPanelBehavior' | 'open'>
}

/**
 * The browser's extension API, with promises in every browser. WXT's module turns `wxt/browser` into
 * webextension-polyfill. Never call it at the top level of a file: WXT loads entrypoints in Node.
 */
export const browser = extensionApi as unknown as Browser & Panels
