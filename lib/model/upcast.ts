import { type KnownEventType, NEWEST, type SyncEvent } from './event.ts'

type EventContent = SyncEvent['data']

/** For each type, what raises the content of version `n` to `n + 1`, at place `n - 1`. Pure. */
export type Upcasters = Readonly<
  Partial<Record<KnownEventType, readonly ((data: EventContent) => EventContent)[]>>
>

/**
 * Every type is at its first version as yet. Whoever raises one in NEWEST adds a step here and a file of
 * the new version to tests/model/events; the files of older versions stay and must still make their rows.
 */
const UPCASTERS: Upcasters = {}

/**
 * An event raised step by step to the newest version of its type, for reading only: the log keeps it as
 * it came. One that is as new as we know, or newer, or of a type unknown, is given back as it is.
 */
export function upcast(
  event: SyncEvent,
  upcasters: Upcasters = UPCASTERS,
  newest: Readonly<Record<string, number>> = NEWEST,
): SyncEvent {
  const steps = upcasters[event.type as KnownEventType] ?? []
  const target = newest[event.type] ?? event.ev
  if (event.ev >= target) return event
  const data = steps.slice(event.ev - 1, target - 1).reduce((raised, step) => step(raised), event.data)
  return { ...event, ev: target, data }
}
