/** How often to look where nothing tells, milliseconds. */
const LOOK = 1_000

interface Navigations extends EventTarget {
  readonly currentEntry: unknown
}

/**
 * Calls back after the address of this document changed without a load: by the page's script, by "back",
 * or by a link within the page. `currententrychange` comes after the change, unlike `navigate`, which
 * also comes for navigations that never happen. Without the Navigation API it is looked up each second.
 */
export function watchAddress(onChange: (url: URL) => void, signal: AbortSignal): void {
  let last = location.href
  const look = () => {
    if (location.href === last) return
    last = location.href
    onChange(new URL(last))
  }
  const { navigation } = globalThis as { navigation?: Navigations }
  if (typeof navigation?.addEventListener === 'function') {
    navigation.addEventListener('currententrychange', look, { signal })
    return
  }
  addEventListener('popstate', look, { signal })
  addEventListener('hashchange', look, { signal })
  const timer = setInterval(() => document.visibilityState === 'visible' && look(), LOOK)
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}
