import {
  isKnownType,
  type KnownEvent,
  KnownEventSchema,
  NEWEST,
  type SyncEvent,
  SyncEventSchema,
} from '../model/event.ts'
import { upcast } from '../model/upcast.ts'
import type { EventRow } from './rows.ts'

/** What an event of unproven origin turned out to be. */
export type Recognised =
  | { readonly kind: 'known'; readonly event: SyncEvent; readonly known: KnownEvent }
  /** Well-formed, of a type or version that only a newer Earshot understands: kept and not applied. */
  | { readonly kind: 'newer'; readonly event: SyncEvent }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Begins `EventRow.about` of what this version does not understand. */
export const NEWER = 'newer:'

/** Parsing costs more than storing; the same object is asked about when it arrives, is kept and is folded. */
const seen = new WeakMap<object, Recognised>()

/**
 * Parses an event that came from a server, a file or a row. One of an older version is raised to the newest in
 * `known`; `event` stays as it came, so that it is kept and sent on unchanged.
 */
export function recogniseEvent(raw: unknown, workspaceId: string): Recognised {
  const earlier = typeof raw === 'object' && raw !== null ? seen.get(raw) : undefined
  const recognised = earlier ?? recognise(raw)
  if (recognised.kind === 'unreadable') return recognised
  seen.set(recognised.event, recognised)
  if (recognised.event.workspaceid !== workspaceId)
    return { kind: 'unreadable', reason: 'of another workspace' }
  return recognised
}

function recognise(raw: unknown): Recognised {
  const envelope = SyncEventSchema.safeParse(raw)
  if (!envelope.success) return unreadable(envelope.error.issues[0])
  const event = envelope.data
  if (!isKnownType(event.type) || event.ev > NEWEST[event.type]) return { kind: 'newer', event }
  const known = KnownEventSchema.safeParse(upcast(event))
  return known.success ? { kind: 'known', event, known: known.data } : unreadable(known.error.issues[0])
}

function unreadable(issue: { path: PropertyKey[]; code?: string } | undefined): Recognised {
  return { kind: 'unreadable', reason: `${issue?.path.map(String).join('.') ?? ''}: ${issue?.code ?? ''}` }
}

/** The events of these rows that this version understands. */
export function knownEvents(rows: readonly EventRow[], workspaceId: string): KnownEvent[] {
  return rows.flatMap((row) => {
    const recognised = recogniseEvent(row.event, workspaceId)
    return recognised.kind === 'known' ? [recognised.known] : []
  })
}

/** Which row an event makes, as `EventRow.about` says. A new type is a case here and in fold-log.ts. */
export function aboutOf(event: SyncEvent, workspaceId: string): string {
  const recognised = recogniseEvent(event, workspaceId)
  if (recognised.kind !== 'known') return `${NEWER}${event.subject ?? ''}`
  const { known } = recognised
  switch (known.type) {
    case 'interaction.logged':
      return `interaction:${known.id}`
    case 'interaction.amended':
    case 'interaction.retracted':
      return `interaction:${known.data.interactionId}`
    case 'contact.created':
    case 'contact.fields_set':
    case 'contact.handle_linked':
    case 'contact.handle_unlinked':
    case 'contact.deleted':
    case 'contact.restored':
    case 'tag.added':
    case 'tag.removed':
      return `contact:${known.data.contactId}`
    case 'contact.merged':
    case 'contact.unmerged':
      return `merge:${[known.data.contactId, known.data.mergedId].sort().join(' ')}`
    case 'note.revised':
    case 'note.deleted':
      return `note:${known.data.noteId}`
    case 'fact.added':
      return `fact:${known.id}`
    case 'fact.confirmed':
    case 'fact.retracted':
      return `fact:${known.data.factId}`
    case 'claim.taken':
    case 'claim.released':
      return `claim:${known.data.site} ${known.data.threadKey}`
    case 'member.joined':
    case 'member.changed':
      return `member:${known.data.member.id}`
    case 'device.revoked':
      return `member:${known.data.memberId}`
    case 'subject.erased':
      return `erasure:${known.id}`
    default:
      return known satisfies never
  }
}
