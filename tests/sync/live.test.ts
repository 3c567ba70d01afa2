import { describe, expect, test } from 'vitest'
import { watchLive } from '../../lib/sync/live.ts'
import { lastingSession, type Session } from '../../lib/sync/session.ts'

const WORKSPACE = '0d5b2a52-3a6b-4d2e-9c4c-1d1f3f0b7a11'
const MAYA = '11111111-1111-4111-8111-111111111111'
const SAM = '22222222-2222-4222-8222-222222222222'
const STREAM = { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }

/** A clock that moves only when somebody waits, and a server that answers as told, one stream after the other. */
function listener(
  answers: readonly ((signal?: AbortSignal) => Response)[],
  session: Session = lastingSession('token-of-maya'),
) {
  const stop = new AbortController()
  const told: string[] = []
  const waits: number[] = []
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const clock = { now: 0 }
  let streams = 0
  const ports = {
    server: 'https://sync.example',
    workspaceId: WORKSPACE,
    session,
    fetch: (async (input, init) => {
      asked.push({ url: String(input), init })
      init?.signal?.throwIfAborted()
      const answer = answers[streams++]
      if (answer === undefined) throw new TypeError('no connection')
      return answer(init?.signal ?? undefined)
    }) as typeof globalThis.fetch,
    now: () => clock.now,
    random: () => 0.5,
    wait: async (milliseconds: number, signal: AbortSignal) => {
      // The silence watch waits for the stream's sake, the other wait is between two streams.
      await new Promise((resolve) => setTimeout(resolve, 0))
      if (signal !== stop.signal) {
        clock.now += milliseconds
        return
      }
      waits.push(milliseconds)
      clock.now += milliseconds
      if (streams >= answers.length) stop.abort()
    },
    onHead: (head: number) => told.push(`head ${head}`),
    onHere: (members: readonly string[]) => told.push(`here ${members.length}`),
    onState: (state: string) => told.push(state),
  }
  return { run: () => watchLive(ports, stop.signal), told, waits, asked, clock, stop }
}

const stream = (text: string) => () => new Response(text, STREAM)
/** Says nothing, and breaks when it is given up, as a fetched stream does. */
const silent = (signal?: AbortSignal) =>
  new Response(
    new ReadableStream({
      start(out) {
        signal?.addEventListener('abort', () => out.error(new DOMException('given up', 'AbortError')))
      },
    }),
    STREAM,
  )
const refusal = (status: number) => () => new Response('', { status })

describe('hints', () => {
  test('of a grown log and of who is here come through, comments do not', async () => {
    const one = listener([
      stream(
        `: hello\n\nevent: head\ndata: {"head":7}\n\nevent: here\ndata: {"members":["${MAYA}","${SAM}"]}\n\n`,
      ),
    ])
    await one.run()
    expect(one.told).toEqual(['live', 'head 7', 'here 2', 'polling', 'here 0'])
  })

  test('are asked for with the token in a header, and nothing else', async () => {
    const one = listener([stream('')])
    await one.run()
    expect(one.asked[0]?.url).toBe(`https://sync.example/v1/w/${WORKSPACE}/live`)
    expect(one.asked[0]?.init).toMatchObject({
      headers: { authorization: 'Bearer token-of-maya', accept: 'text/event-stream' },
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    })
  })

  test('that are cut in the middle of a letter are put together again', async () => {
    const bytes = new TextEncoder().encode('event: head\ndata: {"head":12}\n\n')
    const one = listener([
      () =>
        new Response(
          new ReadableStream({
            start(out) {
              for (const byte of bytes) out.enqueue(Uint8Array.of(byte))
              out.close()
            },
          }),
          STREAM,
        ),
    ])
    await one.run()
    expect(one.told).toContain('head 12')
  })

  test('that do not follow the protocol are passed over', async () => {
    const one = listener([
      stream(
        'event: head\ndata: {"head":"7"}\n\nevent: here\ndata: {"members":["<b>"]}\n\nevent: head\ndata: no\n\n',
      ),
    ])
    await one.run()
    expect(one.told).toEqual(['live', 'polling', 'here 0'])
  })

  test('without an end are dropped before they fill the memory', async () => {
    let sent = 0
    const one = listener([
      () =>
        new Response(
          new ReadableStream({
            pull(out) {
              sent += 16_384
              out.enqueue(new TextEncoder().encode(`data: ${'x'.repeat(16_378)}`))
            },
          }),
          STREAM,
        ),
    ])
    await one.run()
    expect(one.told.at(-1)).toBe('here 0')
    expect(sent).toBeLessThan(400_000)
  })
})

describe('a stream that ends', () => {
  test('is opened again after a wait that grows, with jitter, up to five minutes', async () => {
    const one = listener(Array.from({ length: 12 }, () => stream('')))
    await one.run()
    expect(one.waits.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000])
    expect(Math.max(...one.waits)).toBe(150_000)
  })

  test('by silence is one, and polling serves meanwhile', async () => {
    const one = listener([silent])
    await one.run()
    expect(one.told).toEqual(['live', 'polling', 'here 0'])
    expect(one.clock.now).toBeGreaterThanOrEqual(45_000)
  })

  test.each([404, 403, 429, 503])('by a refusal (%d) leaves the server alone for minutes', async (status) => {
    const one = listener([refusal(status)])
    await one.run()
    expect(one.waits).toEqual([150_000])
    expect(one.told).toEqual(['polling', 'here 0'])
  })

  test('because the token has run out is opened with a new one', async () => {
    const one = listener([refusal(401), stream('event: head\ndata: {"head":3}\n\n')], {
      token: async () => ({ ok: true, value: 'old' }),
      renew: async (refused) => ({ ok: true, value: `new after ${refused}` }),
    })
    await one.run()
    expect(one.told).toContain('head 3')
    expect(one.asked[1]?.init).toMatchObject({ headers: { authorization: 'Bearer new after old' } })
  })

  test('because the page went out of view is not opened again', async () => {
    const one = listener([silent, stream('')])
    const running = one.run()
    while (!one.told.includes('live')) await Promise.resolve()
    one.stop.abort()
    await running
    expect(one.asked).toHaveLength(1)
    expect(one.waits).toEqual([])
  })
})

test('a page that is no stream of hints is none, though it says 200', async () => {
  const one = listener([() => new Response('<html>', { headers: { 'content-type': 'text/html' } })])
  await one.run()
  expect(one.told).toEqual(['polling', 'here 0'])
})
