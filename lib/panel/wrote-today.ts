import type { Outcome } from '../model/interaction.ts'
import type { MemberName, PersonView } from '../store/views.ts'
import { dayOf } from './day.ts'

/** Outcomes in which the person read something of ours. */
const WRITTEN: ReadonlySet<Outcome> = new Set([
  'thanked',
  'asked',
  'answered',
  'corrected',
  'made-right',
  'moved-private',
])

/** Who of us wrote to somebody, and when last, milliseconds since the epoch. */
export interface Writer {
  readonly by: MemberName
  readonly at: number
}

/**
 * Who of us wrote to this person on the day of `now`, the newest first, each once. Empty while no colleague
 * did: what only I wrote needs no word.
 */
export function wroteToday({ timeline }: Pick<PersonView, 'timeline'>, now: number): readonly Writer[] {
  const today = dayOf(now)
  const writers = new Map<string, Writer>()
  for (const { interaction, by } of timeline) {
    if (interaction.retracted || !WRITTEN.has(interaction.outcome) || dayOf(interaction.at) !== today)
      continue
    const known = writers.get(by.id)
    if (known === undefined || known.at < interaction.at) writers.set(by.id, { by, at: interaction.at })
  }
  const all = [...writers.values()].sort((one, other) => other.at - one.at)
  return all.some(({ by }) => !by.me) ? all : []
}
