import type { Runtime } from 'webextension-polyfill'
import { LIMITS } from '../model/limits.ts'
import { fail, ok } from '../model/problem.ts'
import type { PageSelection } from '../model/selection.ts'
import { browser } from './browser.ts'
import type { ReplyOf } from './messages.ts'
import { onMessage, openMessage } from './on-message.ts'

/** What a reader can be asked, as `watchPage` and `insertDraft` of lib/sites answer it. */
interface Reader {
  locate(postKey: string): boolean
  /** Keys of the posts that this visit has told of so far. */
  postKeys(): readonly string[]
  replyBox(postKey: string | null): Element | null
  selection(): PageSelection | null
  insertDraft(
    box: Element,
    text: string,
  ): Promise<{ readonly outcome: 'inserted' | 'already' | 'differs' | 'too-long'; readonly held: string }>
  report(): Promise<ReplyOf<'reader.report'>>
  reread(): string
  stop(): void
}

/**
 * Lets the reader in this page be asked for `reader.locate`, `reader.posts`, `reader.selection`, `reader.report`, `reader.reread`, `reader.stop` and
 * `draft.insert`. Only our own background and extension pages are answered; other messages are left to others. Without Zod: the
 * reader script carries this file. Stops with `signal`.
 */
export function answerReader(reader: Reader, signal: AbortSignal): void {
  onMessage((message, sender, answer) => {
    const asked = openMessage(message)
    if (asked === null || !isForReader(asked.name)) return undefined
    if (!isOurOwn(sender)) answer(fail('foreign-sender', { detail: asked.name }))
    else if (asked.name === 'reader.report') void reader.report().then(answer)
    else if (asked.name !== 'draft.insert') answer(answerOf(reader, asked))
    else void insert(reader, asked.request).then(answer)
    return true
  }, signal)
}

function isForReader(name: string): boolean {
  return name === 'draft.insert' || (name.startsWith('reader.') && name !== 'reader.start')
}

async function insert(reader: Reader, request: unknown): Promise<ReplyOf<'draft.insert'>> {
  const { postKey, text } = (request ?? {}) as { postKey?: unknown; text?: unknown }
  if (postKey !== null && typeof postKey !== 'string') return fail('invalid', { path: 'postKey' })
  if (typeof text !== 'string' || text.trim() === '' || text.length > LIMITS.draftText)
    return fail('invalid', { path: 'text' })
  try {
    const box = reader.replyBox(postKey)
    return ok(box === null ? { outcome: 'no-box', held: null } : await reader.insertDraft(box, text))
  } catch (error) {
    // The box is the page's: it may be gone before it was written in, or its script may throw.
    return fail('unreadable', { detail: String(error).slice(0, 200) })
  }
}

function answerOf(reader: Reader, { name, request }: { readonly name: string; readonly request: unknown }) {
  if (name === 'reader.reread') return ok({ visit: reader.reread() })
  if (name === 'reader.posts') return ok({ keys: reader.postKeys() })
  if (name === 'reader.selection') return selectionOf(reader)
  if (name === 'reader.stop') {
    reader.stop()
    return ok(null)
  }
  const postKey = (request as { postKey?: unknown } | null)?.postKey
  if (name !== 'reader.locate' || typeof postKey !== 'string') return fail('invalid', { path: 'postKey' })
  return ok({ found: reader.locate(postKey) })
}

function selectionOf(reader: Reader): ReplyOf<'reader.selection'> {
  try {
    return ok({ selection: reader.selection() })
  } catch (error) {
    return fail('unreadable', { detail: String(error).slice(0, 200) })
  }
}

/** The background has no address in some browsers; a content script always has its page's. */
function isOurOwn(sender: Runtime.MessageSender): boolean {
  if (sender.id !== browser.runtime.id) return false
  return sender.url === undefined || sender.url.startsWith(browser.runtime.getURL(''))
}
