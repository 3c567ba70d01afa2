import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { emptyTopicCache, rememberPage } from '../../lib/background/remember-pages.ts'
import { MentionSchema } from '../../lib/model/mention.ts'
import { PageRowSchema, PageSeenSchema } from '../../lib/model/page.ts'
import { ok, PROBLEM_CODES } from '../../lib/model/problem.ts'
import { savePlaybook } from '../../lib/store/playbook.ts'
import { fakeMessages, HOME } from '../platform/fake-messages.ts'
import { freshDatabase, MORNING, must, PLAYBOOK, post, seen } from '../store/quillon.ts'
import { bent } from '../support/bend.ts'
import { runs } from '../support/runs.ts'

const fake = fakeMessages()
vi.mock('../../lib/platform/browser.ts', () => ({ browser: fake.browser }))
const { handleMessages } = await import('../../lib/platform/handle-messages.ts')

const URL_OF_PAGE = 'https://forum.example/t1'
const tab = { id: 7, index: 0, highlighted: false, active: true, pinned: false, incognito: false }
const READER = { id: fake.browser.runtime.id, tab, frameId: 0, url: URL_OF_PAGE }
const PANEL = { id: fake.browser.runtime.id, url: `${HOME}sidepanel.html` }

const RIGHT = seen([
  post('slowpour_ana', 'Third burr set from Quillon in a year'),
  post('brewbert', 'My Quillon jams', { parent: { key: 'slowpour_ana-37', inferred: false } as never }),
  post(null, 'Somebody says Quillon', { quoted: 'a quote', state: 'collapsed' as never }),
])

/** The background's own handler, over a database, with a topic that the posts match. */
async function background() {
  const db = freshDatabase()
  must(await savePlaybook(db, PLAYBOOK, null, MORNING))
  const id = db.workspaceId
  const member = { id, name: 'Me' }
  const all = [{ kind: 'personal' as const, id, name: 'Mine', member, deviceId: id }]
  const cache = emptyTopicCache()
  let taken = 0
  const ports = {
    readWorkspaces: async () => ok({ current: id, all }),
    openDatabase: () => db,
    reread: async () => true,
    alone: <T>(_name: string, work: () => Promise<T>) => work(),
    unlessRunning: <T>(_name: string, work: () => Promise<T>) => work(),
    now: () => MORNING,
  }
  const nothing = async () => ok(null)
  fake.listeners.length = 0
  handleMessages({
    'thread.seen': (message, { tabId }) => {
      taken += 1
      expect(PageSeenSchema.parse(message)).toEqual(message)
      return rememberPage(ports, cache, { tabId: tabId ?? -1, seen: message })
    },
    'site.wanted': async () => ok({ recipes: [] }),
    'report.wanted': nothing,
    'sync.poke': nothing,
    'reader.start': nothing,
    'workspace.changed': nothing,
  })
  return { db, taken: () => taken }
}

test('what a reader sends, bent in any way, is taken into rows that can be read again, or refused with a problem', async () => {
  const { db, taken } = await background()
  let refused = 0
  await fc.assert(
    fc.asyncProperty(bent(fc.constant(RIGHT)), async (request) => {
      const answer = (await fake.deliver({ earshot: 'thread.seen', request }, READER)) as {
        ok: boolean
        problem?: { code: string }
      }
      if (!answer.ok) {
        refused += 1
        expect(['invalid', 'foreign-sender', 'too-large']).toContain(answer.problem?.code)
      }
      for (const row of await db.mentions.toArray()) MentionSchema.parse(row)
      for (const row of await db.pages.toArray()) PageRowSchema.parse(row)
      await db.mentions.clear()
    }),
    runs(400),
  )
  expect(Math.min(taken(), refused)).toBeGreaterThan(20)
  expect(await db.quarantine.count()).toBe(0)
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
  expect(Object.hasOwn(Object.prototype, 'bent')).toBe(false)
})

const MESSAGES = [
  { earshot: 'sync.poke', request: { now: true } },
  { earshot: 'reader.start', request: { tabId: 7 } },
  { earshot: 'workspace.changed', request: null },
  { earshot: 'site.wanted', request: { site: 'reddit', loaded: true } },
  { earshot: 'thread.seen', request: RIGHT },
] as const

test('a message bent in any part, its name too, is left alone or answered, and never breaks a handler', async () => {
  await background()
  await fc.assert(
    fc.asyncProperty(
      bent(fc.constantFrom(...MESSAGES)),
      fc.constantFrom(READER, PANEL),
      async (message, sender) => {
        const answer = await fake.deliver(message, sender)
        if (answer === null) return
        const { ok: accepted, problem } = answer as { ok: boolean; problem?: { code: string } }
        if (accepted) return
        expect(PROBLEM_CODES).toContain(problem?.code)
        expect(problem?.code).not.toBe('unexpected')
      },
    ),
    runs(400),
  )
})
