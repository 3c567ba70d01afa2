import type { InteractionRow } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import { byClock } from './by-clock.ts'

export type InteractionEvent = EventOf<'interaction.logged' | 'interaction.amended' | 'interaction.retracted'>

/**
 * An interaction from all events about it, in whatever order they came: what was logged, then each
 * changed field from its last writer. A retraction stands for ever. Null until it was logged.
 */
export function foldInteraction(events: readonly InteractionEvent[]): InteractionRow | null {
  const sorted = [...events].sort(byClock)
  const logged = sorted.find((event) => event.type === 'interaction.logged')
  if (logged === undefined) return null
  const newest = sorted.findLast(({ type }) => type !== 'interaction.retracted') ?? logged
  let row: InteractionRow = {
    ...logged.data,
    id: logged.id,
    actorId: logged.actorid,
    audience: logged.audience,
    at: Date.parse(logged.time),
    retracted: false,
    hlc: newest.hlc,
  }
  for (const event of sorted) {
    switch (event.type) {
      case 'interaction.logged':
        break
      case 'interaction.amended':
        row = { ...row, ...present(event.data.changes) }
        break
      case 'interaction.retracted':
        row = { ...row, retracted: true }
    }
  }
  return row
}

type Changes = EventOf<'interaction.amended'>['data']['changes']

/** Without the fields that are undefined: those were not changed. */
function present(changes: Changes): Partial<InteractionRow> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}
