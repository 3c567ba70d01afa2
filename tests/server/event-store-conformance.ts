import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SyncEventSchema } from '../../lib/model/event.ts'
import { contentHash } from '../../server/content-hash.ts'
import { hashSecret } from '../../server/secrets.ts'
import type { EventStore, NewEvent, Page, Redemption, Session } from '../../server/store.ts'
import { loggedEvent } from './make-events.ts'

/** A store that can be closed and opened again over the same data. */
export interface StoreUnderTest {
  open(): Promise<EventStore>
  remove(): Promise<void>
}

const NOW = Date.parse('2026-11-21T10:00:00Z')

/** What every store behind the port must do, whatever it is made of. */
export function describeEventStore(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} as an event store`, () => {
    let place: StoreUnderTest
    let store: EventStore
    let maya: Session
    let sam: Session

    beforeEach(async () => {
      place = await make()
      store = await place.open()
      const workspaceId = randomUUID()
      await store.createWorkspace({ id: workspaceId, name: 'Quillon' }, randomUUID(), NOW)
      maya = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
      sam = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })

    const entry = (session: Session, over: Record<string, unknown> = {}, data = {}): NewEvent => {
      const event = SyncEventSchema.parse(loggedEvent(session, over, data))
      return { event, contentHash: contentHash(event) }
    }
    const append = (entries: readonly NewEvent[], workspaceId = maya.workspaceId) =>
      store.append(workspaceId, entries, NOW)
    const page = async (reader: Session, more: Partial<Parameters<EventStore['page']>[1]> = {}) => {
      const answer = await store.page(reader.workspaceId, {
        after: null,
        reader: reader.memberId,
        limit: 500,
        maxBytes: 1e6,
        ...more,
      })
      if (answer.status !== 'page') throw new Error('rewound')
      return answer
    }
    const ids = (answer: Extract<Page, { status: 'page' }>) =>
      answer.events.map((event) => SyncEventSchema.parse(event).id)

    it('numbers events from 1 without gaps, in the order given', async () => {
      const entries = [entry(maya), entry(maya), entry(sam)]
      const { outcomes, head } = await append(entries)
      expect(outcomes).toEqual([1, 2, 3].map((seq) => ({ status: 'accepted', seq })))
      expect(head).toBe(3)
      expect(ids(await page(maya))).toEqual(entries.map(({ event }) => event.id))
    })

    it('answers a repeat with the first seq and stores nothing, also inside one batch', async () => {
      const first = entry(maya)
      await append([first])
      const { outcomes, head } = await append([first, entry(maya), first])
      expect(outcomes).toEqual([
        { status: 'duplicate', seq: 1 },
        { status: 'accepted', seq: 2 },
        { status: 'duplicate', seq: 1 },
      ])
      expect(head).toBe(2)
    })

    it('tells a reused id from a repeat, and keeps the first content', async () => {
      const first = entry(maya)
      const forged = entry(maya, { id: first.event.id }, { learned: 'something else' })
      await append([first])
      expect((await append([forged])).outcomes).toEqual([{ status: 'conflict' }])
      const [kept] = (await page(maya)).events
      expect(SyncEventSchema.parse(kept).data.learned).toBeNull()
    })

    it('gives an event back as it was stored, with unknown fields, seq and time of receipt', async () => {
      const odd = entry(maya, { newerfield: { nested: [1, null, 'é\u0000\ud83d'] } }, { mood: '🙂' })
      await append([odd])
      const [back] = (await page(maya)).events
      expect(back).toEqual({ ...odd.event, seq: 1, receivedat: new Date(NOW).toISOString() })
    })

    it('pages through everything exactly once, whatever the sizes', async () => {
      const entries = Array.from({ length: 23 }, () => entry(maya))
      await append(entries)
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 30 }),
          fc.integer({ min: 1, max: 8_000 }),
          async (limit, maxBytes) => {
            const seen: string[] = []
            let after = null
            for (;;) {
              const answer: Extract<Page, { status: 'page' }> = await page(maya, { after, limit, maxBytes })
              seen.push(...ids(answer))
              expect(answer.events.length).toBeLessThanOrEqual(limit)
              after = answer.next
              if (!answer.hasMore) break
            }
            expect(seen).toEqual(entries.map(({ event }) => event.id))
          },
        ),
        { numRuns: 25 },
      )
    })

    it('leaves private events out for others, and still moves them past', async () => {
      const [mine, shared] = [entry(maya, { audience: 'me' }), entry(maya)]
      await append([mine, shared, entry(maya, { audience: 'me' })])
      expect(ids(await page(maya))).toHaveLength(3)
      const forSam = await page(sam)
      expect(ids(forSam)).toEqual([shared.event.id])
      expect(forSam.next.seq).toBe(3)
      expect(JSON.stringify(forSam)).not.toContain(mine.event.id)
      expect((await page(sam, { after: forSam.next })).events).toEqual([])
    })

    it('knows a place that its log does not hold', async () => {
      await append([entry(maya), entry(maya)])
      const { next } = await page(maya)
      const rewound = { status: 'rewound', epoch: next.epoch, head: 2 }
      const asked = (after: typeof next) =>
        store.page(maya.workspaceId, { after, reader: maya.memberId, limit: 10, maxBytes: 1e6 })
      expect(await asked({ ...next, seq: 3 })).toEqual(rewound)
      expect(await asked({ ...next, seq: 1 })).toEqual(rewound)
      expect(await asked({ ...next, epoch: randomUUID() })).toEqual(rewound)
      expect(await asked(next)).toMatchObject({ status: 'page', events: [] })
    })

    it('keeps workspaces apart, down to ids and seq', async () => {
      const other = randomUUID()
      await store.createWorkspace({ id: other, name: 'Other' }, randomUUID(), NOW)
      const same = entry(maya)
      await append([same])
      expect((await append([same], other)).outcomes).toEqual([{ status: 'accepted', seq: 1 }])
      expect((await store.authors(other, [same.event.id])).size).toBe(1)
      await append([entry(maya)])
      expect((await store.head(other)).head).toBe(1)
      expect((await store.head(maya.workspaceId)).head).toBe(2)
    })

    it('has everything again after it was closed and opened', async () => {
      const first = entry(maya)
      await append([first])
      const before = await page(maya)
      await store.close()
      store = await place.open()
      expect(await page(maya)).toEqual(before)
      expect((await append([first])).outcomes).toEqual([{ status: 'duplicate', seq: 1 }])
    })

    it('appends all or nothing', async () => {
      const impossible = { ...entry(maya), event: { ...entry(maya).event, audience: 'everyone' as 'team' } }
      await expect(append([entry(maya), impossible])).rejects.toThrow()
      expect((await store.head(maya.workspaceId)).head).toBe(0)
      expect((await append([entry(maya)])).head).toBe(1)
    })

    it('refuses a second workspace of the same name in any case', async () => {
      expect(await store.createWorkspace({ id: randomUUID(), name: 'QUILLON' }, randomUUID(), NOW)).toBeNull()
      expect(await store.findWorkspace('quillon')).toEqual({ id: maya.workspaceId, name: 'Quillon' })
      expect(await store.findWorkspace(maya.workspaceId)).toEqual({ id: maya.workspaceId, name: 'Quillon' })
      expect(await store.findWorkspace('nobody')).toBeNull()
    })

    it('keeps the newest playbook in force', async () => {
      expect(await store.playbook(maya.workspaceId)).toBeNull()
      await store.savePlaybook(maya.workspaceId, { version: 1, tag: 'aa', text: '{"a":1}' }, NOW)
      await store.savePlaybook(maya.workspaceId, { version: 3, tag: 'bb', text: '{"a":2}' }, NOW)
      expect(await store.playbook(maya.workspaceId)).toEqual({ version: 3, tag: 'bb', text: '{"a":2}' })
      const again = store.savePlaybook(maya.workspaceId, { version: 3, tag: 'cc', text: '{}' }, NOW)
      await expect(again).rejects.toThrow()
    })

    describe('invitations', () => {
      const codeHash = hashSecret('a code')
      const redemption = (over: Partial<Redemption> = {}): Redemption => ({
        codeHash,
        name: 'Sam Lindqvist',
        deviceId: randomUUID(),
        tokenHash: hashSecret(randomUUID()),
        newMemberId: randomUUID(),
        newEventId: randomUUID(),
        now: NOW,
        ...over,
      })
      const offer = (over: { uses?: number; memberId?: string } = {}) =>
        store.addInvitation(
          {
            codeHash,
            workspaceId: maya.workspaceId,
            memberId: null,
            uses: 1,
            expiresAt: NOW + 1_000,
            ...over,
          },
          NOW,
        )

      it('let a device in as a new member, whose token then speaks for it', async () => {
        await offer()
        const asked = redemption()
        const redeemed = await store.redeem(asked)
        expect(redeemed).toMatchObject({
          status: 'admitted',
          workspace: { id: maya.workspaceId, name: 'Quillon' },
          member: { id: asked.newMemberId, name: 'Sam Lindqvist' },
        })
        expect(await store.session(asked.tokenHash, NOW)).toEqual({
          workspaceId: maya.workspaceId,
          memberId: asked.newMemberId,
          deviceId: asked.deviceId,
        })
        expect(await store.session(hashSecret('another'), NOW)).toBeNull()
      })

      it('end with their uses and with their time', async () => {
        await offer({ uses: 2 })
        expect(await store.redeem(redemption({ codeHash: hashSecret('b') }))).toEqual({ status: 'unknown' })
        expect(await store.redeem(redemption({ now: NOW + 1_000 }))).toEqual({ status: 'expired' })
        expect((await store.redeem(redemption())).status).toBe('admitted')
        expect((await store.redeem(redemption())).status).toBe('admitted')
        expect(await store.redeem(redemption())).toEqual({ status: 'used-up' })
        expect(await store.members(maya.workspaceId)).toHaveLength(2)
      })

      it('let a device in again whose answer was lost, without a second use or member', async () => {
        await offer()
        const first = redemption()
        const admitted = await store.redeem(first)
        const second = { ...redemption(), deviceId: first.deviceId }
        expect(await store.redeem(second)).toEqual(admitted)
        expect(await store.session(first.tokenHash, NOW)).toBeNull()
        expect((await store.session(second.tokenHash, NOW))?.memberId).toBe(first.newMemberId)
      })

      it('do not let anybody take over a device that is in use', async () => {
        await offer({ uses: 5 })
        const first = redemption()
        await store.redeem(first)
        await store.session(first.tokenHash, NOW)
        expect(await store.redeem({ ...redemption(), deviceId: first.deviceId })).toEqual({
          status: 'device-known',
        })
        expect(await store.session(first.tokenHash, NOW)).not.toBeNull()
      })

      it('made for a member add a device to that member', async () => {
        await store.addMember(maya.workspaceId, { id: maya.memberId, name: 'Maya Osei' }, NOW)
        await offer({ memberId: maya.memberId })
        const redeemed = await store.redeem(redemption({ name: 'Somebody Else' }))
        expect(redeemed).toMatchObject({ member: { id: maya.memberId, name: 'Maya Osei' } })
      })
    })
  })
}
