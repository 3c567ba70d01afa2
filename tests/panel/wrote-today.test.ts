import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../lib/model/interaction.ts'
import { wroteToday } from '../../lib/panel/wrote-today.ts'
import type { MemberName, TimelineEntry } from '../../lib/store/views.ts'
import { DAY, HOUR, maya, me, NOW, sam } from '../support/panel-names.ts'
import { ana } from '../support/panel-person.ts'

function wrote(by: MemberName, at: number, outcome: Outcome = 'answered', retracted = false): TimelineEntry {
  const [first] = ana.timeline
  if (first === undefined) throw new Error('Ana was met')
  return { ...first, by, interaction: { ...first.interaction, at, outcome, retracted } }
}
const names = (timeline: readonly TimelineEntry[]) => wroteToday({ timeline }, NOW).map(({ by }) => by.name)

describe('who wrote to a person today', () => {
  it('is named once each, the newest first', () => {
    expect(names([wrote(maya, NOW - 3 * HOUR), wrote(sam, NOW - HOUR), wrote(maya, NOW - 2 * HOUR)])).toEqual(
      ['Sam Lindqvist', 'Maya Osei'],
    )
  })

  it('is of no interest when it was nobody but me', () => {
    expect(names([wrote(me, NOW - HOUR)])).toEqual([])
    expect(names([wrote(me, NOW - HOUR), wrote(maya, NOW - 2 * HOUR)])).toEqual(['Robin', 'Maya Osei'])
  })

  it('does not count who only listened, wrote on another day or took it back', () => {
    expect(
      names([
        wrote(maya, NOW - HOUR, 'listened'),
        wrote(sam, NOW - 2 * DAY),
        wrote(maya, NOW - HOUR, 'answered', true),
      ]),
    ).toEqual([])
  })
})
