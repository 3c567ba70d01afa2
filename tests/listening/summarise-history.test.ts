import { expect, test } from 'vitest'
import { summariseHistory } from '../../lib/listening/summarise-history.ts'
import type { Contact, InteractionRow } from '../../lib/model/contact.ts'
import { interaction, uuid } from '../store/any-event.ts'
import { MAYA, SAM } from '../store/quillon.ts'

const CONTACT: Contact = {
  id: uuid('c', 1),
  mergedIds: [],
  fields: {},
  lost: [],
  tags: [],
  identities: [
    { site: 'reddit', key: 'brewbert', handle: 'brewbert', name: 'Bert', url: null, stableId: null },
  ],
  words: ['brewbert'],
  firstAt: 0,
  lastAt: 0,
  deleted: false,
  deletion: null,
  revived: null,
}
const MEMBERS = [{ id: SAM, name: 'Sam Lindqvist' }]

function met(at: number, more: Partial<InteractionRow> = {}): InteractionRow {
  const base = { id: uuid('e', at), actorId: SAM, audience: 'team', at, retracted: false, hlc: '' } as const
  return { ...(interaction(1) as unknown as InteractionRow), ...base, ...more }
}

test('the last meeting, the oldest promise and the count are told, those taken back are not', () => {
  const promise = (text: string) => ({ text, due: null })
  const summary = summariseHistory(
    CONTACT,
    [
      met(3, { actorId: MAYA, outcome: 'thanked' }),
      met(1, { promise: promise('taken back'), retracted: true }),
      met(2, { promise: promise('send a burr') }),
      met(4, { outcome: 'corrected', retracted: true }),
      met(3, { id: uuid('d', 1), promise: promise('call') }),
    ],
    MEMBERS,
    MAYA,
  )
  expect(summary).toMatchObject({
    name: 'Bert',
    handle: 'brewbert',
    site: 'reddit',
    meetings: 3,
    last: { at: 3, outcome: 'thanked', by: { id: MAYA, name: '', me: true } },
    promise: { text: 'send a burr', by: { name: 'Sam Lindqvist', me: false } },
  })
})

test('somebody never met has neither last meeting nor promise', () => {
  expect(summariseHistory(CONTACT, [], MEMBERS, MAYA)).toMatchObject({
    meetings: 0,
    last: null,
    promise: null,
  })
})

test('a name that we gave goes before what the site shows, and a handle stands in for both', () => {
  const named = { ...CONTACT, fields: { name: { value: 'Robert', hlc: '' } } }
  expect(summariseHistory(named, [], [], MAYA).name).toBe('Robert')
  const [first] = CONTACT.identities
  const bare = first === undefined ? CONTACT : { ...CONTACT, identities: [{ ...first, name: null }] }
  expect(summariseHistory(bare, [], [], MAYA).name).toBe('brewbert')
})
