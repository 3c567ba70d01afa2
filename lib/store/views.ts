/** What the screens are given: joined rows, ready to draw. Times are milliseconds since the epoch. */
import type { Claim, Contact, Fact, InteractionRow, Note } from '../model/contact.ts'
import type { Audience, Interaction, Outcome } from '../model/interaction.ts'
import type { Mention } from '../model/mention.ts'
import type { PageRow } from '../model/page.ts'
import type { GuidanceCard, Playbook, Route, SavedReply, Topic } from '../model/playbook.ts'
import type { Problem } from '../model/problem.ts'
import type { NoticedReply } from './awaiting-reply.ts'

/** One line about a contact: who of us met them last, when, and what is still promised. */
export interface ContactSummary {
  readonly id: string
  readonly name: string
  readonly handle: string | null
  readonly site: string | null
  readonly meetings: number
  readonly last: { readonly at: number; readonly by: MemberName; readonly outcome: Outcome } | null
  /** The oldest promise not yet kept. */
  readonly promise: { readonly text: string; readonly due: string | null; readonly by: MemberName } | null
}

export interface MemberName {
  readonly id: string
  readonly name: string
  /** The person in front of the screen. */
  readonly me: boolean
}

/** What a person said of a mention, by topic id: it is about the topic, or not. */
export type SaidOfTopics = Readonly<Record<string, 'us' | 'not-us'>>

export interface MentionCardView {
  readonly mention: Mention
  /** What it is about: without topics that a person said it is not about, unless no other is left. */
  readonly topics: readonly Topic[]
  readonly said: SaidOfTopics
  /** Null: new to us. */
  readonly contact: ContactSummary | null
  /** A reply of our own that appeared after a draft was put in or copied, and is not logged yet. */
  readonly noticed: NoticedReply | null
  /** The newest interaction logged on this very post, if any. */
  readonly handled: { readonly at: number; readonly by: MemberName; readonly outcome: Outcome } | null
}

export interface HereView {
  readonly page: PageRow | null
  readonly mentions: readonly MentionCardView[]
  /** Mentions that a person said are about none of their topics. */
  readonly setAside: readonly MentionCardView[]
  /** Known contacts on the page who wrote none of its mentions. */
  readonly alsoHere: readonly ContactSummary[]
  /** There is a topic that something could be about. */
  readonly listening: boolean
}

export interface GuidanceView {
  readonly card: GuidanceCard
  readonly topic: Topic
  readonly routes: readonly { readonly when: string; readonly route: Route }[]
  readonly playbookVersion: number
  /** Past `verified` + `reviewEvery`. */
  readonly stale: boolean
}

export interface TimelineEntry {
  readonly interaction: InteractionRow
  readonly by: MemberName
  /** Not yet stored by the server; always false in a personal workspace. */
  readonly waiting: boolean
  /** Its number in the server's log; null while it waits, and in a personal workspace. */
  readonly seq: number | null
  /** When the server got it, by its own clock; null where that is not known. `interaction.at` is the device's word. */
  readonly receivedAt: number | null
}

export interface NoteView {
  readonly note: Note
  /** Text typed and not yet published as a revision; null when there is none. */
  readonly unsaved: string | null
  readonly names: Readonly<Record<string, MemberName>>
  /** What stood before several were written at once; null with one alone, or where this device does not have it. */
  readonly base: { readonly body: string; readonly by: MemberName; readonly at: number } | null
}

export interface PersonView {
  readonly contact: Contact
  readonly summary: ContactSummary
  /** Newest first. */
  readonly timeline: readonly TimelineEntry[]
  readonly notes: readonly NoteView[]
  /** The contacts that were merged into this one. */
  readonly mergedContacts: readonly { readonly id: string; readonly name: string }[]
  readonly facts: readonly FactView[]
  readonly concurrent: readonly ConcurrentView[]
  /** Entries about them that a newer Earshot wrote and this one can't read. */
  readonly newer: number
  /** Who wrote about them after they were deleted, and so brought them back. */
  readonly revivedBy: { readonly by: MemberName; readonly at: number } | null
}

/** Something known about a contact, with who says so. */
export interface FactView {
  readonly fact: Fact
  readonly by: MemberName
  readonly confirmedBy: { readonly by: MemberName; readonly at: number } | null
  /** Its day has passed. */
  readonly expired: boolean
}

/** Two values of one field, written without knowing of each other. */
export interface ConcurrentView {
  readonly field: string
  readonly shown: { readonly value: string; readonly by: MemberName; readonly at: number }
  readonly lost: {
    readonly value: string
    readonly hlc: string
    readonly by: MemberName
    readonly at: number
  }
}

/** Who of us is on a thread. */
export interface ClaimView {
  readonly claim: Claim
  readonly by: MemberName
  /** Mine, and the server has not yet confirmed it. */
  readonly waiting: boolean
}

export interface MentionView extends MentionCardView {
  /** The parent post, where it is itself a mention. */
  readonly parent: Mention | null
  readonly guidance: readonly GuidanceView[]
  readonly replies: readonly SavedReply[]
  readonly person: PersonView | null
  readonly draft: string
  readonly playbook: Playbook | null
}

export interface SyncStatus {
  readonly kind: 'personal' | 'team'
  /** Events that the server has not yet acknowledged. */
  readonly waiting: number
  readonly oldestAt: number | null
  readonly setAside: number
  readonly lastOkAt: number | null
  readonly problem: Problem | null
  readonly nextTryAt: number | null
  readonly engine: EngineState
  /** Unsent entries that are gone because the browser lost its database; 0 once a person has been told. */
  readonly lost: number
  /** When that was noticed, milliseconds since the epoch. */
  readonly lostAt: number | null
}

/** Where sync stands. Told from what is kept, so that it outlives the worker. */
export interface EngineState {
  /**
   * `idle`: nothing in the way. `backing-off`: tries again at `nextTryAt`. `paused-auth`: the token is not accepted;
   * a new invitation mends it. `paused-revoked`: somebody shut this device out. `too-old`: the server takes entries
   * from a newer Earshot only; reading goes on. `store-full`: no room for what came. `resyncing`: the log is being
   * read anew. `minimal`: this browser keeps no database at all.
   */
  readonly kind:
    | 'idle'
    | 'backing-off'
    | 'paused-auth'
    | 'paused-revoked'
    | 'too-old'
    | 'store-full'
    | 'resyncing'
    | 'minimal'
  /** Events read and all there are; only while `resyncing`. */
  readonly progress: { readonly done: number; readonly of: number } | null
}

/** What a person fills in to log; everything else comes from the mention. */
export interface InteractionDraft {
  readonly outcome: Outcome
  readonly learned?: string | null
  readonly gave?: string | null
  readonly promise?: Interaction['promise']
  readonly routedTo?: string | null
  /** Address of the answer that was given in public. */
  readonly replyPermalink?: string | null
  readonly audience?: Audience
}

/** Who writes, and where time and ids come from. */
export interface Actor {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
  /** A personal workspace has no server: its events are applied and kept, not queued. */
  readonly queued: boolean
  /** The workspace has a collector of its own: what is meant for the team is queued for it too. */
  readonly delivers?: boolean
  now(): number
  newId(): string
}
