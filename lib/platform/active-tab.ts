import { browser } from './browser.ts'

/** The tab beside the panel. `url` is null where we are not permitted to see it. */
export interface ActiveTab {
  readonly tabId: number
  readonly url: string | null
}

/**
 * Follows the active tab of the window this page stands in: switches, navigations and closing. Calls
 * back at once and then after each change, never twice with the same. Null: the window has no tab.
 * `only`: follows this one tab instead, for a panel that is itself opened in a tab.
 */
export function watchActiveTab(
  onTab: (tab: ActiveTab | null) => void,
  signal: AbortSignal,
  { only }: { readonly only?: number } = {},
): void {
  let windowId: number | undefined
  let asked = 0
  let told: string | undefined
  const see = async (): Promise<ActiveTab | null> => {
    windowId ??= (await browser.windows.getCurrent()).id
    const tab = only === undefined ? await activeTab(windowId) : await browser.tabs.get(only)
    return tab?.id === undefined ? null : { tabId: tab.id, url: visibleUrl(tab.url) ?? ownPageIn(tab.id) }
  }
  const look = async () => {
    const turn = ++asked
    // The tab closed meanwhile, or the browser answers nothing while one is dragged.
    const seen = await see().catch(() => null)
    // A later change may have been answered first.
    if (signal.aborted || turn !== asked) return
    const saying = JSON.stringify(seen)
    if (saying === told) return
    told = saying
    onTab(seen)
  }
  const again = () => void look()
  const onActivated = (active: { windowId: number }) => {
    if (windowId === undefined || active.windowId === windowId) again()
  }
  const onUpdated = (_tabId: number, change: { url?: string | undefined; status?: string | undefined }) => {
    if (change.url !== undefined || change.status !== undefined) again()
  }
  browser.tabs.onActivated.addListener(onActivated)
  browser.tabs.onUpdated.addListener(onUpdated)
  browser.tabs.onRemoved.addListener(again)
  browser.tabs.onAttached.addListener(again)
  // A new permission makes an address visible without any change of the tab.
  browser.permissions.onAdded.addListener(again)
  browser.permissions.onRemoved.addListener(again)
  signal.addEventListener(
    'abort',
    () => {
      browser.tabs.onActivated.removeListener(onActivated)
      browser.tabs.onUpdated.removeListener(onUpdated)
      browser.tabs.onRemoved.removeListener(again)
      browser.tabs.onAttached.removeListener(again)
      browser.permissions.onAdded.removeListener(again)
      browser.permissions.onRemoved.removeListener(again)
    },
    { once: true },
  )
  again()
}

async function activeTab(windowId: number | undefined) {
  const [tab] = await browser.tabs.query({
    active: true,
    ...(windowId === undefined ? { currentWindow: true } : { windowId }),
  })
  return tab
}

/** Firefox says `about:blank` for a tab that is still loading; a page that is hidden has no address at all. */
function visibleUrl(url: string | undefined): string | null {
  return url === undefined || url === '' || url === 'about:blank' ? null : url
}

/** Where the browser hides even our own pages' addresses, the page itself still tells. */
function ownPageIn(tabId: number): string | null {
  const [view] = browser.extension.getViews({ type: 'tab', tabId })
  return view === undefined ? null : view.location.href
}
