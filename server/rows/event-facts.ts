import { createHash } from 'node:crypto'
import { ClaimReleasedSchema, ClaimTakenSchema, type SyncEvent } from '../../lib/model/event.ts'
import { z } from '../../lib/model/zod.ts'

/** Which field of which type names what the event is about, beside its subject. */
const ABOUT: Readonly<Record<string, string>> = {
  'interaction.amended': 'interactionId',
  'interaction.retracted': 'interactionId',
  'note.revised': 'noteId',
  'note.deleted': 'noteId',
  'fact.confirmed': 'factId',
  'fact.retracted': 'factId',
  'contact.merged': 'mergedId',
  'contact.unmerged': 'mergedId',
}
const UuidSchema = z.uuid().toLowerCase()

function idIn(event: SyncEvent, field: string): string | null {
  const parsed = UuidSchema.safeParse(event.data[field])
  return parsed.success ? parsed.data : null
}

/** The interaction, note, fact or second contact that an event is about. */
export function aboutOf(event: SyncEvent): string | null {
  const field = ABOUT[event.type]
  return field === undefined ? null : idIn(event, field)
}

/** Every contact that an event tells something of. */
export function contactsOf(event: SyncEvent): readonly string[] {
  const named = [event.subject?.toLowerCase() ?? null, idIn(event, 'contactId'), idIn(event, 'mergedId')]
  return [...new Set(named.filter((id) => id !== null))]
}

/** What an event says of who is on a thread. `key` stands for the thread. */
export type ClaimChange =
  | {
      readonly kind: 'taken'
      readonly key: string
      readonly site: string
      readonly threadKey: string
      readonly title: string | null
      readonly until: number
    }
  | { readonly kind: 'released'; readonly key: string }

export function claimIn(event: SyncEvent): ClaimChange | null {
  if (event.type === 'claim.taken') {
    const parsed = ClaimTakenSchema.safeParse(event)
    if (!parsed.success) return null
    const { site, threadKey, title, until } = parsed.data.data
    return {
      kind: 'taken',
      key: claimKey(site, threadKey),
      site,
      threadKey,
      title,
      until: Date.parse(until),
    }
  }
  if (event.type === 'claim.released') {
    const parsed = ClaimReleasedSchema.safeParse(event)
    return parsed.success
      ? { kind: 'released', key: claimKey(parsed.data.data.site, parsed.data.data.threadKey) }
      : null
  }
  return null
}

/** Of even length, whatever a page calls its threads. */
function claimKey(site: string, threadKey: string): string {
  return createHash('sha256')
    .update(JSON.stringify([site, threadKey]))
    .digest('hex')
}

/** Which earlier events no longer count, for anybody who may read this one. */
export type Voiding =
  | { readonly kind: 'revisions'; readonly noteId: string; readonly ids: readonly string[] }
  | { readonly kind: 'interaction'; readonly id: string }

/**
 * Only what stays void for ever, whatever comes later: a revision that another was based on, an interaction
 * that was taken back. A deleted note is not among them: an edit that was made meanwhile brings it back, with
 * all its standing revisions.
 */
export function voidingOf(event: SyncEvent): Voiding | null {
  if (event.type === 'interaction.retracted') {
    const id = aboutOf(event)
    return id === null ? null : { kind: 'interaction', id }
  }
  if (event.type !== 'note.revised') return null
  const noteId = aboutOf(event)
  const joins = Array.isArray(event.data.joins) ? event.data.joins : []
  const ids = [event.data.base, ...joins].flatMap((id) => {
    const parsed = UuidSchema.safeParse(id)
    return parsed.success ? [parsed.data] : []
  })
  return noteId === null || ids.length === 0 ? null : { kind: 'revisions', noteId, ids }
}
