import { nameMember } from '../listening/summarise-history.ts'
import type { Contact, Member } from '../model/contact.ts'
import { hlcTime } from '../model/hlc.ts'
import type { ConcurrentView } from './views.ts'

/** How long a value that lost is offered, milliseconds. */
const OFFERED_FOR = 90 * 24 * 3_600_000

/**
 * Values of fields that lost to another one whose writer had not seen them, with the one that is shown: lost in the
 * 90 days before `today` (YYYY-MM-DD), the last one first.
 */
export function concurrentOf(
  contact: Contact,
  { members, me, today }: { members: readonly Member[]; me: string; today: string },
): ConcurrentView[] {
  return contact.lost
    .filter(({ lostAt }) => lostAt >= Date.parse(today) - OFFERED_FOR)
    .sort((a, b) => b.lostAt - a.lostAt)
    .flatMap(({ field, value, hlc, actorId, at }) => {
      const shown = contact.fields[field]
      if (shown === undefined) return []
      return {
        field,
        shown: {
          value: shown.value,
          by: nameMember(shown.actorId ?? '', members, me),
          at: shown.at ?? hlcTime(shown.hlc),
        },
        lost: { value, hlc, by: nameMember(actorId, members, me), at },
      }
    })
}
