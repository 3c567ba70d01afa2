import { browser } from './browser.ts'

/** Calls back when a tab is closed. */
export function onTabClosed(onClosed: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => onClosed(tabId))
}

/** Is the browser still fetching this tab's page? False too for a tab that is gone. */
export async function isLoading(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    ({ status }) => status === 'loading',
    () => false,
  )
}

/** Calls back when a tab begins to load an address, also where we may not see which. */
export function onTabLoading(onLoading: (tabId: number) => void): void {
  browser.tabs.onUpdated.addListener((tabId, change) => {
    if (change.status === 'loading') onLoading(tabId)
  })
}

/** Calls back when a new page has taken the place of another in a tab's stead, as a preloaded one does. */
export function onTabReplaced(onReplaced: (gone: number) => void): void {
  browser.tabs.onReplaced?.addListener((_added, removed) => onReplaced(removed))
}
