import { Dexie, type Table } from 'dexie'
import type { Claim, Contact, Fact, InteractionRow, MemberRow, Note } from '../model/contact.ts'
import type { Mention } from '../model/mention.ts'
import type {
  AwaitedReply,
  DeliveryRow,
  Draft,
  ErasedRow,
  EventRow,
  IdentityRow,
  MergedRow,
  OutboxRow,
  PlaybookRow,
  SetAside,
  SyncStateRow,
  TabRow,
  UnsavedNote,
  Verdict,
} from './rows.ts'

/** Counts up with every change of the tables. */
const SCHEMA_VERSION = 4

/** How long an upgrade may wait for another page to let go, in milliseconds. */
const BLOCKED_FOR = 10_000

/**
 * One workspace's database. Only what is queried is indexed: each index more costs a third of the speed
 * of a bulk write (measured, Chromium 156). A new version names only the tables that it changes.
 */
export class EarshotDatabase extends Dexie {
  declare readonly events: Table<EventRow, string>
  declare readonly outbox: Table<OutboxRow, string>
  declare readonly quarantine: Table<SetAside, string>
  declare readonly syncState: Table<SyncStateRow, string>
  declare readonly pages: Table<TabRow, number>
  declare readonly mentions: Table<Mention, string>
  declare readonly contacts: Table<Contact, string>
  declare readonly identities: Table<IdentityRow, [string, string, string]>
  declare readonly interactions: Table<InteractionRow, string>
  declare readonly notes: Table<Note, string>
  declare readonly unsavedNotes: Table<UnsavedNote, string>
  declare readonly drafts: Table<Draft, string>
  declare readonly awaitedReplies: Table<AwaitedReply, string>
  declare readonly verdicts: Table<Verdict, string>
  declare readonly playbook: Table<PlaybookRow, string>
  declare readonly members: Table<MemberRow, string>
  declare readonly facts: Table<Fact, string>
  declare readonly claims: Table<Claim, string>
  declare readonly merged: Table<MergedRow, string>
  declare readonly erased: Table<ErasedRow, string>
  declare readonly deliveries: Table<DeliveryRow, string>
  readonly workspaceId: string

  constructor(workspaceId: string) {
    // Chrome's default since 121 is relaxed: in simulated power cuts it lost every acknowledged write.
    super(`earshot-${workspaceId}`, { chromeTransactionDurability: 'strict' })
    this.workspaceId = workspaceId
    this.version(1).stores({
      events: 'id, about',
      outbox: 'id, n',
      quarantine: 'id, at',
      syncState: 'key',
      pages: 'tabId',
      mentions: 'key, threadKey, seenAt',
      contacts: 'id, lastAt, *words',
      identities: '[contactId+site+key], [site+key], [site+stableId]',
      interactions: 'id, [contactId+at], [site+postKey]',
      notes: 'id, contactId',
      unsavedNotes: 'noteId, contactId',
      drafts: 'key',
      playbook: 'key',
      members: 'id',
    })
    this.version(2).stores({ awaitedReplies: 'key' })
    this.version(3).stores({ verdicts: 'key, topic, mentionKey' })
    this.version(SCHEMA_VERSION).stores({
      facts: 'id, contactId',
      claims: 'key',
      merged: 'id, survivorId',
      erased: 'mark',
      deliveries: 'id, n',
    })
  }

  /**
   * What `applyEvents` reads and writes: a transaction around it must cover these, or all tables when one of
   * the events is `subject.erased`.
   */
  get logTables(): Table[] {
    return [
      this.events,
      this.contacts,
      this.identities,
      this.interactions,
      this.notes,
      this.members,
      this.facts,
      this.claims,
      this.merged,
      this.erased,
    ]
  }

  /** What writing an event of one's own needs. */
  get writingTables(): Table[] {
    const { outbox, deliveries, syncState, playbook, unsavedNotes, mentions } = this
    return [...this.logTables, outbox, deliveries, syncState, playbook, unsavedNotes, mentions]
  }
}

interface Opening {
  /** How long an upgrade may wait for another page to let go, in milliseconds. */
  readonly blockedFor?: number
  /** Absent: always. */
  readonly isWanted?: () => Promise<boolean>
}

/** Is there a database of this workspace in the browser? */
export function databaseExists(workspaceId: string): Promise<boolean> {
  return Dexie.exists(`earshot-${workspaceId}`)
}

/**
 * The database of a workspace; it opens itself at first use. When a newer copy of Earshot upgrades it,
 * this connection closes so that the upgrade goes on, and what is asked afterwards ends in `store-newer`.
 * An upgrade that another page holds up for ten seconds ends in `store-failed` instead of hanging, until
 * this page or worker starts anew. One that was deleted is made anew only where `isWanted` says so.
 */
export function openDatabase(
  workspaceId: string,
  { blockedFor = BLOCKED_FOR, isWanted }: Opening = {},
): EarshotDatabase {
  const db = new EarshotDatabase(workspaceId)
  if (isWanted !== undefined)
    db.on('versionchange', ({ newVersion }) => {
      // Null: it is being deleted.
      if (newVersion !== null) return true
      db.close({ disableAutoOpen: true })
      isWanted().then(
        (wanted) => (wanted ? db.open() : null),
        () => null,
      )
      // Dexie's own answer, which comes after this one, would open it again, empty, at the next question.
      return false
    })
  // Dexie 4 opens a newer database in silence; written by old rules, its rows would be wrong for the new.
  const refuseNewer = () => {
    // IndexedDB counts in tenths of Dexie's versions.
    if (db.backendDB().version >= (SCHEMA_VERSION + 1) * 10)
      throw new Dexie.VersionError('made by a newer Earshot')
  }
  db.on('ready', refuseNewer, true)
  db.on('blocked', () => {
    setTimeout(() => {
      if (!db.isOpen()) db.close({ disableAutoOpen: true })
    }, blockedFor)
  })
  return db
}
