import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkspace, invite } from '../../server/administer.ts'
import { realPorts } from '../../server/ports.ts'
import { type RunningServer, startServer } from '../../server/start-server.ts'
import { temporaryDirectory } from './serve-in-memory.ts'
import { entry } from './store/store-under-test.ts'

let directory: ReturnType<typeof temporaryDirectory>
let running: RunningServer
let workspaceId: string
let token: string

beforeAll(async () => {
  directory = temporaryDirectory()
  running = await startServer({ dataDir: directory.path, stopSeconds: 0, stalledMs: 2_000 })
  const ports = realPorts(running.store)
  workspaceId = (await createWorkspace(ports, 'Quillon'))?.id ?? ''
  const code = await invite(ports, workspaceId, { uses: 1, hours: 1 })
  const response = await fetch(`${running.url}/v1/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, name: 'Maya Osei', deviceId: randomUUID() }),
  })
  token = (await response.json()).token
})
afterAll(async () => {
  await running.stop()
  directory.remove()
})

/** What the server says to these bytes, until it has said `answers` answers or ends the connection. */
async function say(text: string, answers = 1): Promise<{ said: string; statuses: readonly number[] }> {
  const socket = connect(Number(new URL(running.url).port), '127.0.0.1')
  await once(socket, 'connect')
  let said = ''
  const statuses = () => [...said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
  await new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      said += bytes.toString('latin1')
      if (statuses().length >= answers) resolve()
    })
    socket.on('error', () => resolve())
    socket.on('close', () => resolve())
    socket.write(text, 'latin1')
  })
  socket.destroy()
  return { said, statuses: statuses() }
}

const HOST = 'Host: x\r\n'
const auth = () => `Authorization: Bearer ${token}\r\n`
const pullOf = (query = '', headers = auth()) =>
  `GET /v1/w/${workspaceId}/pull${query} HTTP/1.1\r\n${HOST}${headers}\r\n`
const joinWith = (headers: string, body = '') =>
  `POST /v1/join HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n${headers}\r\n${body}`

describe('a request that no browser would send', () => {
  it.each<[string, () => string, number]>([
    ['two lengths', () => joinWith('Content-Length: 2\r\nContent-Length: 3\r\n', '{}'), 400],
    [
      'a length and chunks',
      () => joinWith('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
      400,
    ],
    ['a coding after chunks', () => joinWith('Transfer-Encoding: chunked, identity\r\n', '0\r\n\r\n'), 400],
    ['a length below nothing', () => joinWith('Content-Length: -5\r\n'), 400],
    ['a length beyond all numbers', () => joinWith(`Content-Length: ${'9'.repeat(30)}\r\n`), 400],
    [
      'a chunk with a long name',
      () => joinWith('Transfer-Encoding: chunked\r\n', `1;${'x'.repeat(20_000)}\r\na`),
      413,
    ],
    ['a zero byte in a header', () => pullOf('', `${auth()}X-A: a\0b\r\n`), 400],
    ['no host', () => 'GET /health HTTP/1.1\r\n\r\n', 400],
    ['a host that is none', () => 'GET /health HTTP/1.1\r\nHost: a b/../?\r\n\r\n', 400],
    ['an address that is none', () => `GET http://[::bad/health HTTP/1.1\r\n${HOST}\r\n`, 400],
    ['no path', () => `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 400],
    ['another protocol', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['the beginning of TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a method that tells too much', () => `TRACE /health HTTP/1.1\r\n${HOST}\r\n`, 404],
    ['a second token before', () => pullOf('', `Authorization: Bearer ${'a'.repeat(20)}\r\n${auth()}`), 401],
    ['a second token after', () => pullOf('', `${auth()}Authorization: Bearer ${'a'.repeat(20)}\r\n`), 401],
    ['a cursor of many kilobytes', () => pullOf(`?cursor=${'A'.repeat(12_000)}`), 400],
    ['an endless query', () => pullOf(`?cursor=${'A'.repeat(100_000)}`), 431],
    ['thousands of headers', () => pullOf('', `${auth()}${'a: 1\r\n'.repeat(4_000)}`), 431],
    [
      'trailers that are too long',
      () => joinWith('Transfer-Encoding: chunked\r\n', `0\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`),
      431,
    ],
    ['half a letter in its cursor', () => pullOf('?cursor=%E0%A4%A'), 400],
    [
      'half a letter in its path',
      () => `DELETE /v1/w/${workspaceId}/devices/%E0%A4%A HTTP/1.1\r\n${HOST}${auth()}\r\n`,
      404,
    ],
    ['a body where none belongs', () => pullOf('', `${auth()}Content-Length: 5\r\n`).concat('hello'), 200],
    ['a query of names from the prototype', () => pullOf('?__proto__=1&constructor=2&limit=1'), 200],
    [
      'a wish for another protocol',
      () => pullOf('', `${auth()}Connection: Upgrade\r\nUpgrade: websocket\r\n`),
      200,
    ],
  ])('with %s is answered, and the next one is served', async (_what, text, status) => {
    expect((await say(text())).statuses).toEqual([status])
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
  })

  it('asking for a tunnel gets none', async () => {
    expect((await say(`CONNECT 127.0.0.1:22 HTTP/1.1\r\n${HOST}\r\n`)).statuses).toEqual([])
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
  })

  it('is one of many sent without waiting: each is answered, in its turn', async () => {
    const texts = [pullOf('?limit=1'), `GET /nothing HTTP/1.1\r\n${HOST}\r\n`, pullOf('?limit=0')]
    const { statuses } = await say(texts.join('').repeat(30), 90)
    expect(statuses).toEqual(Array.from({ length: 30 }, () => [200, 404, 400]).flat())
  })
})

describe('somebody who asks for very much and reads nothing', () => {
  it('is let go of, with all that waits for them', async () => {
    const speaker = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
    for (let batch = 0; batch < 2; batch++)
      await running.store.append(
        workspaceId,
        Array.from({ length: 100 }, () => entry(speaker, {}, { excerpt: 'x'.repeat(10_000) })),
        Date.now(),
      )
    // The server's end: the other one notices nothing while it does not read.
    const accepted = new Promise<Socket>((resolve) =>
      subscribe('net.server.socket', (told) => resolve((told as { socket: Socket }).socket)),
    )
    const reader = connect(Number(new URL(running.url).port), '127.0.0.1')
    reader.on('error', () => undefined)
    reader.pause()
    reader.write(pullOf().repeat(40))
    const server = await accepted
    await once(server, 'close')
    expect(server.destroyed).toBe(true)
    reader.destroy()
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
  })
})
