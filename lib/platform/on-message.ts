import type { Runtime } from 'webextension-polyfill'
import { browser } from './browser.ts'

/** True: an answer will come through `answer`. Undefined: not for us, another listener may take it. */
export type MessageListener = (
  message: unknown,
  sender: Runtime.MessageSender,
  answer: (reply: unknown) => void,
) => true | undefined

/**
 * Adds a listener, now and not later: a worker that is woken by a message finds it only when it was
 * added in the first turn. An `async` listener answers nothing in older Chrome
 * (https://github.com/w3c/webextensions/issues/338), hence `answer` and `true`.
 */
export function onMessage(listener: MessageListener, signal?: AbortSignal): void {
  // The polyfill's types know "always true" and "never", not "true for some".
  const typed = listener as Runtime.OnMessageListenerCallback
  browser.runtime.onMessage.addListener(typed)
  signal?.addEventListener('abort', () => browser.runtime.onMessage.removeListener(typed), { once: true })
}

/** What a message carries, if it is one of ours; no field is trusted yet. */
export function openMessage(message: unknown): { readonly name: string; readonly request: unknown } | null {
  if (typeof message !== 'object' || message === null) return null
  const { earshot, request } = message as { earshot?: unknown; request?: unknown }
  return typeof earshot === 'string' ? { name: earshot, request } : null
}
