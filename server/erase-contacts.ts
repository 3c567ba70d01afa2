import { createHmac } from 'node:crypto'
import { erasureMark } from './erasure-mark.ts'
import { nextOwnEvent } from './own-event.ts'
import type { Ports } from './ports.ts'
import { sameHash } from './secrets.ts'

/** What somebody read is what they confirm: after this they read it again. */
const CONFIRM_MS = 15 * 60_000

type Erasing = Pick<Ports, 'store' | 'now' | 'newId'>

export interface ErasurePreview {
  readonly status: 'to-confirm'
  /** Events that would lose their content. */
  readonly events: number
  readonly head: number
  /** Good for `eraseConfirmed`, until an event about one of them is added. */
  readonly confirmation: string
}

/** The log says that they are one person with others, who were not named. */
export interface NotWhole {
  readonly status: 'not-whole'
  /** Of the whole person, those that were named among them. */
  readonly contactIds: readonly string[]
}

/**
 * Says what erasing these contacts would take away, and gives the text that confirms it. A person is erased whole or
 * not at all: with a part of their contacts the word would go that they are one, and nobody would find the rest.
 */
export async function previewErasure(
  { store, now }: Erasing,
  workspaceId: string,
  contactIds: readonly string[],
): Promise<ErasurePreview | NotWhole> {
  const partial = await notWhole(store, workspaceId, contactIds)
  if (partial !== null) return partial
  const events = await store.eventsAbout(workspaceId, contactIds)
  const { head } = await store.head(workspaceId)
  const key = await store.erasureKey(workspaceId)
  const confirmation = confirmationFor(key, contactIds, events, head, now() + CONFIRM_MS)
  return { status: 'to-confirm', events, head, confirmation }
}

/** Null when everybody is named whom the team takes for the same person. What one member alone says is theirs. */
async function notWhole(
  store: Erasing['store'],
  workspaceId: string,
  contactIds: readonly string[],
): Promise<NotWhole | null> {
  const named = new Set(contactIds.map((id) => id.toLowerCase()))
  const { contactIds: whole } = await store.personOf(workspaceId, contactIds)
  return whole.every((id) => named.has(id)) ? null : { status: 'not-whole', contactIds: whole }
}

/**
 * Erases contacts for ever, if the confirmation is the one for them, and nothing about them was added since.
 * `actorId` as in an event of the server's own.
 */
export async function eraseConfirmed(
  ports: Erasing,
  workspaceId: string,
  {
    contactIds,
    confirmation,
    actorId,
  }: {
    readonly contactIds: readonly string[]
    readonly confirmation: string
    readonly actorId: string
  },
): Promise<
  | { readonly status: 'erased'; readonly seq: number; readonly events: number }
  | { readonly status: 'changed-since' }
  | NotWhole
> {
  const { store, now } = ports
  const [, head = '', until = ''] = /^(\d{1,15})\.(\d{1,15})\./.exec(confirmation) ?? []
  const key = await store.erasureKey(workspaceId)
  const events = await store.eventsAbout(workspaceId, contactIds)
  const expected = confirmationFor(key, contactIds, events, Number(head), Number(until))
  const holds = sameHash(Buffer.from(expected), Buffer.from(confirmation)) && Number(until) > now()
  if (!holds) return { status: 'changed-since' }
  const partial = await notWhole(store, workspaceId, contactIds)
  if (partial !== null) return partial
  return { status: 'erased', ...(await eraseContacts(ports, workspaceId, contactIds, actorId)) }
}

/** Erases contacts for ever, at once; says so in the log, and in the audit trail without naming them. */
export async function eraseContacts(
  ports: Erasing,
  workspaceId: string,
  contactIds: readonly string[],
  actorId: string,
): Promise<{ readonly seq: number; readonly events: number }> {
  const { store, now } = ports
  const key = await store.erasureKey(workspaceId)
  const ids = [...new Set(contactIds)].sort()
  const marks = ids.map((id) => erasureMark(key, id))
  const at = now()
  const words = { type: 'subject.erased', actorId, data: { contactIds: ids, marks } }
  const entry = await nextOwnEvent(ports, workspaceId, words, at)
  const erased = await store.erase(workspaceId, { contactIds: ids, marks, entry, now: at })
  await store.audit(workspaceId, {
    actorId: actorId === workspaceId ? null : actorId,
    action: 'subject.erased',
    detail: { contacts: ids.length, events: erased.events, seq: erased.seq },
    at,
  })
  return erased
}

/** Bound to whom, to how much there is about them, and to when. Nobody without the key can make one. */
function confirmationFor(
  key: Uint8Array,
  contactIds: readonly string[],
  events: number,
  head: number,
  until: number,
): string {
  const said = ['confirm', ...[...new Set(contactIds)].sort(), events, head, until].join(' ')
  return `${head}.${until}.${createHmac('sha256', key).update(said).digest('hex')}`
}
