/**
 * Every message, by direction. Payloads are parsed where they arrive, senders are checked there, and a
 * reply is always a `Result`. Types only: the reader script imports this file.
 */
import type { PageSeen } from '../model/page.ts'
import type { Result } from '../model/problem.ts'

/** Reader → background: any tab, top frame only. */
export interface ReaderToBackground {
  /** A page, or more of it, was read. The reply names posts to mark in the page, where the person turned marking on. */
  'thread.seen': { request: PageSeen; reply: { marks: readonly string[] } }
}

/** Panel or background → the reader of one tab. */
export interface ToReader {
  /** Scroll a post into view. `found: false` when the page no longer holds it. */
  'reader.locate': { request: { postKey: string }; reply: { found: boolean } }
  /** Send every post again: topics changed, or contacts did. Also answers "is a reader there?". */
  'reader.reread': { request: null; reply: { visit: string } }
  /** The person took the permission for this site back: read no more until the page is loaded again. */
  'reader.stop': { request: null; reply: null }
}

/** Extension pages → background. */
export interface PageToBackground {
  /** Something waits to be sent, or the person asks for it: `now` skips the back-off once. */
  'sync.poke': { request: { now: boolean }; reply: null }
  /** Put the reader into this tab, by `activeTab` or a site's permission. */
  'reader.start': { request: { tabId: number }; reply: null }
  /** Workspace, topics or playbook changed in an extension page: read open pages again. */
  'workspace.changed': { request: null; reply: null }
}

export type MessageMap = ReaderToBackground & ToReader & PageToBackground
export type MessageName = keyof MessageMap
export type RequestOf<N extends MessageName> = MessageMap[N]['request']
export type ReplyOf<N extends MessageName> = Result<MessageMap[N]['reply']>

/** As it travels. `earshot` keeps apart other uses of the same channel. */
export interface Message<N extends MessageName = MessageName> {
  readonly earshot: N
  readonly request: RequestOf<N>
}
