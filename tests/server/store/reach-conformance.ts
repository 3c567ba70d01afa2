import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventStore, NewEvent } from '../../../server/store.ts'
import {
  enter,
  entry,
  eraseContact,
  leave,
  NOW,
  type Scene,
  type StoreUnderTest,
  typed,
} from './store-under-test.ts'

/** Whom and what an erasure reaches, in every store behind the port. */
export function describeReach(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`the reach of an erasure in ${name}`, () => {
    let scene: Scene
    let store: EventStore
    let workspaceId: string
    let maya: Scene['maya']

    beforeEach(async () => {
      scene = await enter(await make())
      ;({ store, workspaceId, maya } = scene)
    })
    afterEach(() => leave(scene))

    const append = (entries: readonly NewEvent[]) => store.append(workspaceId, entries, NOW)
    const [gone, stays] = [randomUUID(), randomUUID()]
    const about = (contactId: string) =>
      entry(maya, { subject: contactId }, { contactId, excerpt: `PLANTED ${contactId}` })

    it('refuses an amendment that names nobody, of what was erased and of nothing else', async () => {
      const [met, other] = [about(gone), about(stays)]
      const revised = typed(maya, 'note.revised', {
        noteId: randomUUID(),
        contactId: stays,
        base: null,
        body: 'x',
      })
      const newer = typed(maya, 'note.revised', { ...revised.event.data, base: revised.event.id })
      await append([met, other, revised, newer])
      await store.trim(workspaceId, NOW + 1)
      await eraseContact(scene, [gone])
      const amending = (interactionId: string, over = {}) =>
        typed(
          maya,
          'interaction.amended',
          { interactionId, changes: { learned: `PLANTED ${gone}` } },
          { subject: undefined, ...over },
        )
      const late = [
        amending(met.event.id),
        amending(met.event.id.toUpperCase()),
        amending(met.event.id, { subject: stays }),
        typed(maya, 'interaction.retracted', { interactionId: met.event.id }, { subject: undefined }),
        amending(other.event.id),
        amending(randomUUID()),
        // This one lost its content too, but to a newer revision.
        amending(revised.event.id),
      ]
      const { outcomes } = await append(late)
      expect(outcomes.map(({ status }) => status)).toEqual([
        'erased',
        'erased',
        'erased',
        'erased',
        'accepted',
        'accepted',
        'accepted',
      ])
    })

    it('finds whom the log calls by a name on any site, however it is written, and no one else', async () => {
      const named = (contactId: string, type: string, over: Record<string, unknown>) => {
        const identity = { site: 'reddit', key: 'x', handle: null, name: null, url: null, stableId: null }
        const data = { contactId, identity: { ...identity, ...over } }
        return typed(maya, type, data, { subject: contactId })
      }
      const [ana, other, elsewhere] = [randomUUID(), randomUUID(), randomUUID()]
      await append([
        named(ana, 'contact.created', { key: 'slowpour_ana', handle: 'u/slowpour_ana', stableId: 't2_9' }),
        named(ana, 'contact.handle_linked', { key: 'Ana', handle: '@Ana' }),
        named(other, 'contact.created', { key: 'anabel', name: 'Ana' }),
        named(elsewhere, 'contact.created', { site: 'mastodon', key: 'ana@town.example', handle: 'ana' }),
        entry(maya, { subject: other }, { contactId: other, excerpt: 'ana' }),
      ])
      const called = (word: string) => store.contactsCalled(workspaceId, word)
      const both = [
        { contactId: ana, site: 'reddit', key: 'Ana' },
        { contactId: elsewhere, site: 'mastodon', key: 'ana@town.example' },
      ]
      for (const word of ['ana', '@ANA', ' u/Ana ']) expect(await called(word)).toEqual(both)
      for (const word of ['T2_9', 'SlowPour_Ana'])
        expect(await called(word)).toEqual([{ contactId: ana, site: 'reddit', key: 'slowpour_ana' }])
      for (const word of ['an', '%', '']) expect(await called(word)).toEqual([])
      await eraseContact(scene, [ana])
      expect(await called('ana')).toEqual(both.slice(1))
    })

    it('is everybody merged with them, over several merges, and nobody who was set apart', async () => {
      const [a, b, c, apart, alone] = [randomUUID(), randomUUID(), randomUUID(), randomUUID(), randomUUID()]
      const merged = (contactId: string, mergedId: string, over = {}) =>
        typed(maya, 'contact.merged', { contactId, mergedId }, { subject: contactId, ...over })
      const unmerged = (contactId: string, mergedId: string, removes: readonly string[], over = {}) =>
        typed(maya, 'contact.unmerged', { contactId, mergedId, removes }, { subject: contactId, ...over })
      const [first, other, twice] = [merged(c, apart), merged(a, alone, { audience: 'me' }), merged(c, apart)]
      await append([
        merged(a, b),
        merged(c, b.toUpperCase()),
        first,
        unmerged(c, apart, [first.event.id]),
        other,
        // What a member sees for themselves alone sets nobody apart for the team.
        unmerged(a, b, [first.event.id], { audience: 'me' }),
      ])
      const all = [a, b, c].sort()
      for (const id of [...all, b.toUpperCase()])
        expect(await store.personOf(workspaceId, [id])).toEqual({ contactIds: all, perhaps: [alone] })
      expect(await store.personOf(workspaceId, [apart])).toEqual({ contactIds: [apart], perhaps: [] })
      expect(await store.personOf(workspaceId, [alone])).toEqual({ contactIds: [alone], perhaps: all })
      await append([twice])
      expect((await store.personOf(workspaceId, [a])).contactIds).toEqual([...all, apart].sort())
      await eraseContact(scene, [b])
      expect((await store.personOf(workspaceId, [a])).contactIds).toEqual([a])
      const another = randomUUID()
      await store.createWorkspace({ id: another, name: 'Another' }, randomUUID(), NOW)
      expect(await store.personOf(another, [c])).toEqual({ contactIds: [c], perhaps: [] })
    })
  })
}
