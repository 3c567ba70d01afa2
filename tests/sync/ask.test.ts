import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSyncApi } from '../../lib/sync/api.ts'
import { nextTry, readRetryAfter } from '../../lib/sync/backoff.ts'
import { joinWorkspace } from '../../lib/sync/join.ts'

const NOW = Date.UTC(2026, 10, 20)
const JOINING = { server: 'https://sync.example', code: 'ABCD-EFGH', name: 'Sam Lindqvist', deviceId: 'd' }
const answering = (answer: () => Response | Promise<Response>) =>
  (async () => answer()) as typeof globalThis.fetch

const ADMITTED = {
  workspace: { id: crypto.randomUUID(), name: 'Quillon' },
  member: { id: crypto.randomUUID(), name: 'Sam Lindqvist' },
  token: 'a-token-of-sufficient-length',
  monitoringNotice: null,
}

test('an invitation becomes a workspace, a member and a token', async () => {
  let sent: unknown
  const fetch = (async (url: string, init: RequestInit) => {
    sent = [url, JSON.parse(String(init.body))]
    return Response.json(ADMITTED)
  }) as typeof globalThis.fetch
  expect(await joinWorkspace({ ...JOINING, fetch })).toEqual({ ok: true, value: ADMITTED })
  const { server, ...body } = JOINING
  expect(sent).toEqual([`${server}/v1/join`, body])
})

test.each([
  [401, 'not-authorised'],
  [403, 'not-authorised'],
  [400, 'invalid'],
  [404, 'not-found'],
  [409, 'id-conflict'],
  [413, 'too-large'],
  [429, 'too-many'],
  [500, 'bad-answer'],
])('an invitation answered with %i is %s', async (status, code) => {
  const fetch = answering(() => Response.json({ error: { code: 'x', message: 'x' } }, { status }))
  expect(await joinWorkspace({ ...JOINING, fetch })).toMatchObject({ ok: false, problem: { code } })
})

test.each<[string, () => Response]>([
  ['HTML', () => new Response('<html>')],
  ['a token too short to be one', () => Response.json({ ...ADMITTED, token: 'x' })],
  ['an endless answer', () => new Response('x'.repeat(100_000))],
])('%s is no invitation', async (_, answer) => {
  expect(await joinWorkspace({ ...JOINING, fetch: answering(answer) })).toMatchObject({
    problem: { code: 'bad-answer' },
  })
})

const pull = (fetch: typeof globalThis.fetch, timeout = 5_000) =>
  createSyncApi({
    server: 'https://s.example',
    workspaceId: 'w',
    token: 't',
    fetch,
    timeout,
    now: () => NOW,
  }).pull('c')

test('a body that breaks off is a bad answer', async () => {
  const broken = () =>
    new Response(
      new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"events": ['))
          controller.error(new TypeError('terminated'))
        },
      }),
    )
  expect(await pull(answering(broken))).toMatchObject({
    problem: { code: 'bad-answer', detail: 'answer broken off' },
  })
})

test('a server that never answers is given up', async () => {
  const silent = ((_: string, init: RequestInit) =>
    new Promise((_resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason))
    })) as typeof globalThis.fetch
  expect(await pull(silent, 10)).toMatchObject({ problem: { code: 'offline' } })
})

test('a cursor that the server does not know is one of another log', async () => {
  const unknown = answering(() =>
    Response.json({ error: { code: 'bad_cursor', message: '' } }, { status: 400 }),
  )
  expect(await pull(unknown)).toMatchObject({ problem: { code: 'not-found', detail: 'rewound' } })
})

test.each([
  ['120', NOW + 120_000],
  ['Fri, 20 Nov 2026 00:02:00 GMT', NOW + 120_000],
  ['0', NOW],
  ['-5', null],
  ['soon', null],
  ['', null],
  ['9'.repeat(30), null],
])('Retry-After "%s" is understood', async (header, at) => {
  expect(readRetryAfter(header, NOW)).toBe(at)
  const headers = { 'retry-after': header }
  const answer = await pull(answering(() => new Response('', { status: 429, headers })))
  expect(answer).toMatchObject({
    problem: at === null ? { code: 'too-many' } : { code: 'too-many', retryAt: at },
  })
})

test('a wait is never before what the server asked, never over an hour, and never over 15 minutes unasked', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.option(fc.integer({ min: -1e9, max: 1e9 })),
      (attempt, random, ahead) => {
        const notBefore = ahead === null ? null : NOW + ahead
        const wait = nextTry({ now: NOW, attempt, random, notBefore }) - NOW
        expect(wait).toBeGreaterThanOrEqual(Math.min(ahead ?? 0, 3_600_000))
        expect(wait).toBeGreaterThanOrEqual(0)
        expect(wait).toBeLessThanOrEqual(Math.max(15 * 60_000, Math.min(ahead ?? 0, 3_600_000)))
        expect(wait).toBeLessThanOrEqual(Math.max(2_000 * 2 ** attempt, ahead ?? 0))
      },
    ),
  )
})
