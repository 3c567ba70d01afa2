import 'fake-indexeddb/auto'
import { afterEach, expect, test } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { applyEvents } from '../../lib/store/apply-event.ts'
import { readClaims, releaseClaim, takeClaim } from '../../lib/store/claims.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import {
  deleteContact,
  keepShown,
  linkHandle,
  restoreContact,
  setFields,
  unlinkHandle,
  useThis,
} from '../../lib/store/edit-contact.ts'
import { exportPerson } from '../../lib/store/export-person.ts'
import { addFact, confirmFact, retractFact } from '../../lib/store/facts.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { mergeContacts, unmergeContacts } from '../../lib/store/merge-contacts.ts'
import { readFacts } from '../../lib/store/read-facts.ts'
import { findContacts, readDeleted } from '../../lib/store/read-people.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import { addTag, removeTag } from '../../lib/store/tags.ts'
import type { Actor } from '../../lib/store/views.ts'
import { eventOf, identity } from './any-event.ts'
import { actorIn, freshDatabase, MAYA, MORNING, mentionBy, must, post, SAM, seen, TODAY } from './quillon.ts'

const opened: EarshotDatabase[] = []
afterEach(async () => {
  for (const db of opened.splice(0)) await db.delete()
})

async function met(...handles: string[]) {
  const db = freshDatabase()
  opened.push(db)
  const actor = actorIn(db)
  const ids: string[] = []
  for (const handle of handles) {
    const mention = await mentionBy(db, handle)
    ids.push(must(await logInteraction(db, actor, mention, { outcome: 'answered' })).contactId)
  }
  const [id = ''] = ids
  const person = async (of = id) => {
    const view = await readPerson(db, of, MAYA, TODAY)
    if (view === null) throw new Error('the person was meant to be there')
    return view
  }
  return { db, actor, id, ids, person, sam: { ...actorIn(db), memberId: SAM } }
}

function stampOf(view: Awaited<ReturnType<typeof readPerson>>): string | null {
  return view?.contact.fields.name?.hlc ?? null
}

test('a colleague’s edit that was overwritten unseen is offered, and can be chosen after all', async () => {
  const { db, actor, id, sam, person } = await met('brewbert')
  must(await setFields(db, actor, id, { name: { value: 'Bert', base: null } }))
  must(await setFields(db, sam, id, { name: { value: 'Robert', base: null } }))
  const view = await person()
  expect(view.concurrent).toMatchObject([
    { field: 'name', shown: { value: 'Robert', by: { id: SAM } }, lost: { value: 'Bert', by: { me: true } } },
  ])
  must(await useThis(db, actor, id, 'name', view.concurrent[0]?.lost.hlc ?? ''))
  expect(await person()).toMatchObject({ contact: { fields: { name: { value: 'Bert' } } }, concurrent: [] })
})

test('an edit made in sight of the last one overwrites nothing unseen', async () => {
  const { db, actor, id, sam, person } = await met('brewbert')
  must(await setFields(db, actor, id, { name: { value: 'Bert', base: null } }))
  must(await setFields(db, sam, id, { name: { value: 'Robert', base: stampOf(await person()) } }))
  expect((await person()).concurrent).toEqual([])
})

test('who keeps the value that is shown settles it for everybody, and after 90 days it is settled anyway', async () => {
  const { db, actor, id, sam, person } = await met('brewbert')
  must(await setFields(db, actor, id, { name: { value: 'Bert', base: null } }))
  must(await setFields(db, sam, id, { name: { value: 'Robert', base: null } }))
  expect((await readPerson(db, id, MAYA, '2027-02-17'))?.concurrent).toHaveLength(1)
  expect((await readPerson(db, id, MAYA, '2027-02-20'))?.concurrent).toEqual([])
  must(await keepShown(db, actor, id, 'name'))
  expect(await person()).toMatchObject({ contact: { fields: { name: { value: 'Robert' } } }, concurrent: [] })
})

test('two who were merged are one person by either id, and two again when it was wrong', async () => {
  const { db, actor, ids, person } = await met('brewbert', 'grindlord')
  const [one = '', other = ''] = ids
  const before = [await person(one), await person(other)]
  must(await addTag(db, actor, other, 'roaster'))
  const survivor = must(await mergeContacts(db, actor, one, other))
  expect(survivor).toBe([...ids].sort()[0])
  for (const id of ids) {
    const view = await person(id)
    expect(view).toMatchObject({ contact: { id: survivor, tags: ['roaster'] }, summary: { meetings: 2 } })
    expect(view.timeline).toHaveLength(2)
    expect(view.mergedContacts).toMatchObject([{ id: [...ids].sort()[1] }])
  }
  expect(await findContacts(db, '', MAYA)).toHaveLength(1)
  const apart = [...ids].sort()[1] ?? ''
  must(await unmergeContacts(db, actor, survivor, apart))
  must(await removeTag(db, actor, other, 'roaster'))
  expect([await person(one), await person(other)]).toEqual(before)
})

test('of three merged in a chain, the middle one can be set apart and the ends stay one', async () => {
  const { db, actor, ids, person } = await met('brewbert', 'grindlord', 'crema_kai')
  const [low = '', middle = '', high = ''] = [...ids].sort()
  for (const [contactId, mergedId] of [
    [low, middle],
    [middle, high],
    [low, high],
  ])
    if (contactId && mergedId) must(await mergeContacts(db, actor, contactId, mergedId))
  expect((await person(high)).summary.meetings).toBe(3)
  must(await unmergeContacts(db, actor, low, middle))
  expect((await person(middle)).summary.meetings).toBe(1)
  expect(await person(high)).toMatchObject({
    contact: { id: low, mergedIds: [high] },
    summary: { meetings: 2 },
  })
})

test('a tag that a colleague adds while I take it off stays', async () => {
  const { db, actor, id, person } = await met('brewbert')
  must(await addTag(db, actor, id, ' #VIP '))
  must(await addTag(db, actor, id, 'vip'))
  expect((await person()).contact.tags).toEqual(['VIP'])
  must(await removeTag(db, actor, id, 'VIP'))
  expect((await person()).contact.tags).toEqual([])
  const unseen = { type: 'tag.added', data: { contactId: id, tag: 'VIP' }, subject: id }
  await db.transaction('rw', db.logTables, async () =>
    applyEvents(db, [{ ...eventOf(1, unseen), workspaceid: db.workspaceId }]),
  )
  expect((await person()).contact.tags).toEqual(['VIP'])
  expect(await addTag(db, actor, id, '  ')).toMatchObject({ problem: { code: 'invalid' } })
})

test('a topic can ask for posts by people with a tag', async () => {
  const { db, actor, id } = await met('brewbert')
  must(await addTag(db, actor, id, 'roaster'))
  const page = seen([post('brewbert', 'jams'), post('tamper_tom', 'jams')])
  const topics = compileTopics([{ id: 'brand', query: 'jams tag:roaster' }])
  const thread = page.thread
  if (thread === null) throw new Error('the page was meant to have a thread')
  const facts = await readFacts(
    db,
    thread,
    page.posts.map((one) => one.post),
    topics,
    MORNING,
  )
  expect(facts.map(({ tags }) => tags)).toEqual([['roaster'], null])
})

test('a handle can be linked and taken off again, but not the last one', async () => {
  const { db, actor, id, person } = await met('brewbert')
  must(await linkHandle(db, actor, id, identity('crema_kai')))
  expect((await person()).contact.identities).toHaveLength(2)
  must(await unlinkHandle(db, actor, id, { site: 'reddit', key: 'crema_kai' }))
  expect((await person()).contact.identities).toMatchObject([{ key: 'brewbert' }])
  expect(await findContacts(db, 'crema', MAYA)).toEqual([])
  expect(await unlinkHandle(db, actor, id, { site: 'reddit', key: 'brewbert' })).toMatchObject({
    problem: { code: 'not-permitted' },
  })
})

test('somebody deleted is out of sight for 30 days, can be restored, and comes back by what is written later', async () => {
  const { db, actor, id, person } = await met('brewbert')
  must(await deleteContact(db, actor, id))
  expect(await readPerson(db, id, MAYA, TODAY)).toBeNull()
  expect(await findContacts(db, '', MAYA)).toEqual([])
  expect(await readDeleted(db, MAYA, MORNING)).toMatchObject([{ id, name: 'brewbert' }])
  expect(await readDeleted(db, MAYA, MORNING + 31 * 86_400_000)).toEqual([])
  must(await restoreContact(db, actor, id))
  expect(await person()).toMatchObject({ revivedBy: null, summary: { meetings: 1 } })
  must(await deleteContact(db, actor, id))
  must(await logInteraction(db, actor, await mentionBy(db, 'brewbert'), { outcome: 'thanked' }))
  expect(await person()).toMatchObject({ revivedBy: { by: { id: MAYA } }, summary: { meetings: 2 } })
})

test('a fact holds until its day, longer when it is confirmed, and not after it is taken back', async () => {
  const { db, actor, id, sam, person } = await met('brewbert')
  const fact = { kind: 'interest', text: 'likes light roasts', source: null, expires: '2026-11-19' } as const
  const factId = must(await addFact(db, actor, id, { ...fact, audience: 'team' }))
  expect((await person()).facts).toMatchObject([{ expired: true, by: { me: true }, confirmedBy: null }])
  must(await confirmFact(db, sam, factId, '2027-01-01'))
  expect((await person()).facts).toMatchObject([{ expired: false, confirmedBy: { by: { id: SAM } } }])
  must(await retractFact(db, sam, factId))
  expect((await person()).facts).toEqual([])
  expect(await confirmFact(db, sam, factId, null)).toMatchObject({ problem: { code: 'not-found' } })
})

test('a claim is mine until it ends, and a colleague’s refuses me with their name', async () => {
  const { db, actor, sam } = await met('brewbert')
  const thread = { site: 'reddit', threadKey: 'reddit:t1', title: 'Which hand grinder?' }
  must(await takeClaim(db, actor, thread))
  expect(await readClaims(db, MAYA, MORNING)).toMatchObject([{ by: { me: true }, waiting: true }])
  expect(await takeClaim(db, sam, thread)).toMatchObject({ problem: { code: 'claimed', detail: MAYA } })
  must(await releaseClaim(db, sam, thread))
  expect(await readClaims(db, MAYA, MORNING)).toHaveLength(1)
  expect(await readClaims(db, MAYA, MORNING + 3_600_000)).toEqual([])
  const [sent] = await db.outbox.filter(({ event }) => event.type === 'claim.taken').primaryKeys()
  await db.outbox.delete(sent ?? '')
  expect(await readClaims(db, MAYA, MORNING)).toMatchObject([{ by: { me: true }, waiting: false }])
  must(await takeClaim(db, actor, thread))
  expect(await readClaims(db, MAYA, MORNING), 'made longer, and not sent yet').toMatchObject([
    { waiting: true },
  ])
  must(await releaseClaim(db, actor, thread))
  must(await takeClaim(db, sam, thread))
  expect(await readClaims(db, MAYA, MORNING)).toMatchObject([{ by: { id: SAM, me: false }, waiting: false }])
})

test('what a newer Earshot wrote about somebody is counted, and everything kept about them can be given to them', async () => {
  const { db, id, person } = await met('brewbert')
  const newer = { type: 'thanks.given', data: { for: 'advice' }, subject: id }
  await db.transaction('rw', db.logTables, async () =>
    applyEvents(db, [{ ...eventOf(1, newer), workspaceid: db.workspaceId }]),
  )
  expect((await person()).newer).toBe(1)
  const file = JSON.parse(await (await exportPerson(db, id, MAYA, TODAY)).text())
  expect(file).toMatchObject({ contactIds: [id], person: { summary: { meetings: 1 } } })
  expect(file.log.map(({ type }: { type: string }) => type).sort()).toEqual([
    'contact.created',
    'interaction.logged',
    'thanks.given',
  ])
})

test('an edit of somebody whom only I know is not told to the team', async () => {
  const { db, actor } = await met()
  const quiet: Actor = actor
  const logged = await logInteraction(db, quiet, await mentionBy(db, 'crema_kai'), {
    outcome: 'listened',
    audience: 'me',
  })
  must(await setFields(db, quiet, must(logged).contactId, { name: { value: 'Kai', base: null } }))
  expect((await db.events.toArray()).map(({ event }) => event.audience)).toEqual(['me', 'me', 'me'])
})
