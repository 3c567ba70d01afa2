import type { ContactSummary, MemberName } from '../../lib/store/views.ts'

/** Invented views of an invented town: Quillon makes hand grinders, Maya and Sam work there. */
export const NOW = Date.UTC(2026, 10, 9, 15, 0)
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
export const THREAD = 'reddit t3_jam'

export const ids = {
  workspace: '0b9d3a52-6f0e-4a3c-9d21-5b7f6a1c2d30',
  me: '11111111-1111-4111-8111-111111111111',
  maya: '22222222-2222-4222-8222-222222222222',
  sam: '33333333-3333-4333-8333-333333333333',
  ana: '44444444-4444-8444-8444-444444444444',
  tom: '55555555-5555-8555-8555-555555555555',
  note: '66666666-6666-7666-8666-666666666666',
} as const

export const me: MemberName = { id: ids.me, name: 'Robin', me: true }
export const maya: MemberName = { id: ids.maya, name: 'Maya Osei', me: false }
export const sam: MemberName = { id: ids.sam, name: 'Sam Lindqvist', me: false }

export const anaSummary: ContactSummary = {
  id: ids.ana,
  name: 'slowpour_ana',
  handle: 'slowpour_ana',
  site: 'reddit',
  meetings: 3,
  last: { at: NOW - 21 * DAY, by: maya, outcome: 'made-right' },
  promise: { text: 'call back about the second burr set', due: '2026-10-31', by: maya },
}

export const tomSummary: ContactSummary = {
  id: ids.tom,
  name: 'tamper_tom',
  handle: 'tamper_tom',
  site: 'reddit',
  meetings: 1,
  last: { at: NOW - 190 * DAY, by: sam, outcome: 'answered' },
  promise: null,
}
