import type { SyncEvent } from '../lib/model/event.ts'

/** A workspace on this server. */
export interface WorkspaceRecord {
  readonly id: string
  readonly name: string
}

export interface MemberRecord {
  readonly id: string
  readonly name: string
}

/** Whom a token speaks for. */
export interface Session {
  readonly workspaceId: string
  readonly memberId: string
  readonly deviceId: string
}

/** An event that passed every check and may be stored as it stands. */
export interface NewEvent {
  readonly event: SyncEvent
  /** SHA-256 of what the device meant (see content-hash.ts): tells a repeat from a reused id. */
  readonly contentHash: Uint8Array
}

/** What became of one event, in the order given. `seq` of a duplicate is that of the stored one. */
export type AppendOutcome =
  | { readonly status: 'accepted'; readonly seq: number }
  | { readonly status: 'duplicate'; readonly seq: number }
  | { readonly status: 'conflict' }

/**
 * A place in one workspace's log: after event `seq`. `epoch` and `check` tell whether the log is still
 * the one in which that place was found. `check` is a digest of the event's id, not the id: the event
 * may be a colleague's private one.
 */
export interface Position {
  readonly epoch: string
  readonly seq: number
  readonly check: string
}

export interface PageRequest {
  /** Null: from the beginning. */
  readonly after: Position | null
  /** Member who reads: other members' `me` events are left out. */
  readonly reader: string
  readonly limit: number
  /** Of stored JSON; a page holds at least one event, however large. */
  readonly maxBytes: number
}

export type Page =
  | {
      readonly status: 'page'
      /** Ordered by `seq`, with `seq` and `receivedat` set. */
      readonly events: readonly unknown[]
      /** Where the next page begins; past events that the reader may not see. */
      readonly next: Position
      readonly hasMore: boolean
      readonly head: number
    }
  /** The log does not hold the given place: it went back in time, or it is another log. */
  | { readonly status: 'rewound'; readonly epoch: string; readonly head: number }

export interface StoredPlaybook {
  readonly version: number
  /** Changes with every change of the content. Hexadecimal; the route makes the ETag of it. */
  readonly tag: string
  /** The playbook as JSON text, its `version` set. */
  readonly text: string
}

export interface NewInvitation {
  readonly codeHash: Uint8Array
  readonly workspaceId: string
  /** Set: each device that joins is one more of this member's. Null: each joins as a new member. */
  readonly memberId: string | null
  readonly uses: number
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

export interface Redemption {
  readonly codeHash: Uint8Array
  readonly name: string
  readonly deviceId: string
  readonly tokenHash: Uint8Array
  /** Ids to be used if this device is new. */
  readonly newMemberId: string
  readonly newEventId: string
  readonly now: number
}

export type Redeemed =
  | {
      readonly status: 'admitted'
      readonly workspace: WorkspaceRecord
      readonly member: MemberRecord
      /** What the `member.joined` event must carry; the same again when a lost answer is asked for again. */
      readonly joined: { readonly eventId: string; readonly n: number; readonly at: number }
    }
  | { readonly status: 'unknown' | 'expired' | 'used-up' | 'device-known' }

/**
 * Everything the server keeps. One log a workspace: append-only, `seq` from 1 without gaps. A method
 * that answers has committed, and flushed, what it answers for. Methods reject only when the
 * storage itself fails; the whole call is then without effect and may be tried again.
 */
export interface EventStore {
  /** Null when the name is taken (case does not matter). */
  createWorkspace(workspace: WorkspaceRecord, epoch: string, now: number): Promise<WorkspaceRecord | null>
  /** By id or by name. */
  findWorkspace(idOrName: string): Promise<WorkspaceRecord | null>
  addMember(workspaceId: string, member: MemberRecord, now: number): Promise<void>
  members(workspaceId: string): Promise<readonly MemberRecord[]>

  addInvitation(invitation: NewInvitation, now: number): Promise<void>
  /**
   * Takes one use of an invitation and makes member and device. A device that has joined by the same
   * invitation and never used its token is let in again without a second use: its answer was lost.
   */
  redeem(redemption: Redemption): Promise<Redeemed>
  /** Null for a token that is not known. */
  session(tokenHash: Uint8Array, now: number): Promise<Session | null>
  /** The next number of the events that the server itself writes into this log. */
  nextOwnNumber(workspaceId: string): Promise<number>

  /** All or nothing against crashes; each event by itself against repeats. */
  append(workspaceId: string, entries: readonly NewEvent[], now: number): Promise<Appended>
  page(workspaceId: string, request: PageRequest): Promise<Page>
  /** `head` is the seq of the newest event and, the log being gapless, the number of events. */
  head(workspaceId: string): Promise<{ readonly epoch: string; readonly head: number }>
  /** Who wrote these events; ids that are not in the log are left out. */
  authors(workspaceId: string, eventIds: readonly string[]): Promise<ReadonlyMap<string, string>>

  playbook(workspaceId: string): Promise<StoredPlaybook | null>
  /** Keeps earlier versions. A version that is already there is a mistake of the caller. */
  savePlaybook(workspaceId: string, playbook: StoredPlaybook, now: number): Promise<void>

  /** Rejects when the storage cannot be read. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface Appended {
  readonly outcomes: readonly AppendOutcome[]
  readonly head: number
}
