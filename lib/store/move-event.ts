import type { KnownEvent, SyncEvent } from '../model/event.ts'
import { SyncEventSchema } from '../model/event.ts'
import type { Actor } from './views.ts'

/** Who says an event in another workspace, and who its contacts are there (old id → new id). */
export interface Move {
  readonly actor: Actor
  readonly contactIds: ReadonlyMap<string, string>
}

/** Fields of `data` that hold ids of contacts… */
const CONTACTS = new Set(['contactId', 'mergedId'])
/** …and those that hold ids of events or notes, one or several. */
const EVENTS = new Set(['noteId', 'interactionId', 'factId', 'base', 'joins', 'removes'])

/**
 * An event as it is said in another workspace: under an id derived from its own, by another member and device, about
 * the contact's id there. When it was said, and its stamp, stay. `devicen` is the writer's to give.
 */
export async function moveEvent(event: KnownEvent, move: Move): Promise<SyncEvent> {
  const { actor } = move
  const { seq: _, receivedat: __, subject, ...rest } = event as SyncEvent
  const about = subject === undefined ? undefined : await contactIn(subject, move)
  return SyncEventSchema.parse({
    ...rest,
    ...(about === undefined ? {} : { subject: about }),
    id: await movedId(event.id, actor.workspaceId),
    source: `urn:device:${actor.deviceId}`,
    workspaceid: actor.workspaceId,
    actorid: actor.memberId,
    deviceid: actor.deviceId,
    data: await moveFields(event.data as Record<string, unknown>, move),
  })
}

/** The id that stands in a workspace for an id of another one: always the same, as a UUID version 8. */
export async function movedId(id: string, workspaceId: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${workspaceId}\u001f${id}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 16)
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

async function moveFields(fields: Record<string, unknown>, move: Move): Promise<Record<string, unknown>> {
  const moved: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (CONTACTS.has(name)) moved[name] = await contactIn(value, move)
    else if (EVENTS.has(name)) moved[name] = await idsIn(value, move.actor.workspaceId)
    else moved[name] = value
  }
  return inOrder(moved)
}

/** Of two merged contacts the smaller id comes first, also after both have become others. */
function inOrder(fields: Record<string, unknown>): Record<string, unknown> {
  const { contactId, mergedId } = fields
  if (typeof contactId !== 'string' || typeof mergedId !== 'string' || contactId < mergedId) return fields
  return { ...fields, contactId: mergedId, mergedId: contactId }
}

async function contactIn(id: unknown, { contactIds, actor }: Move): Promise<unknown> {
  if (typeof id !== 'string') return id
  return contactIds.get(id) ?? movedId(id, actor.workspaceId)
}

async function idsIn(value: unknown, workspaceId: string): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => idsIn(one, workspaceId)))
  return typeof value === 'string' ? movedId(value, workspaceId) : value
}
