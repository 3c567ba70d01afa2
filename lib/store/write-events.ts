import {
  type EventOf,
  KnownEventSchema,
  type KnownEventType,
  NEWEST,
  type SyncEvent,
  SyncEventSchema,
} from '../model/event.ts'
import { tickHlc } from '../model/hlc.ts'
import type { Audience } from '../model/interaction.ts'
import { LIMITS } from '../model/limits.ts'
import { z } from '../model/zod.ts'
import { applyEvents } from './apply-event.ts'
import { Refusal } from './attempt.ts'
import type { EarshotDatabase } from './database.ts'
import { erasedAmong } from './erase-contacts.ts'
import { queueDeliveries } from './queue-deliveries.ts'
import type { Actor } from './views.ts'

/** What is to be said; who says it and when is added here. `subject`: the contact; a claim has none. */
export type EventDraft = {
  [T in KnownEventType]: {
    readonly type: T
    readonly data: EventOf<T>['data']
    readonly subject?: string
    readonly audience: Audience
  }
}[KnownEventType]

/**
 * Writes events of one's own: stamps them, applies them and, in a team workspace, queues them for the
 * server. Call it in a transaction over `db.writingTables`; returns the ids in order. Throws a Refusal
 * (`invalid` with a path, `too-large`, `erased`) that undoes the transaction when an event would not be taken.
 */
export async function writeEvents(
  db: EarshotDatabase,
  actor: Actor,
  drafts: readonly EventDraft[],
): Promise<string[]> {
  const clock = await readClock(db)
  const events: SyncEvent[] = []
  for (const draft of drafts) {
    const now = actor.now()
    clock.hlc = tickHlc(clock.hlc, now, actor.deviceId)
    clock.devicen += 1
    events.push(checked(envelope(actor, draft, now, clock)))
  }
  if ((await erasedAmong(db, events)).size > 0) throw new Refusal('erased')
  await applyEvents(db, events)
  if (actor.queued) await db.outbox.bulkAdd(events.map((event) => waiting(event, actor.now())))
  if (actor.delivers) await queueDeliveries(db, events, actor.now())
  await db.syncState.bulkPut([
    { key: 'hlc', value: clock.hlc },
    { key: 'devicen', value: clock.devicen },
  ])
  return events.map(({ id }) => id)
}

/** An outbox row that may be claimed at once. */
export function waiting(event: SyncEvent, queuedAt: number) {
  const state = 'pending' as const
  return { id: event.id, n: event.devicen, state, leaseUntil: 0, attempts: 0, queuedAt, event }
}

/** Bytes of an event on the wire. */
export function eventBytes(event: SyncEvent): number {
  return new TextEncoder().encode(JSON.stringify(event)).length
}

/** The last stamp that this device gave or met, and the number of its last event. */
export async function readClock(db: EarshotDatabase): Promise<{ hlc: string | null; devicen: number }> {
  const [hlc, devicen] = await db.syncState.bulkGet(['hlc', 'devicen'])
  return {
    hlc: z.string().nullable().catch(null).parse(hlc?.value),
    devicen: z.int().nonnegative().catch(0).parse(devicen?.value),
  }
}

function envelope(
  actor: Actor,
  draft: EventDraft,
  now: number,
  clock: { hlc: string | null; devicen: number },
): unknown {
  return {
    specversion: '1.0',
    id: actor.newId(),
    source: `urn:device:${actor.deviceId}`,
    type: draft.type,
    ...(draft.subject === undefined ? {} : { subject: draft.subject }),
    time: new Date(now).toISOString(),
    workspaceid: actor.workspaceId,
    actorid: actor.memberId,
    deviceid: actor.deviceId,
    devicen: clock.devicen,
    hlc: clock.hlc,
    ev: NEWEST[draft.type],
    audience: draft.audience,
    data: draft.data,
  }
}

/** What the server would refuse is refused here, while the text is still in its box. */
function checked(event: unknown): SyncEvent {
  const known = KnownEventSchema.safeParse(event)
  if (!known.success) {
    const issue = known.error.issues[0]
    throw new Refusal('invalid', { path: issue?.path.join('.') ?? '', detail: issue?.code ?? '' })
  }
  const parsed = SyncEventSchema.parse(known.data)
  const most = parsed.type === 'note.revised' ? LIMITS.noteEventBytes : LIMITS.eventBytes
  if (eventBytes(parsed) > most) throw new Refusal('too-large', { detail: parsed.type })
  return parsed
}
