import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ErrorAnswerSchema,
  PullAnswerSchema,
  PushAnswerSchema,
  SnapshotAnswerSchema,
} from '../../lib/model/wire.ts'
import { runs } from '../support/runs.ts'
import { loggedEvent, noteEvent } from './make-events.ts'
import type { Device, InMemoryServer } from './serve-in-memory.ts'

let server: InMemoryServer
let maya: Device

const head = async () => (await server.store.head(maya.workspaceId)).head
const failures = () => server.lines.filter((line) => line.includes('request failed'))

/** Values that have broken parsers: types, sizes, keys of the prototype, halves of letters. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -0,
    1e308,
    -1,
    2 ** 31,
    2 ** 53 - 1,
    2 ** 53,
    '\u0000',
    '\ud800',
    'constructor',
    { constructor: { prototype: { polluted: true } } },
    { __defineGetter__: 1 },
    [[[[[[[]]]]]]],
    'ａ'.repeat(400),
    '2026-02-30T99:99:99Z',
    '../../etc/passwd',
    "'; drop table event; --",
  ),
)

const CONTACT = '6f1c1f2e-8a52-8d0b-9d4e-2f5f6d1f0a01'
const until = () => new Date(server.clock.now + 3_600_000).toISOString()

/** Good events: of those that a store keeps more of than their text, and of those that it does not. */
const GOOD: Readonly<Record<string, () => Record<string, unknown>>> = {
  interaction: () => loggedEvent(maya),
  note: () => noteEvent(maya, 'x'),
  claim: () =>
    typed('claim.taken', { site: 'practice', threadKey: 'practice/t', title: 'T', until: until() }),
  released: () => typed('claim.released', { site: 'practice', threadKey: 'practice/t' }),
  merge: () => ({
    ...typed('contact.merged', { contactId: CONTACT, mergedId: randomUUID() }),
    subject: CONTACT,
  }),
  unknown: () => typed('idea.raised', { text: 'x' }),
}

function typed(type: string, data: Record<string, unknown>): Record<string, unknown> {
  return { ...loggedEvent(maya), subject: undefined, type, data }
}

const FIELDS = Object.keys(fieldsOfEvent())
const INSIDE = [
  ...Object.keys(fieldsOfEvent().data as object),
  ...['title', 'until', 'mergedId', 'noteId', 'base', 'body', 'joins', 'interactionId', 'removes', 'extra'],
]
const TYPES = [
  ...['interaction.amended', 'interaction.retracted', 'contact.created', 'contact.fields_set'],
  ...['contact.merged', 'contact.unmerged', 'contact.deleted', 'tag.added', 'tag.removed', 'fact.added'],
  ...['claim.taken', 'claim.released', 'note.deleted', 'member.joined', 'subject.erased', 'idea.raised'],
]

/** A good event with some of its fields spoilt, at the top and in `data`. */
const spoilt = fc
  .record({
    kind: fc.constantFrom(...Object.keys(GOOD)),
    top: fc.array(fc.tuple(fc.constantFrom(...FIELDS), odd), { maxLength: 2 }),
    inside: fc.array(fc.tuple(fc.constantFrom(...INSIDE), odd), { maxLength: 2 }),
    type: fc.option(fc.constantFrom(...TYPES)),
  })
  .map(({ kind, top, inside, type }) => () => {
    const event = GOOD[kind]?.() ?? {}
    const data = { ...(event.data as object), ...Object.fromEntries(inside) }
    return { ...event, ...(type === null ? {} : { type }), data, ...Object.fromEntries(top) }
  })

function fieldsOfEvent(): Record<string, unknown> {
  const id = randomUUID()
  return loggedEvent({ workspaceId: id, memberId: id, deviceId: id })
}

async function pushed(events: readonly unknown[]) {
  const before = await head()
  const body = { batchId: randomUUID(), deviceId: maya.deviceId, events }
  const response = await server.rawPush(maya, body)
  expect(response.status).toBe(200)
  const answer = PushAnswerSchema.parse(await response.json())
  expect(answer.receipts).toHaveLength(events.length)
  const accepted = answer.receipts.filter(({ status }) => status === 'accepted').length
  expect([await head(), answer.head]).toEqual([before + accepted, before + accepted])
  return answer.receipts
}

/** Hostile input to a server over any store: a crash, or a good neighbour kept out, is a failure. */
export function describeHostileInput(name: string, serve: () => Promise<InMemoryServer>): void {
  beforeAll(async () => {
    server = await serve()
    maya = await server.join((await server.newWorkspace('Quillon')).id, 'Maya Osei', 'owner')
    await server.push(maya, [loggedEvent(maya), noteEvent(maya, 'Likes the old burrs.')])
  })
  afterAll(() => server.close())

  describe(`whatever is pushed to a server over ${name}`, () => {
    it('gets a receipt for each event, and what was accepted is all that is stored', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(spoilt, { minLength: 1, maxLength: 40 }), async (makers) => {
          await pushed(makers.map((make) => make()))
        }),
        runs(60),
      )
      expect(failures()).toEqual([])
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    })

    it('never keeps a good neighbour out', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(spoilt, { maxLength: 5 }),
          fc.array(spoilt, { maxLength: 5 }),
          async (a, b) => {
            const good = loggedEvent(maya)
            const receipts = await pushed([...a.map((make) => make()), good, ...b.map((make) => make())])
            expect(receipts.find(({ id }) => id === good.id)?.status).toBe('accepted')
          },
        ),
        runs(25),
      )
    })

    it.each([
      ...[{ ev: 2 ** 31 - 1 }, { ev: 2 ** 31 }, { ev: 2 ** 53 - 1 }, { devicen: 2 ** 53 - 1 }],
      ...[{ time: '0000-01-01T00:00:00Z' }, { time: '9999-12-31T23:59:59.999999999Z' }],
      { data: { '\u0000': '\u0000', '\ud800': '\udfff' } },
    ])('%o of a type that is not known is an answer of its own, on its neighbours’ side', async (over) => {
      const good = loggedEvent(maya)
      const receipts = await pushed([{ ...GOOD.unknown?.(), ...over }, good])
      expect(['accepted', 'rejected']).toContain(receipts[0]?.status)
      expect(receipts[1]?.status).toBe('accepted')
    })

    it.each(['\u0000', '\ud800', '\u202e', '%'.repeat(2_000)])(
      'a claim on the thread %j is stored, and given back',
      async (threadKey) => {
        const taken = {
          ...typed('claim.taken', {
            site: 'practice',
            threadKey,
            title: threadKey.slice(0, 300),
            until: until(),
          }),
        }
        const released = typed('claim.released', { site: 'practice', threadKey })
        expect((await pushed([taken, released])).map(({ status }) => status)).toEqual([
          'accepted',
          'accepted',
        ])
      },
    )

    it('is answered with an error in the one shape when it is no push at all', async () => {
      await fc.assert(
        fc.asyncProperty(
          odd,
          fc.constantFrom('batchId', 'deviceId', 'events', 'epoch', 'clientSchema', null),
          async (value, field) => {
            const before = await head()
            const good = { batchId: randomUUID(), deviceId: maya.deviceId, events: [] as unknown[] }
            const body = field === null ? value : { ...good, [field]: value }
            const response = await server.rawPush(maya, JSON.stringify(body) ?? '')
            if (response.status === 200) {
              PushAnswerSchema.parse(await response.json())
              return
            }
            expect(response.status).toBeGreaterThanOrEqual(400)
            expect(response.status).toBeLessThan(500)
            ErrorAnswerSchema.parse(await response.json())
            expect(await head()).toBe(before)
          },
        ),
        runs(150),
      )
      expect(failures()).toEqual([])
    })

    it('survives being cut, doubled and stirred as text', async () => {
      const good = JSON.stringify({
        batchId: randomUUID(),
        deviceId: maya.deviceId,
        events: [loggedEvent(maya)],
      })
      const cut = fc.tuple(
        fc.nat(good.length),
        fc.nat(good.length),
        fc.string({ unit: 'binary', maxLength: 5 }),
      )
      await fc.assert(
        fc.asyncProperty(cut, async ([from, to, between]) => {
          const response = await server.rawPush(maya, good.slice(0, from) + between + good.slice(to))
          expect(response.status).toBeLessThan(500)
          if (response.status !== 200) ErrorAnswerSchema.parse(await response.json())
          else PushAnswerSchema.parse(await response.json())
        }),
        runs(150),
      )
      expect(failures()).toEqual([])
    })
  })

  describe(`whatever is given as a cursor to a server over ${name}`, () => {
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const seq = fc.oneof(fc.nat(10), fc.maxSafeNat(), fc.constantFrom<unknown>(-1, 1.5, 1e300, '1', null))
    const shaped = (epoch: string) =>
      fc.oneof(
        fc.tuple(fc.constant(epoch), seq, fc.constantFrom('', '0', 'a'.repeat(32), 'A')).map(base64),
        fc.tuple(fc.constant('snapshot'), fc.constant(epoch), seq, seq, seq).map(base64),
        fc.tuple(fc.uuid(), seq, fc.constant('')).map(base64),
      )
    const mutated = (good: string) =>
      fc
        .tuple(fc.nat(good.length), fc.constantFrom('', 'A', '-', '=', '%00', '\u{1F600}'), fc.nat(3))
        .map(([at, letter, skip]) => good.slice(0, at) + letter + good.slice(at + skip))
    const any = (epoch: string, good: string) =>
      fc.oneof(shaped(epoch), mutated(good), fc.string({ maxLength: 40 }), odd.map(base64))

    it.each([
      ['pull', PullAnswerSchema],
      ['snapshot', SnapshotAnswerSchema],
    ])('%s answers with a page, or says what is wrong with it', async (route, schema) => {
      const { epoch } = await server.store.head(maya.workspaceId)
      const pull = await server.pull(maya)
      const snapshot = SnapshotAnswerSchema.parse(await (await server.get(maya, 'snapshot?limit=1')).json())
      const good = (route === 'pull' ? pull.cursor : snapshot.snapshotCursor) ?? ''
      const statuses = new Set<number>()
      await fc.assert(
        fc.asyncProperty(any(epoch, good), async (cursor) => {
          const response = await server.get(maya, `${route}?limit=5&cursor=${encodeURIComponent(cursor)}`)
          statuses.add(response.status)
          if (response.status === 200) schema.parse(await response.json())
          else ErrorAnswerSchema.parse(await response.json())
        }),
        runs(200),
      )
      expect([...statuses].toSorted()).toEqual([200, 400, 409])
      expect(failures()).toEqual([])
    })
  })
}
