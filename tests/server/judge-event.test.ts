import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KnownEventSchema, SyncEventSchema } from '../../lib/model/event.ts'
import { contentHash } from '../../server/content-hash.ts'
import { judgeEvent } from '../../server/judge-event.ts'
import type { Session } from '../../server/people-store.ts'
import { loggedEvent } from './make-events.ts'

const NOW = Date.parse('2026-11-21T10:00:00Z')

const session: Session = {
  workspaceId: randomUUID(),
  memberId: randomUUID(),
  deviceId: randomUUID(),
  role: 'member',
  kind: 'access',
  scopes: [],
  expiresAt: null,
}

function kept(raw: unknown) {
  const verdict = judgeEvent(raw, session, NOW)
  if (verdict.kind !== 'fresh') throw new Error(JSON.stringify(verdict.receipt))
  return verdict.entry
}

// One look is enough only while this is so.
it('the schema of each type asks of the envelope all that the envelope’s own schema asks', () => {
  const { type: _type, data: _data, ...envelope } = SyncEventSchema.shape
  for (const { shape } of KnownEventSchema.options) {
    expect(shape).toMatchObject(envelope)
    // Whether the data are an object is asked of a type that nobody knows, too.
    expect(shape.data.safeParse('text').success).toBe(false)
    expect(shape.data.safeParse([]).success).toBe(false)
  }
})

it('an entry is kept as it was sent, also what its schema would cut off', () => {
  const sent = loggedEvent(session, { type: 'tag.added', later: { field: [1] } })
  const tagged = { ...sent, data: { contactId: sent.subject, tag: ' grinder ', colour: 'red' } }
  const { event, text } = kept(tagged)
  expect(event).toEqual(tagged)
  expect(JSON.parse(text ?? '')).toEqual(tagged)
})

it('the text that is stored is the event, its stamp and author replaced, and bears its hash', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.jsonValue(), (learned, more) => {
      const stranger = randomUUID()
      const raw = loggedEvent(session, { actorid: stranger }, { learned, more })
      // As it comes from the wire.
      const sent: unknown = JSON.parse(JSON.stringify(raw))
      fc.pre(!JSON.stringify(more).includes('__proto__'))
      const { event, text, contentHash: hash } = kept(sent)
      const stored = SyncEventSchema.parse(JSON.parse(text ?? ''))
      expect(stored).toEqual(event)
      expect(stored.actorid).toBe(session.memberId)
      expect(contentHash(stored)).toEqual(hash)
      expect(contentHash(SyncEventSchema.parse(sent))).toEqual(hash)
    }),
  )
})

it('what a device says of the number and the time of receipt is not kept', () => {
  const { text } = kept(loggedEvent(session, { seq: 7, receivedat: '2020-01-01T00:00:00Z' }))
  expect(text).not.toMatch(/"seq"|receivedat/)
})
