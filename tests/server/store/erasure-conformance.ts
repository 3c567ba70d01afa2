import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SyncEventSchema } from '../../../lib/model/event.ts'
import { erasureMark } from '../../../server/erasure-mark.ts'
import type { EventStore, NewEvent, SnapshotPage, SnapshotPlace } from '../../../server/store.ts'
import {
  enter,
  entry,
  eraseContact,
  idsOf,
  join,
  leave,
  NOW,
  pageOf,
  type Scene,
  type StoreUnderTest,
  typed,
} from './store-under-test.ts'

/** What every store behind the port must do with claims, with what no longer counts, and with what must be forgotten. */
export function describeErasure(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`claims, snapshots and erasures in ${name}`, () => {
    let scene: Scene
    let store: EventStore
    let workspaceId: string
    let maya: Scene['maya']
    let sam: Scene['sam']

    beforeEach(async () => {
      scene = await enter(await make())
      ;({ store, workspaceId, maya, sam } = scene)
    })
    afterEach(() => leave(scene))

    const append = async (entries: readonly NewEvent[], now = NOW) =>
      (await store.append(workspaceId, entries, now)).outcomes
    const statuses = async (entries: readonly NewEvent[]) =>
      (await append(entries)).map(({ status }) => status)
    const snapshot = async (reader: Scene['maya'], from: SnapshotPlace | null = null, limit = 1_000) => {
      const answer = await store.snapshot(workspaceId, {
        from,
        reader: reader.memberId,
        limit,
        maxBytes: 1e6,
      })
      if (answer.status !== 'page') throw new Error(answer.status)
      return answer
    }

    describe('a claim', () => {
      const thread = { site: 'practice', threadKey: 'practice/third-set' }
      const taken = (speaker: Scene['maya'], untilMs: number, over: Partial<typeof thread> = {}) =>
        typed(
          speaker,
          'claim.taken',
          { ...thread, title: 'Third burr set', until: new Date(untilMs).toISOString(), ...over },
          { subject: undefined },
        )
      const released = (speaker: Scene['maya']) =>
        typed(speaker, 'claim.released', thread, { subject: undefined })

      it('keeps others off the thread while it is live, and is made longer by its holder', async () => {
        expect(await statuses([taken(maya, NOW + 100)])).toEqual(['accepted'])
        expect(await append([taken(sam, NOW + 200), taken(sam, NOW + 200, { threadKey: 'other' })])).toEqual([
          { status: 'claimed', memberId: maya.memberId, until: NOW + 100 },
          { status: 'accepted', seq: 2 },
        ])
        expect(await statuses([taken(maya, NOW + 300)])).toEqual(['accepted'])
        const live = await store.claims(workspaceId, NOW)
        expect(live).toEqual([
          {
            ...thread,
            threadKey: 'other',
            title: 'Third burr set',
            memberId: sam.memberId,
            until: NOW + 200,
          },
          { ...thread, title: 'Third burr set', memberId: maya.memberId, until: NOW + 300 },
        ])
      })

      it('ends with its time or its release, which only its holder makes', async () => {
        await append([taken(maya, NOW + 100), released(sam)])
        expect(await store.claims(workspaceId, NOW)).toHaveLength(1)
        expect(await store.claims(workspaceId, NOW + 100)).toEqual([])
        expect(await append([taken(sam, NOW + 500)], NOW + 100)).toMatchObject([{ status: 'accepted' }])
        await append([released(sam)], NOW + 101)
        expect(await store.claims(workspaceId, NOW + 101)).toEqual([])
      })

      it('goes to one of two who ask in one batch or at once, and a repeat is a repeat', async () => {
        const first = taken(maya, NOW + 100)
        expect(await statuses([first, taken(sam, NOW + 100), first])).toEqual([
          'accepted',
          'claimed',
          'duplicate',
        ])
        const speakers = Array.from({ length: 6 }, () => ({ ...sam, memberId: randomUUID() }))
        const race = await Promise.all(
          speakers.map((speaker) => append([taken(speaker, NOW + 900, { threadKey: 'race' })])),
        )
        expect(race.flat().filter(({ status }) => status === 'accepted')).toHaveLength(1)
      })
    })

    describe('a snapshot', () => {
      const revision = (noteId: string, base: string | null, over = {}, speaker = maya) =>
        typed(speaker, 'note.revised', { noteId, contactId: randomUUID(), base, body: 'words' }, over)

      it('leaves out what was taken back or written anew, for those who can see that it was', async () => {
        const [noteId, logged] = [randomUUID(), entry(maya)]
        const one = revision(noteId, null)
        const two = revision(noteId, one.event.id)
        const amended = typed(maya, 'interaction.amended', { interactionId: logged.event.id, changes: {} })
        const retracted = typed(maya, 'interaction.retracted', { interactionId: logged.event.id })
        const forged = typed(sam, 'interaction.retracted', { interactionId: two.event.id })
        await append([logged, one, amended, two, retracted, forged])
        const counting = [two, retracted, forged].map(({ event }) => event.id)
        expect(idsOf(await snapshot(sam))).toEqual(counting)
        const hidden = revision(noteId, two.event.id, { audience: 'me' })
        await append([hidden])
        expect(idsOf(await snapshot(sam))).toEqual(counting)
        expect(idsOf(await snapshot(maya))).toEqual([...counting, hidden.event.id])
        expect(idsOf(await pageOf(store, maya))).toHaveLength(7)
      })

      it('keeps the standing revisions of a deleted note, which a later edit brings back', async () => {
        const noteId = randomUUID()
        const [one, other] = [revision(noteId, null), revision(noteId, null)]
        const deleted = typed(maya, 'note.deleted', { noteId, contactId: randomUUID() })
        await append([one, other, deleted])
        expect(idsOf(await snapshot(maya))).toEqual([one, other, deleted].map(({ event }) => event.id))
      })

      it('is of one moment, over pages that can be asked for again, and pull goes on behind it', async () => {
        const before = Array.from({ length: 7 }, () => entry(maya))
        await append(before)
        const first = await snapshot(maya, null, 3)
        const later = entry(sam)
        await append([
          later,
          typed(maya, 'interaction.retracted', { interactionId: before[5]?.event.id ?? '' }),
        ])
        expect(first).toMatchObject({ at: 7, count: 7 })
        const seen = idsOf(first)
        let next: SnapshotPlace | null = first.next
        while (next !== null) {
          const page: Extract<SnapshotPage, { status: 'page' }> = await snapshot(maya, next, 3)
          expect(await snapshot(maya, next, 3)).toEqual(page)
          seen.push(...idsOf(page))
          next = page.next
        }
        expect(seen).toEqual(before.map(({ event }) => event.id))
        const tail = await pageOf(store, maya, { after: first.pullFrom })
        expect(idsOf(tail)[0]).toBe(later.event.id)
        expect(tail.events).toHaveLength(2)
      })

      it('of an empty log is one empty page, and of another log none', async () => {
        expect(await snapshot(maya)).toMatchObject({ events: [], next: null, count: 0, at: 0 })
        await append([entry(maya), entry(maya)])
        const { next } = await snapshot(maya, null, 1)
        const epoch = randomUUID()
        await store.newEpoch(workspaceId, epoch)
        const asked = { from: next, reader: maya.memberId, limit: 1, maxBytes: 1e6 }
        expect(await store.snapshot(workspaceId, asked)).toEqual({ status: 'rewound', epoch, head: 2 })
      })
    })

    describe('an erasure', () => {
      const [gone, stays] = [randomUUID(), randomUUID()]
      const about = (contactId: string, speaker = maya, over = {}) =>
        entry(speaker, { subject: contactId, ...over }, { contactId, excerpt: `PLANTED ${contactId}` })

      it('takes every word about a contact out, keeps the numbers, and says so in the log', async () => {
        const [met, other] = [about(gone), about(stays)]
        const secret = about(gone, sam, { audience: 'me' })
        const { subject: _none, ...bare } = typed(maya, 'interaction.amended', {
          interactionId: met.event.id,
          changes: { learned: 'PLANTED too' },
        }).event
        const merged = typed(maya, 'contact.merged', { contactId: stays, mergedId: gone }, { subject: stays })
        await append([met, other, secret, { event: bare, contentHash: met.contentHash }, merged])
        expect(await store.eventsAbout(workspaceId, [gone])).toBe(3)
        const { seq, events, marks } = await eraseContact(scene, [gone])
        expect({ seq, events }).toEqual({ seq: 6, events: 4 })
        expect(await store.eventsAbout(workspaceId, [gone])).toBe(0)
        for (const reader of [maya, sam]) {
          const page = await pageOf(store, reader)
          expect(page.events.map((event) => SyncEventSchema.parse(event).seq)).toEqual([2, 6])
          expect(page.erasures).toEqual([{ seq: 6, contactIds: [gone], marks }])
          expect(JSON.stringify((await snapshot(reader)).events)).not.toContain(`PLANTED ${gone}`)
        }
        const after = await store.verify(workspaceId)
        expect(after).toMatchObject({
          head: 6,
          events: 6,
          gaps: 0,
          duplicates: 0,
          hashMismatches: 0,
          damage: [],
        })
      })

      it('refuses whatever comes about them later, and knows a repeat of what it took', async () => {
        const met = about(gone)
        await append([met])
        await eraseContact(scene, [gone])
        const merging = typed(
          maya,
          'contact.merged',
          { contactId: stays, mergedId: gone },
          { subject: stays },
        )
        expect(await append([met, about(gone, sam), about(stays), merging])).toEqual([
          { status: 'duplicate', seq: 1 },
          { status: 'erased' },
          { status: 'accepted', seq: 3 },
          { status: 'erased' },
        ])
      })

      it('is told ahead of every page that lies before it, and to no other workspace', async () => {
        await append([about(stays), about(gone)])
        const { next } = await pageOf(store, maya, { limit: 1 })
        const { marks } = await eraseContact(scene, [gone])
        const record = { seq: 3, contactIds: [gone], marks }
        const page = await pageOf(store, maya, { after: next, limit: 1 })
        expect(page.erasures).toEqual([record])
        expect((await pageOf(store, maya, { after: page.next })).erasures).toEqual([])
        expect((await snapshot(maya, null, 1)).erasures).toEqual([record])
        expect(await store.erasures(workspaceId, 2)).toEqual([record])
        expect(await store.erasures(workspaceId, 3)).toEqual([])
        const other = randomUUID()
        await store.createWorkspace({ id: other, name: 'Other' }, randomUUID(), NOW)
        expect(await store.erasures(other, 0)).toEqual([])
        expect(await store.erasureKey(other)).not.toEqual(await store.erasureKey(workspaceId))
        expect(await store.erasureKey(other)).toHaveLength(32)
      })

      it('forgets the ids when every device has confirmed that may still be let in, also of a member who is disabled', async () => {
        const used = async () => {
          const joined = await join(scene)
          await store.session(null, joined.tokens[0]?.hash ?? new Uint8Array(), NOW)
          return joined
        }
        const [slow, quick, lost, left] = [await used(), await used(), await used(), await used()]
        // Let in, and never heard of again.
        await join(scene)
        await append([about(gone)])
        const { seq, marks } = await eraseContact(scene, [gone])
        await store.acknowledge(workspaceId, quick.deviceId, seq, NOW)
        await store.revokeDevice(workspaceId, lost.deviceId, NOW)
        await store.setMember(workspaceId, left.memberId, { disabledAt: NOW }, NOW)
        expect(await store.eraseConfirmed(workspaceId)).toBe(0)
        await store.acknowledge(workspaceId, slow.deviceId, seq, NOW)
        expect(await store.eraseConfirmed(workspaceId)).toBe(0)
        await store.revokeDevice(workspaceId, left.deviceId, NOW)
        expect(await store.eraseConfirmed(workspaceId)).toBe(1)
        expect(await store.eraseConfirmed(workspaceId)).toBe(0)
        const page = await pageOf(store, maya)
        expect(page.erasures).toEqual([{ seq, contactIds: [], marks }])
        expect(JSON.stringify(page)).not.toContain(gone)
        expect(await store.verify(workspaceId)).toMatchObject({ hashMismatches: 0, gaps: 0 })
        expect(await statuses([about(gone)])).toEqual(['erased'])
      })

      it('can be made again by its marks, in a log that was put back', async () => {
        await append([about(gone), about(stays)])
        const { marks } = await eraseContact(scene, [gone])
        await store.newEpoch(workspaceId, randomUUID())
        expect(await store.contactsMarked(workspaceId, marks)).toEqual([])
        const second = await eraseContact(scene, [stays])
        expect(second).toMatchObject({ seq: 4, events: 1 })
        expect(await store.contactsMarked(workspaceId, ['00'])).toEqual([])
        const merging = typed(sam, 'contact.merged', { contactId: randomUUID(), mergedId: randomUUID() })
        await append([merging])
        const key = await store.erasureKey(workspaceId)
        const { mergedId } = merging.event.data
        const mark = erasureMark(key, String(mergedId))
        expect(await store.contactsMarked(workspaceId, [mark])).toEqual([mergedId])
      })

      it('done twice is done once', async () => {
        await append([about(gone)])
        const entryOf = typed({ ...maya, deviceId: workspaceId }, 'subject.erased', {
          contactIds: [gone],
          marks: [],
        })
        const erasure = { contactIds: [gone], marks: [], entry: entryOf, now: NOW }
        expect(await store.erase(workspaceId, erasure)).toEqual({ seq: 2, events: 1 })
        expect(await store.erase(workspaceId, erasure)).toEqual({ seq: 2, events: 0 })
      })
    })
  })
}
