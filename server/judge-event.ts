import { isKnownType, KnownEventSchema, NEWEST, type SyncEvent } from '../lib/model/event.ts'
import { clampHlc } from '../lib/model/hlc.ts'
import { LIMITS } from '../lib/model/limits.ts'
import { PushableEventSchema, type Receipt } from '../lib/model/wire.ts'
import type { z } from '../lib/model/zod.ts'
import { contentText, hashContent } from './content-hash.ts'
import { nestingProblem } from './nesting.ts'
import type { Session } from './people-store.ts'
import type { NewEvent } from './store.ts'

/** A stamp may run this far ahead of the server's clock before it is brought back. */
const CLOCK_LEAD_MS = 60_000

/** A claim is for a conversation, not for good: whoever forgets to release one must not hold the thread. */
const LONGEST_CLAIM_MS = 24 * 60 * 60_000 + CLOCK_LEAD_MS

/** Only the server says who is a member, which device is whose, what is in force and what is erased. */
const SERVER_ONLY = /^(member|device|playbook|subject)\./

export type Verdict =
  | { readonly kind: 'fresh'; readonly entry: NewEvent }
  | { readonly kind: 'answered'; readonly receipt: Receipt }

/**
 * Decides on one pushed event without looking at the log. `fresh` carries the event as it will be
 * stored: actor from the token, stamp brought back to at most a minute from `now`. A type that the
 * server does not know is taken as it is; a newer version of a known type is held.
 */
export function judgeEvent(raw: unknown, session: Session, now: number): Verdict {
  const id = idOf(raw)
  const rejected = (code: string, detail?: string): Verdict => ({
    kind: 'answered',
    receipt: {
      id,
      status: 'rejected',
      code,
      ...(detail === undefined ? {} : { detail: detail.slice(0, 1_000) }),
    },
  })
  const nesting = nestingProblem(raw)
  if (nesting !== null) return rejected('invalid', nesting)
  const read = readEvent(raw)
  if (!read.ok) return rejected('invalid', firstFault(read.error))
  const { event, isWhole } = read
  if (event.id !== event.id.toLowerCase()) return rejected('invalid', 'id: write it in lower case')
  const content = contentText(event)
  const stored = asStored(event, session, now)
  const text = storedText(content, stored)
  if (Buffer.byteLength(text) > maxBytes(event.type)) return rejected('too_large')
  if (event.workspaceid !== session.workspaceId) return rejected('foreign_workspace')
  if (event.deviceid !== session.deviceId || event.source !== `urn:device:${session.deviceId}`)
    return rejected('foreign_device')
  if (SERVER_ONLY.test(event.type)) return rejected('not_permitted', 'only the server writes this type')
  if (isKnownType(event.type)) {
    if (event.ev > NEWEST[event.type]) return { kind: 'answered', receipt: { id, status: 'held' } }
    const known = isWhole ? null : KnownEventSchema.safeParse(event)
    if (known?.success === false) return rejected('invalid', firstFault(known.error))
    const fault = faultAcrossFields(event, now)
    if (fault !== null) return rejected('invalid', fault)
  }
  return { kind: 'fresh', entry: { event: stored, contentHash: hashContent(content), text } }
}

type Read =
  /** `isWhole`: of a known type, and its data fit as well. */
  | { readonly ok: true; readonly event: SyncEvent; readonly isWhole: boolean }
  | { readonly ok: false; readonly error: z.ZodError }

const SCHEMA_OF: ReadonlyMap<string, z.ZodType> = new Map(
  KnownEventSchema.options.map((schema) => [schema.shape.type.value, schema]),
)

/**
 * The envelope of an event. Most are of a known type and nothing is wrong with them: the schema of the type asks
 * for all that the envelope's asks for, so that those are looked at once. Whatever does not fit it is read by the
 * envelope alone, and what is wrong with the rest is said in its turn.
 */
function readEvent(raw: unknown): Read {
  const type = typeof raw === 'object' && raw !== null && 'type' in raw ? raw.type : null
  const schema = typeof type === 'string' ? SCHEMA_OF.get(type) : undefined
  // What a schema cuts or adds while it reads is not stored: an event is kept as it was sent.
  if (schema?.safeParse(raw).success) return { ok: true, event: raw as SyncEvent, isWhole: true }
  const { success, data, error } = PushableEventSchema.safeParse(raw)
  return success ? { ok: true, event: data, isWhole: false } : { ok: false, error }
}

/** What no schema of one field sees. Of a known type that fits its schema. */
function faultAcrossFields({ subject, audience, type, data }: SyncEvent, now: number): string | null {
  const { contactId, until } = data
  // An erasure finds what is about somebody by the subject: what names somebody else there would outlive it.
  if (typeof contactId === 'string' && contactId.toLowerCase() !== subject?.toLowerCase())
    return 'subject: not data.contactId'
  if (!type.startsWith('claim.')) return null
  if (audience !== 'team') return 'audience: a claim that nobody sees would keep everybody away'
  const isTooLong = typeof until === 'string' && Date.parse(until) > now + LONGEST_CLAIM_MS
  return isTooLong ? 'data.until: more than a day ahead' : null
}

/** The id of the interaction that an event changes, when it changes one. Only who logged it may. */
export function changedInteraction(event: SyncEvent): string | null {
  if (event.type !== 'interaction.amended' && event.type !== 'interaction.retracted') return null
  const { interactionId } = event.data
  return typeof interactionId === 'string' ? interactionId : null
}

function asStored(event: SyncEvent, session: Session, now: number): SyncEvent {
  return { ...event, actorid: session.memberId, hlc: clampHlc(event.hlc, now + CLOCK_LEAD_MS) }
}

/** The content was written for its hash; what is kept of an event is that and these two. */
function storedText(content: string, { actorid, hlc }: SyncEvent): string {
  return `${content.slice(0, -1)},"actorid":${JSON.stringify(actorid)},"hlc":${JSON.stringify(hlc)}}`
}

function maxBytes(type: string): number {
  return type === 'note.revised' ? LIMITS.noteEventBytes : LIMITS.eventBytes
}

/** What a receipt calls an event that may not even have an id. */
function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : ''
  return typeof id === 'string' ? id.slice(0, 100) : ''
}

/** Where and what kind, never the value. */
function firstFault(error: z.ZodError): string {
  const [issue] = error.issues
  return issue === undefined ? '' : `${issue.path.map(String).join('.') || 'event'}: ${issue.code}`
}
