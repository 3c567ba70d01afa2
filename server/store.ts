import type { SyncEvent } from '../lib/model/event.ts'
import type { MemberStore, TokenStore } from './people-store.ts'

/** A workspace on this server. */
export interface WorkspaceRecord {
  readonly id: string
  readonly name: string
}

/** An event that passed every check and may be stored as it stands. */
export interface NewEvent {
  readonly event: SyncEvent
  /** SHA-256 of what the device meant (see content-hash.ts): tells a repeat from a reused id. */
  readonly contentHash: Uint8Array
  /** The event as JSON, without `seq` and `receivedat`, if it was written already. */
  readonly text?: string
}

/** What became of one event, in the order given. `seq` of a duplicate is that of the stored one. */
export type AppendOutcome =
  | { readonly status: 'accepted'; readonly seq: number }
  | { readonly status: 'duplicate'; readonly seq: number }
  | { readonly status: 'conflict' }
  /** Another member's claim on the thread is live, until then (milliseconds since the epoch). Nothing is stored. */
  | { readonly status: 'claimed'; readonly memberId: string; readonly until: number }
  /** About a contact that was erased. Nothing is stored. */
  | { readonly status: 'erased' }

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
      /** Every erasure after the asked place, also beyond this page: they are applied before any event. */
      readonly erasures: readonly ErasureRecord[]
    }
  /** The log does not hold the given place: it went back in time, or it is another log. */
  | { readonly status: 'rewound'; readonly epoch: string; readonly head: number }
  /** What follows the given place (or the beginning) is not kept in full any more: begin with a snapshot. */
  | { readonly status: 'below-floor'; readonly floor: number }

/** Where a snapshot goes on. Its readers get this as an opaque cursor. */
export interface SnapshotPlace {
  readonly epoch: string
  /** The snapshot is of the log up to this `seq`. */
  readonly at: number
  /** Everything up to this `seq` was sent. */
  readonly after: number
  /** Events in the whole snapshot, counted at its first page. */
  readonly count: number
}

export interface SnapshotRequest {
  /** Null: the first page, of the log as it is now. */
  readonly from: SnapshotPlace | null
  readonly reader: string
  readonly limit: number
  readonly maxBytes: number
}

export type SnapshotPage =
  | {
      readonly status: 'page'
      /** As in a page of the log, without those that a later event made void. */
      readonly events: readonly unknown[]
      /** Null: that was the last page. */
      readonly next: SnapshotPlace | null
      /** Pull goes on from here when the last page has been applied. */
      readonly pullFrom: Position
      readonly at: number
      readonly count: number
      /** On the first page every erasure in the log, on later ones none. */
      readonly erasures: readonly ErasureRecord[]
    }
  /** The log is another one since the first page: begin again. */
  | { readonly status: 'rewound'; readonly epoch: string; readonly head: number }

/** Contacts of one person. */
export interface PersonIds {
  readonly contactIds: readonly string[]
  /** Theirs too in the eyes of members who said so for themselves alone. */
  readonly perhaps: readonly string[]
}

/** A contact as the log names it. */
export interface CalledContact {
  readonly contactId: string
  readonly site: string
  /** The newest one by which the site's adapter knows them. */
  readonly key: string
}

/** What a `subject.erased` event did. */
export interface ErasureRecord {
  readonly seq: number
  /** Emptied when every device has confirmed. */
  readonly contactIds: readonly string[]
  /** See erasure-mark.ts. Hexadecimal. */
  readonly marks: readonly string[]
}

export interface Erasure {
  readonly contactIds: readonly string[]
  readonly marks: readonly string[]
  /** The `subject.erased` event, made by the server. */
  readonly entry: NewEvent
  readonly now: number
}

/** A member's "I am on this thread", until it expires or is released. */
export interface ClaimRecord {
  readonly site: string
  readonly threadKey: string
  readonly title: string | null
  readonly memberId: string
  readonly until: number
}

export interface AuditEntry {
  /** Null: the command line. */
  readonly actorId: string | null
  /** Two words: `member.disabled`. */
  readonly action: string
  /** Ids and counts, never personal text. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>
  readonly at: number
}

export interface AuditRecord extends AuditEntry {
  /** Counts up from 1 in each workspace. */
  readonly n: number
}

/** What a look at every row of a log found. Sound: `gaps`, `duplicates` and `hashMismatches` are 0 and `damage` is empty. */
export interface Verification {
  readonly epoch: string
  readonly head: number
  readonly events: number
  readonly gaps: number
  readonly duplicates: number
  /** Events whose stored text is not what its hash was made of; erased ones are not among them. */
  readonly hashMismatches: number
  /** What the database's own check of the file says, if it has one. */
  readonly damage: readonly string[]
}

export interface StoredPlaybook {
  readonly version: number
  /** Changes with every change of the content. Hexadecimal; the route makes the ETag of it. */
  readonly tag: string
  /** The playbook as JSON text, its `version` set. */
  readonly text: string
}

/**
 * Everything the server keeps. One log a workspace: append-only, `seq` from 1 without gaps. A method
 * that answers has committed, and flushed, what it answers for. Methods reject only when the
 * storage itself fails; the whole call is then without effect and may be tried again. No method
 * but `createWorkspace` and `restoreFrom` makes a workspace: of an id that names none, what cannot be answered
 * rejects, and lists are empty or reject too.
 */
export interface EventStore extends WorkspaceStore, MemberStore, TokenStore, LogStore, ErasureStore {
  playbook(workspaceId: string): Promise<StoredPlaybook | null>
  /** Keeps earlier versions. A version that is already there is a mistake of the caller. */
  savePlaybook(workspaceId: string, playbook: StoredPlaybook, now: number): Promise<void>

  audit(workspaceId: string, entry: AuditEntry): Promise<void>
  /** Newest first; `before` is the `n` of the last one of the page before. */
  auditTrail(
    workspaceId: string,
    request: { readonly before: number | null; readonly limit: number },
  ): Promise<readonly AuditRecord[]>

  /** Rejects when the storage cannot be read. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface WorkspaceStore {
  /** Null when the name is taken (case does not matter). */
  createWorkspace(workspace: WorkspaceRecord, epoch: string, now: number): Promise<WorkspaceRecord | null>
  /** By id or by name. */
  findWorkspace(idOrName: string): Promise<WorkspaceRecord | null>
  /** All, by name. */
  workspaces(): Promise<readonly WorkspaceRecord[]>
  /**
   * Writes everything of a workspace into a new file at `path`, while the server works on. False when
   * this store does not keep a file a workspace (PostgreSQL has tools of its own).
   */
  copyTo(workspaceId: string, path: string): Promise<boolean>
  /**
   * Puts a file that `copyTo` made in the place of the workspace, or makes the workspace of it, under a
   * new epoch. No other process may have the workspace open. Null as with `copyTo`.
   */
  restoreFrom(path: string, epoch: string): Promise<WorkspaceRecord | null>
}

export interface LogStore {
  /** All or nothing against crashes; each event by itself against repeats. */
  append(workspaceId: string, entries: readonly NewEvent[], now: number): Promise<Appended>
  page(workspaceId: string, request: PageRequest): Promise<Page>
  snapshot(workspaceId: string, request: SnapshotRequest): Promise<SnapshotPage>
  /** `head` is the seq of the newest event and, the log being gapless, the number of events. */
  head(
    workspaceId: string,
  ): Promise<{ readonly epoch: string; readonly head: number; readonly floor: number }>
  /** Who wrote these events; ids that are not in the log are left out. */
  authors(workspaceId: string, eventIds: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** How many events about these contacts still have their content. */
  eventsAbout(workspaceId: string, contactIds: readonly string[]): Promise<number>
  /** Those that are live at `now`. */
  claims(workspaceId: string, now: number): Promise<readonly ClaimRecord[]>
  /** After the log was put back to an earlier state: every cursor given out before is then `rewound`. */
  newEpoch(workspaceId: string, epoch: string): Promise<void>
  /** Cursors below `seq` are then answered `below-floor`. */
  setFloor(workspaceId: string, seq: number): Promise<void>
  /**
   * Drops the content of entries received before `before` (milliseconds since the epoch) that a later one made
   * void, and raises the floor to the newest entry of that time. `events`: how many lost their content.
   */
  trim(workspaceId: string, before: number): Promise<{ readonly floor: number; readonly events: number }>
  /** Reads every row: takes a while on a large log. */
  verify(workspaceId: string): Promise<Verification>
}

export interface ErasureStore {
  /** Key of this workspace's marks, 32 bytes, made with the workspace. */
  erasureKey(workspaceId: string): Promise<Uint8Array>
  /**
   * Takes text and subject out of every event about these contacts, keeps the marks so that nothing about
   * them comes back, and appends `entry`; one transaction. `events`: how many were emptied.
   */
  erase(workspaceId: string, erasure: Erasure): Promise<{ readonly seq: number; readonly events: number }>
  /** Who is one person with these contacts, themselves included, as far as the log's merges stand. */
  personOf(workspaceId: string, contactIds: readonly string[]): Promise<PersonIds>
  /** Contacts whose key, handle or lasting id is `word` on any site, now or before, whoever wrote so. */
  contactsCalled(workspaceId: string, word: string): Promise<readonly CalledContact[]>
  /** Those with a higher seq than `after`. */
  erasures(workspaceId: string, after: number): Promise<readonly ErasureRecord[]>
  /** Forgets the contact ids of erasures that every device has confirmed; says how many erasures those were. */
  eraseConfirmed(workspaceId: string): Promise<number>
  /** The contacts in this log that bear one of these marks: to erase them anew in a log that was put back. */
  contactsMarked(workspaceId: string, marks: readonly string[]): Promise<readonly string[]>
}

export interface Appended {
  readonly outcomes: readonly AppendOutcome[]
  readonly head: number
}
