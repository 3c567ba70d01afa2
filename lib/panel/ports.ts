import type { RuleChange, SeenMention } from '../matching/propose-rule.ts'
import type { FACT_KINDS, Identity } from '../model/contact.ts'
import type { Audience } from '../model/interaction.ts'
import type { Mention } from '../model/mention.ts'
import type { Topic } from '../model/playbook.ts'
import type { Problem, Result } from '../model/problem.ts'
import type { PageSelection } from '../model/selection.ts'
import type { MessageName, ReplyOf, RequestOf } from '../platform/messages.ts'
import type { BrowserModel } from '../platform/second-opinion.ts'
import type { MetByHand } from '../store/log-interaction.ts'
import type { LoggedReply } from '../store/log-noticed-reply.ts'
import type { NoteFate } from '../store/note-fate.ts'
import type {
  ClaimView,
  ContactSummary,
  HereView,
  InteractionDraft,
  MentionView,
  PersonView,
  SyncStatus,
} from '../store/views.ts'

import type { Scratch } from './autosave.ts'
import type { SetAsideView } from './set-aside-entry.ts'
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

/** A member, with what they may do. */
export interface TeamMember {
  readonly id: string
  readonly name: string
  /** The one in front of the screen. */
  readonly me: boolean
  /** Null: the server does not say, or this is no team. */
  readonly role: 'owner' | 'editor' | 'member' | null
}

/** What an owner asks of the team's server beside the log. */
export interface TeamDoors {
  /** How many events would lose their content, and the server's word for exactly that. */
  countErasure(
    contactIds: readonly string[],
  ): Promise<Result<{ readonly events: number; readonly confirmation: string }>>
  erase(contactIds: readonly string[], confirmation: string): Promise<Result<unknown>>
}

/** A fact as it is typed. `expires`: YYYY-MM-DD, null: holds for ever. */
export interface NewFact {
  readonly kind: (typeof FACT_KINDS)[number]
  readonly text: string
  readonly source: string | null
  readonly expires: string | null
  readonly audience: Audience
}

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
  /** What became of a note. `noteId` null: nothing was typed yet. */
  readNoteFate(note: { readonly noteId: string | null; readonly contactId: string }): Promise<NoteFate>
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
  readSetAside(): Promise<SetAsideView>
  /** A new event with these texts; the old row goes when the new one waits to be sent. */
  resendSetAside(id: string, changes: Readonly<Record<string, string>>): Promise<Result<unknown>>
  /** `restore` puts it back as it was. */
  discardSetAside(id: string): Promise<Result<{ readonly restore: () => Promise<Result<unknown>> }>>
  /** JSON; null: all of them. */
  exportSetAside(ids: readonly string[] | null): Promise<Blob>
  /** What the server never acknowledged, as JSON. */
  exportUnsent(): Promise<Blob>
  readTeam(): Promise<readonly TeamMember[]>
  /** Live claims of the team, mine included. */
  readClaims(): Promise<readonly ClaimView[]>
  takeClaim(thread: { site: string; threadKey: string; title: string | null }): Promise<Result<unknown>>
  releaseClaim(thread: { site: string; threadKey: string }): Promise<Result<unknown>>
  /** `base`: the stamp of the value that was seen; null: none was. */
  setFields(
    contactId: string,
    fields: Readonly<Record<string, { readonly value: string; readonly base: string | null }>>,
  ): Promise<Result<unknown>>
  useThis(contactId: string, field: string, lostHlc: string): Promise<Result<unknown>>
  keepShown(contactId: string, field: string): Promise<Result<unknown>>
  addTag(contactId: string, tag: string): Promise<Result<unknown>>
  removeTag(contactId: string, tag: string): Promise<Result<unknown>>
  linkHandle(contactId: string, identity: Identity): Promise<Result<unknown>>
  unlinkHandle(
    contactId: string,
    identity: { readonly site: string; readonly key: string },
  ): Promise<Result<unknown>>
  /** Answers with the id that stands for both. */
  mergeContacts(one: string, other: string): Promise<Result<string>>
  unmergeContacts(contactId: string, mergedId: string): Promise<Result<unknown>>
  deleteContact(contactId: string): Promise<Result<unknown>>
  restoreContact(contactId: string): Promise<Result<unknown>>
  /** Deleted in the last 30 days. */
  readDeleted(): Promise<readonly ContactSummary[]>
  addFact(contactId: string, fact: NewFact): Promise<Result<unknown>>
  confirmFact(factId: string, expires: string | null): Promise<Result<unknown>>
  retractFact(factId: string): Promise<Result<unknown>>
  /** Everything about one person, as JSON. */
  exportPerson(contactId: string): Promise<Blob>
  /** The person knows of the entries that were lost. */
  acknowledgeLost(): Promise<Result<unknown>>
}

/** Everything outside the panel, given to it by its entrypoint: the browser, the store, the clock. */
export interface PanelPorts {
  readonly store: PanelStore
  /** The team's server; null in a personal workspace. */
  readonly team: TeamDoors | null
  readonly scratch: Scratch
  readonly sites: readonly SiteChoice[]
  /** `chrome-extension://…` or `moz-extension://…`, without a trailing slash. */
  readonly ownOrigin: string
  watchTab(onTab: (tab: PanelTab | null) => void, signal: AbortSignal): void
  /** Calls back with text that was chosen from the page's menu for this window, each once. */
  watchPicked(onPicked: (selection: PageSelection) => void, signal: AbortSignal): void
  watchPermissions(onChange: () => void, signal: AbortSignal): void
  hasOrigin(url: string): Promise<boolean>
  /** May every page of these match patterns be read? */
  hasOrigins(origins: readonly string[]): Promise<boolean>
  /** Is the browser still fetching the tab's page? False too where nobody can tell. */
  isLoading(tabId: number): Promise<boolean>
  /** Called straight from a click, before any await: the browser asks only then. */
  requestOrigins(origins: readonly string[]): Promise<boolean>
  /** The known site of an address; null: none by that host. */
  siteOf(url: string): SiteChoice | null
  send<N extends MessageName>(
    name: N,
    request: RequestOf<N>,
    to?: { readonly tabId?: number },
  ): Promise<ReplyOf<N>>
  openOptions(section?: 'topics' | 'workspaces'): Promise<void>
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
    | 'set-aside'
    | 'save-file'
    | 'claim'
    | 'person'
}
