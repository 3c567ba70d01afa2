import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SyncEventSchema } from '../../../lib/model/event.ts'
import type { EventStore, NewEvent, Page } from '../../../server/store.ts'
import { runs } from '../../support/runs.ts'
import {
  enter,
  entry,
  idsOf,
  leave,
  NOW,
  pageOf,
  type Scene,
  type StoreUnderTest,
} from './store-under-test.ts'

/** What every store behind the port must do with events, whatever it is made of. */
export function describeLog(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`the log in ${name}`, () => {
    let scene: Scene
    let store: EventStore
    let maya: Scene['maya']
    let sam: Scene['sam']

    beforeEach(async () => {
      scene = await enter(await make())
      ;({ store, maya, sam } = scene)
    })
    afterEach(() => leave({ ...scene, store }))

    const append = (entries: readonly NewEvent[], workspaceId = maya.workspaceId) =>
      store.append(workspaceId, entries, NOW)
    const page = (reader: Scene['maya'], more: Partial<Parameters<EventStore['page']>[1]> = {}) =>
      pageOf(store, reader, more)

    it('numbers events from 1 without gaps, in the order given', async () => {
      const entries = [entry(maya), entry(maya), entry(sam)]
      const { outcomes, head } = await append(entries)
      expect(outcomes).toEqual([1, 2, 3].map((seq) => ({ status: 'accepted', seq })))
      expect(head).toBe(3)
      expect(idsOf(await page(maya))).toEqual(entries.map(({ event }) => event.id))
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

    it('stays gapless when eight write at once, and each event is there once', async () => {
      const mine = Array.from({ length: 8 }, () => Array.from({ length: 6 }, () => entry(maya)))
      const answers = await Promise.all(
        mine.map(async (entries) => {
          const outcomes = []
          for (const one of entries) outcomes.push(...(await append([one, one])).outcomes)
          return outcomes
        }),
      )
      const all = answers.flat()
      const seqs = all.flatMap((outcome) => (outcome.status === 'accepted' ? [outcome.seq] : []))
      expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, at) => at + 1))
      expect(all.filter(({ status }) => status === 'duplicate')).toHaveLength(48)
      const { events } = await page(maya)
      expect(events.map((event) => SyncEventSchema.parse(event).seq)).toEqual(seqs)
      expect(await store.verify(maya.workspaceId)).toMatchObject({ events: 48, gaps: 0, duplicates: 0 })
    })

    it('lets a reader who follows the head miss nothing while others write', async () => {
      let written = false
      const writing = Promise.all(
        Array.from({ length: 4 }, async () => {
          for (let n = 0; n < 6; n++) await append([entry(sam), entry(sam)])
        }),
      ).then(() => {
        written = true
      })
      const seen: number[] = []
      let after: Page | null = null
      for (;;) {
        const last = written
        const answer: Extract<Page, { status: 'page' }> = await page(maya, {
          after: after?.status === 'page' ? after.next : null,
          limit: 5,
        })
        seen.push(...answer.events.map((event) => SyncEventSchema.parse(event).seq ?? 0))
        after = answer
        if (last && !answer.hasMore) break
        await new Promise((turn) => setTimeout(turn))
      }
      await writing
      expect(seen).toEqual(Array.from({ length: 48 }, (_, at) => at + 1))
    })

    it('pages through everything exactly once, whatever the sizes', async () => {
      const entries = Array.from({ length: 11 }, () => entry(maya))
      await append(entries)
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 15 }),
          fc.integer({ min: 1, max: 8_000 }),
          async (limit, maxBytes) => {
            const seen: string[] = []
            let after = null
            for (;;) {
              const answer: Extract<Page, { status: 'page' }> = await page(maya, { after, limit, maxBytes })
              seen.push(...idsOf(answer))
              expect(answer.events.length).toBeLessThanOrEqual(limit)
              after = answer.next
              if (!answer.hasMore) break
            }
            expect(seen).toEqual(entries.map(({ event }) => event.id))
          },
        ),
        runs(15),
      )
    })

    it('leaves private events out for others, and still moves them past', async () => {
      const [mine, shared] = [entry(maya, { audience: 'me' }), entry(maya)]
      await append([mine, shared, entry(maya, { audience: 'me' })])
      expect(idsOf(await page(maya))).toHaveLength(3)
      const forSam = await page(sam)
      expect(idsOf(forSam)).toEqual([shared.event.id])
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

    it('answers with its new epoch to places of the old one', async () => {
      await append([entry(maya)])
      const { next } = await page(maya)
      const epoch = randomUUID()
      await store.newEpoch(maya.workspaceId, epoch)
      expect(await store.head(maya.workspaceId)).toEqual({ epoch, head: 1, floor: 0 })
      const asked = { after: next, reader: maya.memberId, limit: 10, maxBytes: 1e6 }
      expect(await store.page(maya.workspaceId, asked)).toEqual({ status: 'rewound', epoch, head: 1 })
    })

    it('sends readers from below its floor to a snapshot', async () => {
      await append([entry(maya), entry(maya), entry(maya)])
      const { next } = await page(maya, { limit: 2 })
      await store.setFloor(maya.workspaceId, 2)
      const asked = (after: typeof next | null) =>
        store.page(maya.workspaceId, { after, reader: maya.memberId, limit: 10, maxBytes: 1e6 })
      expect(await asked(null)).toEqual({ status: 'below-floor', floor: 2 })
      expect(await asked(next)).toMatchObject({ status: 'page', head: 3 })
      expect((await store.head(maya.workspaceId)).floor).toBe(2)
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
      store = await scene.place.open()
      expect(await page(maya)).toEqual(before)
      expect((await append([first])).outcomes).toEqual([{ status: 'duplicate', seq: 1 }])
    })

    it('appends all or nothing', async () => {
      const impossible = { ...entry(maya), event: { ...entry(maya).event, audience: 'everyone' as 'team' } }
      await expect(append([entry(maya), impossible])).rejects.toThrow()
      expect((await store.head(maya.workspaceId)).head).toBe(0)
      expect((await append([entry(maya)])).head).toBe(1)
    })

    it('of an unknown workspace rejects, and never makes one', async () => {
      for (const nobody of [randomUUID(), 'nonsense', '../control', '']) {
        await expect(append([entry(maya)], nobody)).rejects.toThrow()
        await expect(store.head(nobody)).rejects.toThrow()
      }
      expect(await store.workspaces()).toHaveLength(1)
    })
  })
}
