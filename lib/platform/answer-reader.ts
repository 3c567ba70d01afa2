import type { Runtime } from 'webextension-polyfill'
import { fail, ok } from '../model/problem.ts'
import { browser } from './browser.ts'
import { onMessage, openMessage } from './on-message.ts'

/** What a reader can be asked, as `watchPage` of lib/sites answers it. */
interface Reader {
  locate(postKey: string): boolean
  reread(): string
  stop(): void
}

/**
 * Lets the reader in this page be asked for `reader.locate`, `reader.reread` and `reader.stop`. Only our
 * own background and extension pages are answered; other messages are left to others. Without Zod: the
 * reader script carries this file. Stops with `signal`.
 */
export function answerReader(reader: Reader, signal: AbortSignal): void {
  onMessage((message, sender, answer) => {
    const asked = openMessage(message)
    if (asked === null || !asked.name.startsWith('reader.') || asked.name === 'reader.start') return undefined
    answer(isOurOwn(sender) ? answerOf(reader, asked) : fail('foreign-sender', { detail: asked.name }))
    return true
  }, signal)
}

function answerOf(reader: Reader, { name, request }: { readonly name: string; readonly request: unknown }) {
  if (name === 'reader.reread') return ok({ visit: reader.reread() })
  if (name === 'reader.stop') {
    reader.stop()
    return ok(null)
  }
  const postKey = (request as { postKey?: unknown } | null)?.postKey
  if (name !== 'reader.locate' || typeof postKey !== 'string') return fail('invalid', { path: 'postKey' })
  return ok({ found: reader.locate(postKey) })
}

/** The background has no address in some browsers; a content script always has its page's. */
function isOurOwn(sender: Runtime.MessageSender): boolean {
  if (sender.id !== browser.runtime.id) return false
  return sender.url === undefined || sender.url.startsWith(browser.runtime.getURL(''))
}
