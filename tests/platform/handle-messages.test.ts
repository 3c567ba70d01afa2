import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { PageSeen } from '../../lib/model/page.ts'
import { ok } from '../../lib/model/problem.ts'
import { fakeMessages, HOME } from './fake-messages.ts'

const fake = fakeMessages()
vi.mock('../../lib/platform/browser.ts', () => ({ browser: fake.browser }))
const { handleMessages } = await import('../../lib/platform/handle-messages.ts')

const id = fake.browser.runtime.id
const tab = { id: 7, index: 0, highlighted: false, active: true, pinned: false, incognito: false }

/** Everybody who could ever send something, by name. */
const SENDERS = {
  'the reader of a tab': { id, tab, frameId: 0, url: 'https://forum.example/t/1' },
  'a reader in a frame of a page': { id, tab, frameId: 3, url: 'https://forum.example/embed' },
  'a reader without a tab': { id, frameId: 0, url: 'https://forum.example/t/1' },
  'a local file': { id, tab, frameId: 0, url: 'file:///home/ana/page.html' },
  'the side panel': { id, url: `${HOME}sidepanel.html` },
  'the options page': { id, tab, frameId: 0, url: `${HOME}options.html#sites` },
  'a page of ours inside another page': { id, tab, frameId: 2, url: `${HOME}options.html` },
  'the practice town': { id, tab, frameId: 0, url: `${HOME}practice.html?thread=third-set` },
  'another extension': { id: 'someoneelsesomeoneelsesomeoneels', url: `${HOME}sidepanel.html` },
  'a page that looks like ours': {
    id,
    tab,
    frameId: 0,
    url: `${HOME.slice(0, -1)}.evil.example/options.html`,
  },
  'nobody known': { id },
} as const
type SenderName = keyof typeof SENDERS

const seenIn = (url: string): PageSeen => ({
  visit: 'visit-0001',
  thread: { site: 'generic', key: 'k', url, page: 'thread', title: null, community: null },
  posts: [],
  report: null,
  complete: true,
  failed: false,
})

/** Messages with a payload that is right, seen from the sender. */
const MESSAGES = {
  'thread.seen': (from: SenderName) => {
    const sender = SENDERS[from]
    return seenIn('url' in sender && sender.url.startsWith('http') ? sender.url : `${HOME}practice.html`)
  },
  'site.wanted': () => ({ site: 'hackernews' }),
  'report.wanted': () => null,
  'sync.poke': () => ({ now: true }),
  'reader.start': () => ({ tabId: 7 }),
  'workspace.changed': () => null,
} as const
type Name = keyof typeof MESSAGES

const PAGES: readonly SenderName[] = ['the side panel', 'the options page']
const MAY: Record<Name, readonly SenderName[]> = {
  'thread.seen': ['the reader of a tab', 'the practice town'],
  'site.wanted': ['the reader of a tab'],
  'report.wanted': ['the reader of a tab'],
  'sync.poke': PAGES,
  'reader.start': PAGES,
  'workspace.changed': PAGES,
}

const handled: string[] = []
const handler = (name: Name, value: unknown) => async () => {
  handled.push(name)
  return ok(value) as never
}

beforeEach(() => {
  handled.length = 0
  fake.listeners.length = 0
  handleMessages({
    'thread.seen': handler('thread.seen', { marks: [] }),
    'site.wanted': handler('site.wanted', { recipes: [] }),
    'report.wanted': handler('report.wanted', null),
    'sync.poke': handler('sync.poke', null),
    'reader.start': handler('reader.start', null),
    'workspace.changed': handler('workspace.changed', null),
  })
})

const pairs = (Object.keys(MESSAGES) as Name[]).flatMap((name) =>
  (Object.keys(SENDERS) as SenderName[]).map((from) => [from, name] as const),
)

describe('who may say what', () => {
  test.each(pairs.filter(([from, name]) => MAY[name].includes(from)))(
    '%s may send %s',
    async (from, name) => {
      const answer = await fake.deliver({ earshot: name, request: MESSAGES[name](from) }, SENDERS[from])
      expect(answer).toMatchObject({ ok: true })
      expect(handled).toEqual([name])
    },
  )

  test.each(pairs.filter(([from, name]) => !MAY[name].includes(from)))(
    '%s may not send %s',
    async (from, name) => {
      const answer = await fake.deliver({ earshot: name, request: MESSAGES[name](from) }, SENDERS[from])
      expect(answer).toMatchObject({ ok: false, problem: { code: 'foreign-sender' } })
      expect(handled).toEqual([])
    },
  )

  test('a reader speaks for its own page only', async () => {
    const request = seenIn('https://another.example/t/1')
    const answer = await fake.deliver({ earshot: 'thread.seen', request }, SENDERS['the reader of a tab'])
    expect(answer).toMatchObject({ ok: false, problem: { code: 'foreign-sender' } })
    expect(handled).toEqual([])
  })
})

describe('what a message must look like', () => {
  const post = { order: 0, post: { key: 'x' } }
  test.each([
    ['thread.seen', { ...seenIn('https://forum.example/t/1'), visit: 1 }, 'visit'],
    ['thread.seen', { ...seenIn('https://forum.example/t/1'), posts: [post] }, 'posts.0.post.permalink'],
    ['thread.seen', { ...seenIn('https://forum.example/t/1'), posts: Array(201).fill(post) }, 'posts'],
    ['thread.seen', seenIn('javascript:alert(1)'), 'thread.url'],
    ['thread.seen', null, ''],
    ['thread.seen', '__proto__', ''],
  ])('%s with %j is refused as invalid', async (name, request, path) => {
    const answer = await fake.deliver({ earshot: name, request }, SENDERS['the reader of a tab'])
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
    expect((answer as { problem: { path: string } }).problem.path).toContain(path)
    expect(handled).toEqual([])
  })

  test.each([
    ['sync.poke', { now: 'yes' }],
    ['sync.poke', null],
    ['reader.start', { tabId: -1 }],
    ['reader.start', { tabId: '7' }],
    ['workspace.changed', { workspace: 'mine' }],
  ])('%s with %j from a page of ours is refused as invalid', async (name, request) => {
    const answer = await fake.deliver({ earshot: name, request }, SENDERS['the side panel'])
    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
    expect(handled).toEqual([])
  })

  test('no junk from a reader reaches the store', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (request) => {
        const answer = await fake.deliver({ earshot: 'thread.seen', request }, SENDERS['the reader of a tab'])
        expect(answer).toMatchObject({ ok: false })
        expect(handled).toEqual([])
      }),
    )
  })
})

describe('what is not for the background', () => {
  test.each([
    ['a message to a reader', { earshot: 'reader.reread', request: null }],
    ['a name nobody knows', { earshot: 'toString', request: null }],
    ['another use of the channel', { type: 'ping' }],
    ['no message at all', null],
    ['a text', 'sync.poke'],
  ])('%s is left alone', (_what, message) => {
    expect(fake.deliver(message, SENDERS['the side panel'])).toBeNull()
  })

  test('a handler that breaks answers with a problem and not with silence', async () => {
    fake.listeners.length = 0
    const broken = async () => {
      throw new Error('a bug')
    }
    handleMessages({
      'thread.seen': broken,
      'site.wanted': broken,
      'report.wanted': broken,
      'sync.poke': broken,
      'reader.start': broken,
      'workspace.changed': broken,
    })
    const answer = await fake.deliver(
      { earshot: 'workspace.changed', request: null },
      SENDERS['the side panel'],
    )
    expect(answer).toEqual({ ok: false, problem: { code: 'unexpected', detail: 'workspace.changed' } })
  })
})
