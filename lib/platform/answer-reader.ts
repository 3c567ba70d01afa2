import type { Runtime } from 'webextension-polyfill'
import { fail, ok } from '../model/problem.ts'
import { browser } from './browser.ts'
import { onMessage, openMessage } from './on-message.ts'

/** What a reader can be asked, as `watchPage` of lib/sites answers it. */
interface Reader {
  locate(postKey: string): boolean
  reread(): string
}

/**
 * Lets the reader in this page be asked for `reader.locate` and `reader.reread`. Only our own
 * background and extension pages are answered; other messages are left to others. Without Zod: the
 * reader script carries this file. Stops with `signal`.
 */
export function answerReader(reader: Reader, signal: AbortSignal): void {
  onMessage((message, sender, answer) => {
    const asked = openMessage(message)
    if (asked?.name !== 'reader.locate' && asked?.name !== 'reader.reread') return undefined
    if (!isOurOwn(sender)) answer(fail('foreign-sender', { detail: asked.name }))
    else if (asked.name === 'reader.reread') answer(ok({ visit: reader.reread() }))
    else {
      const postKey = (asked.request as { postKey?: unknown } | null)?.postKey
      answer(
        typeof postKey === 'string'
          ? ok({ found: reader.locate(postKey) })
          : fail('invalid', { path: 'postKey' }),
      )
    }
    return true
  }, signal)
}

/** The background has no address in some browsers; a content script always has its page's. */
function isOurOwn(sender: Runtime.MessageSender): boolean {
  if (sender.id !== browser.runtime.id) return false
  return sender.url === undefined || sender.url.startsWith(browser.runtime.getURL(''))
}
