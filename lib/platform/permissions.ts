import { browser } from './browser.ts'

/** Match patterns of the sites that the person allowed, such as `https://*.reddit.com/*`. */
export async function grantedOrigins(): Promise<readonly string[]> {
  return (await browser.permissions.getAll()).origins ?? []
}

/** May we read this page? False for addresses that no permission covers, such as `about:blank`. */
export async function hasOrigin(url: string): Promise<boolean> {
  const pattern = originPattern(url)
  return pattern !== null && (await browser.permissions.contains({ origins: [pattern] }))
}

/** May we read every page that these match patterns cover? */
export function hasOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: [...origins] })
}

/**
 * Asks the person. Call it straight from a click: any `await` before it loses the gesture. False when
 * they said no, and when the browser refused to ask.
 */
export async function requestOrigins(origins: readonly string[]): Promise<boolean> {
  try {
    return await browser.permissions.request({ origins: [...origins] })
  } catch {
    return false
  }
}

/** Takes permissions back. False when there was none of them, or the browser keeps them. */
export async function revokeOrigins(origins: readonly string[]): Promise<boolean> {
  try {
    return await browser.permissions.remove({ origins: [...origins] })
  } catch {
    return false
  }
}

/** Calls back after every permission that is given or taken, until `signal` aborts. */
export function watchPermissions(onChange: () => void, signal: AbortSignal): void {
  const listen = () => onChange()
  browser.permissions.onAdded.addListener(listen)
  browser.permissions.onRemoved.addListener(listen)
  signal.addEventListener(
    'abort',
    () => {
      browser.permissions.onAdded.removeListener(listen)
      browser.permissions.onRemoved.removeListener(listen)
    },
    { once: true },
  )
}

/**
 * The match pattern that covers one web page's origin; null for any other address. Match patterns carry
 * no port: the pattern covers every port of the host.
 */
export function originPattern(url: string): string | null {
  const parsed = URL.parse(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null
  return `${parsed.protocol}//${parsed.hostname}/*`
}
