import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Gate {
  readonly url: string
  /** Pushes reach the server, but their answers are kept back. */
  holdAnswers(hold: boolean): void
  answerHtml(html: boolean): void
  held(): number
  /** So many pages of a snapshot are answered, the next ones wait; null: none waits. */
  holdSnapshot(after: number | null): void
  /** The places that pages of a snapshot were asked for from, in order; null: from the beginning. */
  snapshots(): readonly (string | null)[]
  /** Nothing new is heard of the team. */
  holdPulls(hold: boolean): void
  pushes(): number
  close(): Promise<void>
}

/** Stands between the browser and the server, as a bad network or a captive portal does. */
export async function startGate(target: string): Promise<Gate> {
  let hold = false
  let html = false
  let held = 0
  let pushes = 0
  const snapshots: (string | null)[] = []
  let pages = Number.POSITIVE_INFINITY
  const waiting: (() => void)[] = []
  let pulls: PromiseWithResolvers<void> | null = null
  const mayGoOn = () =>
    snapshots.length <= pages ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))
  const server: Server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', target)
    const push = request.method === 'POST' && pathname.endsWith('/push')
    if (push) pushes += 1
    if (html && request.method !== 'OPTIONS') {
      response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
      response.end('<title>Welcome to the airport</title>')
      return
    }
    if (request.method === 'GET' && pathname.endsWith('/snapshot')) {
      snapshots.push(searchParams.get('cursor'))
      await mayGoOn()
    }
    if (request.method === 'GET' && pathname.endsWith('/pull')) await pulls?.promise
    const body = await read(request).catch(() => null)
    // Whoever asked was killed while they waited.
    if (body === null) return
    const headers = Object.entries(request.headers).filter(
      ([name]) => !/^(host|connection|content-length)$/.test(name),
    )
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as [string, string][],
      ...(body.length > 0 ? { body } : {}),
    }).catch(() => null)
    // Behind the gate nobody is there.
    if (answer === null) {
      response.destroy()
      return
    }
    const text = Buffer.from(await answer.arrayBuffer())
    if (push && hold) {
      held += 1
      return
    }
    const passed = [...answer.headers].filter(
      ([name]) => !/^(content-encoding|content-length|connection|transfer-encoding)$/.test(name),
    )
    response.writeHead(answer.status, Object.fromEntries(passed))
    response.end(text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdAnswers: (value) => {
      hold = value
    },
    answerHtml: (value) => {
      html = value
    },
    held: () => held,
    holdSnapshot: (after) => {
      pages = after ?? Number.POSITIVE_INFINITY
      if (after === null) for (const goOn of waiting.splice(0)) goOn()
    },
    snapshots: () => snapshots,
    holdPulls: (value) => {
      pulls?.resolve()
      pulls = value ? Promise.withResolvers<void>() : null
    },
    pushes: () => pushes,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function read(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
