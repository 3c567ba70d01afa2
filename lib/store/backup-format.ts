/**
 * A backup is JSON Lines: a header, one `{table, row}` a line, and a trailer with the number of rows a
 * table and the SHA-256 of every byte before it, so that a file cut short is known for one before anything
 * changes. Left out: pages (they are of open tabs), leases, and who is one person with whom (the log says it).
 */
import {
  ClaimSchema,
  ContactSchema,
  FactSchema,
  InteractionRowSchema,
  MemberRowSchema,
  NoteSchema,
} from '../model/contact.ts'
import { MentionSchema } from '../model/mention.ts'
import { z } from '../model/zod.ts'
import {
  DeliverySchema,
  DraftSchema,
  ErasedSchema,
  EventRowSchema,
  IdentityRowSchema,
  OutboxRowSchema,
  PlaybookRowSchema,
  SetAsideSchema,
  SyncStateSchema,
  UnsavedNoteSchema,
  VerdictSchema,
} from './rows.ts'

export const BACKUP_FORMAT = 1

export const ROW_SCHEMAS = {
  contacts: ContactSchema,
  identities: IdentityRowSchema,
  interactions: InteractionRowSchema,
  notes: NoteSchema,
  members: MemberRowSchema,
  facts: FactSchema,
  claims: ClaimSchema,
  erased: ErasedSchema,
  events: EventRowSchema,
  outbox: OutboxRowSchema,
  deliveries: DeliverySchema,
  quarantine: SetAsideSchema,
  syncState: SyncStateSchema,
  mentions: MentionSchema,
  unsavedNotes: UnsavedNoteSchema,
  drafts: DraftSchema,
  verdicts: VerdictSchema,
  playbook: PlaybookRowSchema,
} as const

export type BackedUpTable = keyof typeof ROW_SCHEMAS
export const BACKED_UP = Object.keys(ROW_SCHEMAS) as BackedUpTable[]

export function isBackedUp(table: string): table is BackedUpTable {
  return Object.hasOwn(ROW_SCHEMAS, table)
}

/** Whose backup it is. No token: a file may go astray. */
const BackupOwnerSchema = z.object({
  kind: z.enum(['personal', 'team']),
  id: z.uuid(),
  name: z.string(),
  member: z.object({ id: z.uuid(), name: z.string() }),
})

export const HeaderSchema = z.object({
  earshot: z.literal('backup'),
  format: z.int().min(1),
  workspace: BackupOwnerSchema,
})

export const LineSchema = z.object({ table: z.string(), row: z.unknown() })

export const TrailerSchema = z.object({
  end: z.object({ rows: z.record(z.string(), z.int()), sha256: z.string() }),
})

export type BackupOwner = z.infer<typeof BackupOwnerSchema>

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
