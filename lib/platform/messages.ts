/**
 * Every message, by direction. Payloads are parsed where they arrive, senders are checked there, and a
 * reply is always a `Result`. Types only: the reader script imports this file.
 */
import type { OfferedRecipe } from '../model/kept-recipes.ts'
import type { PageSeen } from '../model/page.ts'
import type { Result } from '../model/problem.ts'
import type { PageSelection } from '../model/selection.ts'

/** Reader → background: any tab, top frame only. */
export interface ReaderToBackground {
  /** A page, or more of it, was read. The reply names posts to mark in the page, where the person turned marking on. */
  'thread.seen': { request: PageSeen; reply: { marks: readonly string[] } }
  /**
   * Put the code of this site into the page that asks, unless it is `loaded` there already. The reply brings
   * recipes that were shipped for it, newest first.
   */
  'site.wanted': {
    request: { site: string; loaded?: boolean | undefined }
    reply: { recipes: readonly OfferedRecipe[] }
  }
  /** Put the code that makes reports into the page that asks. */
  'report.wanted': { request: null; reply: null }
}

/** Panel or background → the reader of one tab. */
export interface ToReader {
  /** Scroll a post into view. `found: false` when the page no longer holds it. */
  'reader.locate': { request: { postKey: string }; reply: { found: boolean } }
  /** Keys of the posts that this visit has shown so far, so that a later one is known to be new. */
  'reader.posts': { request: null; reply: { keys: readonly string[] } }
  /** Send every post again: topics changed, or contacts did. Also answers "is a reader there?". */
  'reader.reread': { request: null; reply: { visit: string } }
  /**
   * Put text into the site's own reply box: under `postKey`, or of the thread where it is null. Never sends
   * it. `already`: the box held it before. `held`: what the box holds afterwards, read back; null where no box
   * was found. `too-long`: the box takes fewer characters and nothing was put in; `held` is the end that does not fit.
   */
  'draft.insert': {
    request: { postKey: string | null; text: string }
    reply: { outcome: 'inserted' | 'already' | 'no-box' | 'differs' | 'too-long'; held: string | null }
  }
  /** What the person has selected in the page, for an entry by hand; null: nothing. */
  'reader.selection': { request: null; reply: { selection: PageSelection | null } }
  /** A report of how this page was read, with every word, name and id of it replaced by filler. */
  'reader.report': { request: null; reply: { report: string } }
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
