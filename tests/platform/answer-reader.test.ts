import { beforeEach, expect, test, vi } from 'vitest'
import { fakeMessages, HOME } from './fake-messages.ts'

const fake = fakeMessages()
vi.mock('../../lib/platform/browser.ts', () => ({ browser: fake.browser }))
const { answerReader } = await import('../../lib/platform/answer-reader.ts')

const id = fake.browser.runtime.id
const panel = { id, url: `${HOME}sidepanel.html` }
const BOX = {} as Element
const reader = {
  locate: vi.fn((key: string) => key === 'u1'),
  reread: vi.fn(() => 'visit-0002'),
  postKeys: vi.fn(() => ['u1', 'u2']),
  replyBox: vi.fn((postKey: string | null): Element | null => (postKey === 'u1' ? BOX : null)),
  insertDraft: vi.fn(async (_box: Element, text: string) => ({ outcome: 'inserted' as const, held: text })),
  selection: vi.fn(() => ({
    text: 'A loose arm',
    author: null,
    permalink: null,
    title: null,
    site: 'generic',
  })),
  report: vi.fn(async () => ({ ok: true as const, value: { report: '# A page' } })),
  stop: vi.fn(),
}
let stopped = new AbortController()

beforeEach(() => {
  vi.clearAllMocks()
  fake.listeners.length = 0
  stopped = new AbortController()
  answerReader(reader, stopped.signal)
})

test('the panel can ask for a post, for another reading, and for an end', async () => {
  const ask = (earshot: string, request: unknown) => fake.deliver({ earshot, request }, panel)
  expect(await ask('reader.locate', { postKey: 'u1' })).toEqual({ ok: true, value: { found: true } })
  expect(await ask('reader.locate', { postKey: 'gone' })).toEqual({ ok: true, value: { found: false } })
  expect(await ask('reader.reread', null)).toEqual({ ok: true, value: { visit: 'visit-0002' } })
  expect(await ask('reader.selection', null)).toMatchObject({
    ok: true,
    value: { selection: { text: 'A loose arm' } },
  })
  expect(await ask('reader.report', null)).toEqual({ ok: true, value: { report: '# A page' } })
  expect(await ask('reader.stop', null)).toEqual({ ok: true, value: null })
  expect(reader.stop).toHaveBeenCalledOnce()
})

test('a draft goes into the box of the post that it answers, and what the box then holds comes back', async () => {
  const ask = (request: unknown) => fake.deliver({ earshot: 'draft.insert', request }, panel)
  expect(await ask({ postKey: 'u1', text: 'Thank you' })).toEqual({
    ok: true,
    value: { outcome: 'inserted', held: 'Thank you' },
  })
  expect(reader.insertDraft).toHaveBeenCalledWith(BOX, 'Thank you')
  expect(await ask({ postKey: null, text: 'Thank you' })).toEqual({
    ok: true,
    value: { outcome: 'no-box', held: null },
  })
  expect(reader.insertDraft).toHaveBeenCalledOnce()
})

test('a box that falls apart while it is written in is a problem, not silence', async () => {
  reader.insertDraft.mockRejectedValueOnce(new Error('the page took it away'))
  const answer = await fake.deliver(
    { earshot: 'draft.insert', request: { postKey: 'u1', text: 'Thank you' } },
    panel,
  )
  expect(answer).toMatchObject({ ok: false, problem: { code: 'unreadable' } })
})

test.each([
  null,
  {},
  { postKey: 'u1' },
  { postKey: 'u1', text: '   ' },
  { postKey: 7, text: 'a' },
  { text: 'a' },
  { postKey: 'u1', text: 'a'.repeat(50_001) },
])('a draft as %j is refused before the page is touched', async (request) => {
  const answer = await fake.deliver({ earshot: 'draft.insert', request }, panel)
  expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
  expect(reader.replyBox).not.toHaveBeenCalled()
})

test('the panel learns which posts are there', async () => {
  expect(await fake.deliver({ earshot: 'reader.posts', request: null }, panel)).toEqual({
    ok: true,
    value: { keys: ['u1', 'u2'] },
  })
})

test('nobody but us has a draft written into a page', async () => {
  const sender = { id, url: 'https://forum.example/t/1' }
  const answer = await fake.deliver(
    { earshot: 'draft.insert', request: { postKey: 'u1', text: 'a' } },
    sender,
  )
  expect(answer).toMatchObject({ ok: false, problem: { code: 'foreign-sender' } })
  expect(reader.replyBox).not.toHaveBeenCalled()
})

test.each([
  ['another extension', { id: 'other', url: `${HOME}sidepanel.html` }],
  ['a script beside a page', { id, url: 'https://forum.example/t/1' }],
])('%s is refused', async (_who, sender) => {
  const answer = await fake.deliver({ earshot: 'reader.stop', request: null }, sender)
  expect(answer).toMatchObject({ ok: false, problem: { code: 'foreign-sender' } })
  expect(reader.stop).not.toHaveBeenCalled()
})

test.each([null, {}, { postKey: 1 }, 'u1'])('a request to find %j is refused as invalid', async (request) => {
  const answer = await fake.deliver({ earshot: 'reader.locate', request }, panel)
  expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid' } })
  expect(reader.locate).not.toHaveBeenCalled()
})

test.each(['sync.poke', 'reader.start', 'thread.seen'])('%s is left to the background', (earshot) => {
  expect(fake.deliver({ earshot, request: null }, panel)).toBeNull()
})

test('after its end the reader answers nobody', () => {
  stopped.abort()
  expect(fake.deliver({ earshot: 'reader.reread', request: null }, panel)).toBeNull()
})
