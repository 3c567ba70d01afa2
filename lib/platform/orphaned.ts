import { browser } from './browser.ts'

/**
 * Was the extension updated, turned off or removed while this page stayed open? Its script in the page lives on and
 * keeps nothing of the extension but a name without an id.
 */
export function isOrphaned(): boolean {
  return browser.runtime?.id === undefined
}
