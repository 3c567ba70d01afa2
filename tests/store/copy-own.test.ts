import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { countOwn, takeAlong } from '../../lib/store/copy-own.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { amendInteraction, logInteraction } from '../../lib/store/log-interaction.ts'
import { keepUnsavedNote, publishNote } from '../../lib/store/notes.ts'
import { addTag } from '../../lib/store/tags.ts'
import type { Actor } from '../../lib/store/views.ts'
import { actorIn, freshDatabase, MAYA, mentionBy, must, SAM } from './quillon.ts'

async function note(db: EarshotDatabase, actor: Actor, contactId: string, text: string) {
  const noteId = actor.newId()
  must(await keepUnsavedNote(db, { noteId, contactId, text, audience: 'me' }))
  must(await publishNote(db, actor, noteId))
}

/** A personal workspace with two people, three interactions, a note that was edited, and a tag. */
async function personal() {
  const db = freshDatabase()
  const actor = actorIn(db, { queued: false, memberId: SAM })
  const log = async (handle: string, key: string) =>
    must(await logInteraction(db, actor, await mentionBy(db, handle, { key }), { outcome: 'answered' }))
  const ana = await log('slowpour_ana', 'one')
  await log('slowpour_ana', 'two')
  await log('crema_kai', 'three')
  must(await amendInteraction(db, actor, ana.interactionId, { learned: 'Travels a lot' }))
  await note(db, actor, ana.contactId, 'Wants a quieter mill')
  must(await addTag(db, actor, ana.contactId, 'travels'))
  return { db, actor, ana }
}

describe('joining a team', () => {
  test('counts beforehand what would come along, by person', async () => {
    const { db, ana } = await personal()
    const counts = must(await countOwn(db, SAM))
    expect(counts).toMatchObject({ contacts: 2, interactions: 3, notes: 1, facts: 0, tags: 1 })
    expect(counts.people).toContainEqual({ contactId: ana.contactId, name: 'slowpour_ana', entries: 4 })
  })

  test('brings everything into the team’s log, queued, under the team’s member and device', async () => {
    const { db } = await personal()
    const team = freshDatabase()
    const actor = actorIn(team)
    const progress: number[] = []
    const taken = must(
      await takeAlong(db, team, { memberId: SAM, actor, contacts: 'all' }, (done) => progress.push(done)),
    )
    expect(taken).toEqual({ copied: 8, already: 0 })
    expect(progress.at(-1)).toBe(8)
    const queued = await team.outbox.orderBy('n').toArray()
    expect(queued).toHaveLength(8)
    for (const { event } of queued)
      expect(event).toMatchObject({
        workspaceid: team.workspaceId,
        actorid: MAYA,
        deviceid: actor.deviceId,
        source: `urn:device:${actor.deviceId}`,
      })
    expect(await team.interactions.count()).toBe(3)
    expect((await team.interactions.toArray()).map(({ learned }) => learned)).toContain('Travels a lot')
    const [copied] = await team.notes.toArray()
    expect(copied).toMatchObject({ audience: 'me', heads: [{ body: 'Wants a quieter mill' }] })
    expect((await team.contacts.toArray()).flatMap(({ tags }) => tags)).toEqual(['travels'])
  })

  test('twice is harmless, and so is a second time with more', async () => {
    const { db, actor: mine } = await personal()
    const team = freshDatabase()
    const to = { memberId: SAM, actor: actorIn(team), contacts: 'all' as const }
    await takeAlong(db, team, to)
    const before = await team.outbox.toArray()
    expect(must(await takeAlong(db, team, to))).toEqual({ copied: 0, already: 8 })
    expect(await team.outbox.toArray()).toEqual(before)
    await logInteraction(db, mine, await mentionBy(db, 'tamper_tom'), { outcome: 'listened' })
    expect(must(await takeAlong(db, team, to))).toEqual({ copied: 2, already: 8 })
    const numbers = (await team.outbox.toArray()).map(({ n }) => n)
    expect(new Set(numbers).size).toBe(10)
  })

  test('a person whom a colleague met already is the same person there', async () => {
    const { db } = await personal()
    const team = freshDatabase()
    const colleague = actorIn(team)
    const there = must(
      await logInteraction(team, colleague, await mentionBy(team, 'slowpour_ana'), { outcome: 'thanked' }),
    )
    await takeAlong(db, team, { memberId: SAM, actor: actorIn(team), contacts: 'all' })
    expect(await team.contacts.count()).toBe(2)
    expect(
      await team.interactions
        .where('[contactId+at]')
        .between([there.contactId, 0], [there.contactId, Infinity])
        .count(),
    ).toBe(3)
  })

  test('brings only the people who were chosen', async () => {
    const { db, ana } = await personal()
    const team = freshDatabase()
    const actor = actorIn(team)
    await takeAlong(db, team, { memberId: SAM, actor, contacts: [ana.contactId] })
    expect(await team.contacts.count()).toBe(1)
    expect(await team.interactions.count()).toBe(2)
    const none = freshDatabase()
    expect(must(await takeAlong(db, none, { memberId: SAM, actor: actorIn(none), contacts: [] }))).toEqual({
      copied: 0,
      already: 0,
    })
  })
})

describe('leaving a team', () => {
  test('keeps what I wrote, with the names of those it is about, and nothing that colleagues wrote', async () => {
    const team = freshDatabase()
    const maya = actorIn(team)
    const sam = actorIn(team, { memberId: SAM })
    const theirs = must(
      await logInteraction(team, sam, await mentionBy(team, 'brewbert'), { outcome: 'answered' }),
    )
    await note(team, sam, theirs.contactId, 'A colleague’s thought')
    await note(team, maya, theirs.contactId, 'My own thought')
    must(await logInteraction(team, sam, await mentionBy(team, 'grindlord'), { outcome: 'listened' }))
    const home = freshDatabase()
    const actor = actorIn(home, { queued: false })
    expect(must(await takeAlong(team, home, { memberId: MAYA, actor, contacts: 'all' }))).toEqual({
      copied: 2,
      already: 0,
    })
    expect((await home.contacts.toArray()).map(({ identities }) => identities[0]?.handle)).toEqual([
      'brewbert',
    ])
    expect((await home.notes.toArray()).flatMap(({ heads }) => heads.map(({ body }) => body))).toEqual([
      'My own thought',
    ])
    expect(await home.interactions.count()).toBe(0)
    expect(await home.outbox.count()).toBe(0)
  })
})
