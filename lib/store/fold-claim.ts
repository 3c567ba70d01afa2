import type { Claim } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import { hlcTime } from '../model/hlc.ts'
import { byPlace } from './by-clock.ts'

export type ClaimEvent = EventOf<'claim.taken' | 'claim.released'>

/**
 * Who is on a thread, from all events about it. The server decided in the order of the log; what it has not
 * seen yet counts only where it would be accepted now. Null: nobody, or released.
 */
export function foldClaim(events: readonly ClaimEvent[]): Claim | null {
  return [...events].sort(byPlace).reduce<Claim | null>(claimAfter, null)
}

function claimAfter(claim: Claim | null, event: ClaimEvent): Claim | null {
  const own = claim?.memberId === event.actorid
  if (event.type === 'claim.released') return own ? null : claim
  const at = hlcTime(event.hlc)
  const live = claim !== null && claim.until > at
  if (event.seq === undefined && live && !own) return claim
  const { site, threadKey, title, until } = event.data
  return {
    key: claimKey(site, threadKey),
    site,
    threadKey,
    title,
    memberId: event.actorid,
    since: live && own ? claim.since : at,
    until: Date.parse(until),
  }
}

export function claimKey(site: string, threadKey: string): string {
  return `${site} ${threadKey}`
}
