import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startServer } from '../../server/start-server.ts'
import { temporaryDirectory } from './serve-in-memory.ts'

let directory: ReturnType<typeof temporaryDirectory>
let running: Awaited<ReturnType<typeof startServer>>
let port: number

beforeEach(async () => {
  directory = temporaryDirectory()
  running = await startServer({ dataDir: directory.path, stopSeconds: 0, arrivalMs: 1_000 })
  port = Number(new URL(running.url).port)
})
afterEach(async () => {
  await running.stop()
  directory.remove()
})

/** A raw connection: what was said on it, and whether the server ended it. */
async function dial(first: string) {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  let said = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    said += text
  })
  socket.on('error', () => {})
  const closed = once(socket, 'close')
  socket.write(first)
  return { socket, closed, said: () => said }
}

const headOf = (length: number) =>
  `POST /v1/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n`

describe('a connection that wants to keep the server busy', () => {
  it('with headers that dribble in is ended', async () => {
    const { socket, closed, said } = await dial('POST /v1/join HTTP/1.1\r\nHost: x\r\n')
    const dribble = setInterval(() => socket.write('X-More: 1\r\n'), 100)
    await closed
    clearInterval(dribble)
    expect(said()).toMatch(/^(HTTP\/1\.1 408 |$)/)
  })

  it('with a body that dribbles in is ended, and others are served meanwhile', async () => {
    const { socket, closed, said } = await dial(`${headOf(1_000)}\r\n{`)
    const dribble = setInterval(() => socket.write(' '), 100)
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
    await closed
    clearInterval(dribble)
    expect(said()).not.toContain('HTTP/1.1 200')
  })

  it('that announces a gigabyte is refused before it sends one', async () => {
    const { socket, said } = await dial(`${headOf(1024 ** 3)}\r\n`)
    await once(socket, 'data')
    expect(said()).toMatch(/^HTTP\/1\.1 413 /)
    socket.destroy()
  })

  it('that sends on and on is answered at the limit', async () => {
    const { socket, said } = await dial(
      'POST /v1/join HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    )
    const chunk = `1000\r\n${' '.repeat(0x1000)}\r\n`
    const flood = setInterval(() => socket.write(chunk), 1)
    await once(socket, 'data')
    clearInterval(flood)
    expect(said()).toMatch(/^HTTP\/1\.1 413 /)
    expect(said()).toContain('"too_large"')
    socket.destroy()
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
  })

  it('that breaks off in the middle of a body is no failure of the server', async () => {
    const { socket, closed } = await dial(`${headOf(1_000)}\r\n{`)
    socket.destroy()
    await closed
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
  })

  it('with more headers than anybody needs is refused', async () => {
    const { closed, said } = await dial(
      `GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
    )
    await closed
    expect(said()).toMatch(/^HTTP\/1\.1 431 /)
  })

  it('in the hundreds keeps nobody else out', async () => {
    const idle = await Promise.all(Array.from({ length: 200 }, () => dial('GET /health HTTP/1.1\r\n')))
    expect((await fetch(`${running.url}/health`)).status).toBe(200)
    for (const { socket } of idle) socket.destroy()
  })
})
