import type { Result } from '../model/problem.ts'
import { browser } from './browser.ts'

/**
 * Where an identity provider sends the person back to. It is an address of this browser's copy of Earshot: the browser
 * reads it and opens nothing there.
 */
export function returnAddress(): string {
  return browser.identity.getRedirectURL('signed-in')
}

/**
 * Shows the provider's page in a window of its own; answers with the address that it went back to. `cancelled`: the
 * person closed it.
 */
export async function openSignIn(url: string): Promise<Result<string, 'cancelled' | 'unreachable'>> {
  try {
    const value = await browser.identity.launchWebAuthFlow({ url, interactive: true })
    // Chromium gives nothing at all where the window went without an answer.
    return value ? { ok: true, value } : { ok: false, problem: 'cancelled' }
  } catch (error) {
    // Chromium: "Authorization page could not be loaded." Firefox shows its own page of what failed, which is then closed.
    const failed = error instanceof Error && /could not be loaded/i.test(error.message)
    return { ok: false, problem: failed ? 'unreachable' : 'cancelled' }
  }
}
