import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { readDraft, saveDraft } from '../../lib/store/drafts.ts'
import { logInteraction } from '../../lib/store/log-interaction.ts'
import { savePlaybook } from '../../lib/store/playbook.ts'
import { readHere } from '../../lib/store/read-here.ts'
import { readMention } from '../../lib/store/read-mention.ts'
import { findContacts } from '../../lib/store/read-people.ts'
import { readPerson } from '../../lib/store/read-person.ts'
import {
  actorIn,
  freshDatabase,
  MAYA,
  MORNING,
  mentionBy,
  must,
  PLAYBOOK,
  post,
  SAM,
  see,
  seen,
  TODAY,
} from './quillon.ts'

async function town() {
  const db = freshDatabase()
  const actor = actorIn(db)
  const people = [
    ['slowpour_ana', 'Ana Brücke'],
    ['brewbert', 'Bert Ångström'],
    ['grindlord', 'Ana Lindström'],
  ] as const
  for (const [key, name] of people) {
    const author = { key, handle: key, name, url: null, stableId: null }
    must(await logInteraction(db, actor, await mentionBy(db, key, { author }), { outcome: 'thanked' }))
  }
  const find = async (text: string, limit?: number) =>
    (await findContacts(db, text, MAYA, limit)).map(({ name }) => name)
  return { db, actor, find }
}

test.each([
  ['', ['Ana Lindström', 'Bert Ångström', 'Ana Brücke']],
  ['ana', ['Ana Lindström', 'Ana Brücke']],
  ['BRU ana', ['Ana Brücke']],
  ['angs', ['Bert Ångström']],
  ['@slowpour_ana', ['Ana Brücke']],
  ['rew', []],
  ['ana nobody', []],
  ['  …  ', ['Ana Lindström', 'Bert Ångström', 'Ana Brücke']],
])('looking for "%s" finds the people meant, met last first', async (text, names) => {
  const { find } = await town()
  expect(await find(text)).toEqual(names)
})

test('no more people are given than asked for', async () => {
  const { find } = await town()
  expect(await find('', 2)).toEqual(['Ana Lindström', 'Bert Ångström'])
})

test('a beginning that thousands share still gives those met last', async () => {
  const db = freshDatabase()
  await db.contacts.bulkPut(
    Array.from({ length: 700 }, (_, n) => ({
      id: crypto.randomUUID(),
      mergedIds: [],
      fields: {},
      lost: [],
      tags: [],
      identities: [
        { site: 'reddit', key: `brew${n}`, handle: `brew${n}`, name: null, url: null, stableId: null },
      ],
      words: [`brew${n}`],
      firstAt: 0,
      lastAt: n,
      deleted: false,
      deletion: null,
      revived: null,
    })),
  )
  const found = await findContacts(db, 'brew', MAYA, 3)
  expect(found.map(({ name }) => name)).toEqual(['brew699', 'brew698', 'brew697'])
})

test('a contact that is not there is null', async () => {
  expect(await readPerson(freshDatabase(), crypto.randomUUID(), MAYA, TODAY)).toBeNull()
})

test('a mention comes with guidance, saved replies and the draft kept for its address', async () => {
  const db = freshDatabase()
  must(await savePlaybook(db, PLAYBOOK, null, MORNING))
  const mention = await mentionBy(db, 'slowpour_ana')
  must(await saveDraft(db, mention.post.permalink ?? '', 'Which model', MORNING))
  const view = await readMention(db, mention.key, MAYA, '2026-11-21')
  expect(view?.topics.map(({ name }) => name)).toEqual(['Our grinders'])
  expect(view?.guidance.map(({ card }) => card.id)).toEqual(['jam'])
  expect(view?.replies.map(({ id }) => id)).toEqual(['sorry'])
  expect(view?.draft).toBe('Which model')
  expect(view?.person).toBeNull()
  expect(await readMention(db, 'gone', MAYA, '2026-11-21')).toBeNull()
})

test('an emptied draft is forgotten, one too long leaves the last kept', async () => {
  const db = freshDatabase()
  must(await saveDraft(db, 'k', 'kept', 1))
  expect(await saveDraft(db, 'k', 'x'.repeat(50_001), 2)).toMatchObject({ problem: { code: 'too-large' } })
  expect(await readDraft(db, 'k')).toBe('kept')
  must(await saveDraft(db, 'k', '', 3))
  expect(await readDraft(db, 'k')).toBe('')
  expect(await db.drafts.count()).toBe(0)
})

test('the same key in another thread is another post, unless it is the same address', async () => {
  const db = freshDatabase()
  const one = post('brewbert', 'My Quillon jams', { key: 'first', permalink: 'https://forum.example/x' })
  await see(db, seen([one]))
  const mention = (await readHere(db, 1, MAYA)).mentions[0]?.mention
  if (mention === undefined) throw new Error('the post was meant to match')
  must(await logInteraction(db, actorIn(db, { memberId: SAM }), mention, { outcome: 'corrected' }))
  const feed = { ...seen([]).thread, key: 'reddit:feed' } as NonNullable<ReturnType<typeof seen>['thread']>
  await see(db, seen([one], { visit: 'visit-feed', thread: feed }), 2)
  expect((await readHere(db, 2, MAYA)).mentions[0]?.handled).toMatchObject({
    outcome: 'corrected',
    by: { me: false },
  })
  const otherPost = { ...one, permalink: 'https://forum.example/y', text: 'Another Quillon' }
  await see(db, seen([otherPost], { visit: 'visit-else', thread: { ...feed, key: 'reddit:t9' } }), 3)
  expect((await readHere(db, 3, MAYA)).mentions[0]?.handled).toBeNull()
})
