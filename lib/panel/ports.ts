import type { RuleChange, SeenMention } from '../matching/propose-rule.ts'
import type { Audience } from '../model/interaction.ts'
import type { Mention } from '../model/mention.ts'
import type { Topic } from '../model/playbook.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { PageSelection } from '../model/selection.ts'
import type { MessageName, ReplyOf, RequestOf } from '../platform/messages.ts'
import type { BrowserModel } from '../platform/second-opinion.ts'
import type { MetByHand } from '../store/log-interaction.ts'
import type { LoggedReply } from '../store/log-noticed-reply.ts'
import type {
  ContactSummary,
  HereView,
  InteractionDraft,
  MentionView,
  PersonView,
  SyncStatus,
} from '../store/views.ts'

import type { Scratch } from './autosave.ts'
import type { SaidOfMention } from './weigh-rule.ts'

export type { MetByHand }

/** The tab that the panel stands beside. `url` is null where the browser hides it from us. */
export interface PanelTab {
  readonly tabId: number
  readonly url: string | null
}

/** A site by name, with the match patterns that one tap asks for. */
export interface SiteChoice {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
}

/** Changes to a logged interaction; an absent field stays as it was. */
export type Amendment = Partial<
  Pick<InteractionDraft, 'outcome' | 'learned' | 'gave' | 'promise' | 'routedTo'>
>

/** The store's doors, bound to one workspace's database and to who writes. */
export interface PanelStore {
  readHere(tabId: number): Promise<HereView>
  readMention(key: string): Promise<MentionView | null>
  findContacts(text: string): Promise<readonly ContactSummary[]>
  readPerson(contactId: string): Promise<PersonView | null>
  readSyncStatus(): Promise<SyncStatus>
  logInteraction(
    mention: Mention,
    draft: InteractionDraft,
  ): Promise<Result<{ interactionId: string; contactId: string }>>
  amendInteraction(interactionId: string, changes: Amendment): Promise<Result<unknown>>
  retractInteraction(interactionId: string): Promise<Result<unknown>>
  logByHand(
    met: MetByHand,
    draft: InteractionDraft,
  ): Promise<Result<{ interactionId: string; contactId: string }>>
  contactForMention(mentionKey: string): Promise<Result<string>>
  keepUnsavedNote(note: {
    noteId: string
    contactId: string
    text: string
    audience: Audience
  }): Promise<Result<unknown>>
  publishNote(noteId: string): Promise<Result<unknown>>
  joinNoteSiblings(noteId: string, body: string): Promise<Result<unknown>>
  deleteNote(noteId: string): Promise<Result<unknown>>
  /** From now on looks for this text among new posts of the thread. `present`: keys of posts there already; null: unknown. */
  awaitReply(mention: Mention, text: string, present: readonly string[] | null): Promise<Result<unknown>>
  logNoticedReply(mention: Mention): Promise<Result<LoggedReply>>
  declineReply(mentionKey: string): Promise<Result<unknown>>
  /** Null takes the word back. */
  setVerdict(
    about: { readonly mentionKey: string; readonly topic: string },
    verdict: 'us' | 'not-us' | null,
  ): Promise<Result<unknown>>
  /** The kept mentions of a topic, by its id. */
  readSeenMentions(topic: string): Promise<readonly SeenMention[]>
  /** Puts a topic in the place of what it was, and answers with it as kept; `not-permitted` where a server has the playbook. */
  changeTopic(from: Topic, to: Topic): Promise<Result<Topic>>
  /**
   * `key`: the post's permalink, else the mention's key. `base`: the text last known to be stored. Where
   * another one is, nothing is written and the answer is that text; else null.
   */
  saveDraft(key: string, text: string, base: string): Promise<Result<string | null>>
}

/** Everything outside the panel, given to it by its entrypoint: the browser, the store, the clock. */
export interface PanelPorts {
  readonly store: PanelStore
  readonly scratch: Scratch
  readonly sites: readonly SiteChoice[]
  /** `chrome-extension://…` or `moz-extension://…`, without a trailing slash. */
  readonly ownOrigin: string
  watchTab(onTab: (tab: PanelTab | null) => void, signal: AbortSignal): void
  /** Calls back with text that was chosen from the page's menu for this window, each once. */
  watchPicked(onPicked: (selection: PageSelection) => void, signal: AbortSignal): void
  watchPermissions(onChange: () => void, signal: AbortSignal): void
  hasOrigin(url: string): Promise<boolean>
  /** Called straight from a click, before any await: the browser asks only then. */
  requestOrigins(origins: readonly string[]): Promise<boolean>
  /** The known site of an address; null: none by that host. */
  siteOf(url: string): SiteChoice | null
  send<N extends MessageName>(
    name: N,
    request: RequestOf<N>,
    to?: { readonly tabId?: number },
  ): Promise<ReplyOf<N>>
  openOptions(section?: 'topics'): Promise<void>
  openPractice(): Promise<void>
  saveOrder(order: MentionOrder): Promise<Result<unknown>>
  /** The browser's own language model; null where it has none. */
  readonly model: BrowserModel | null
  /** Changes of a rule, the best first; rejects once `isOver`. Loaded when it is first asked for. */
  weighRule(about: SaidOfMention, isOver: () => boolean): Promise<readonly RuleChange[]>
  /** Puts text on the clipboard. False: the browser refused. */
  copy(text: string): Promise<boolean>
  /** Offers a file to the person, as a download. */
  saveFile(name: string, content: Blob): void
  now(): number
  newId(): string
  wait(milliseconds: number): Promise<void>
  /** Calls back about twice a minute while watched, so that "2 min ago" stays true. */
  watchClock(onTick: () => void, signal: AbortSignal): void
}

export type MentionOrder = 'page' | 'urgency'

/** A failure on the screen: what happened, and what was being done. */
export interface PanelNotice {
  readonly id: string
  readonly problem: Problem
  readonly during:
    | 'log'
    | 'change'
    | 'undo'
    | 'amend'
    | 'permission'
    | 'locate'
    | 'note'
    | 'copy'
    | 'order'
    | 'sync'
    | 'verdict'
    | 'rule'
    | 'copy-proposal'
}
