import type { MemberRow } from '../model/contact.ts'
import type { EventOf } from '../model/event.ts'
import { byPlace } from './by-clock.ts'

export type MemberEvent = EventOf<'member.joined' | 'member.changed' | 'device.revoked'>

/** A member from all events about them: each part as the server said it last. Null until they joined. */
export function foldMember(events: readonly MemberEvent[]): MemberRow | null {
  const sorted = [...events].sort(byPlace)
  const said = sorted.flatMap((event) => (event.type === 'device.revoked' ? [] : [event.data.member]))
  const last = said.at(-1)
  if (last === undefined) return null
  const role = said.findLast((member) => member.role !== undefined)?.role
  const disabledAt = said.findLast((member) => member.disabledAt !== undefined)?.disabledAt
  const revoked = sorted.flatMap((event) => (event.type === 'device.revoked' ? [event.data.deviceId] : []))
  return {
    id: last.id,
    name: last.name,
    ...(role === undefined ? {} : { role }),
    ...(disabledAt === undefined ? {} : { disabledAt }),
    revokedDevices: [...new Set(revoked)].sort(),
  }
}
