import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { invite } from './administer.ts'
import { createApp } from './app.ts'
import { createLog, type Logger } from './log.ts'
import { type Ports, realPorts } from './ports.ts'
import { createRateLimits, DEFAULT_RATES, type RateSettings } from './rate-limits.ts'
import { ensureSample } from './sample.ts'
import { createSqliteStore } from './sqlite-store.ts'
import type { EventStore } from './store.ts'

export interface StartOptions {
  readonly dataDir: string
  /** 127.0.0.1 unless told. The caller answers for TLS when it is anything else. */
  readonly host?: string
  /** 0, the default: a free one. */
  readonly port?: number
  /** Makes the sample workspace if it is missing, and a fresh invitation to it. */
  readonly sample?: boolean
  /** Silent unless given. */
  readonly log?: Logger
  readonly rates?: RateSettings
  readonly addressHeader?: string | null
  /** How long `stop` waits for open requests. */
  readonly stopSeconds?: number
}

export interface RunningServer {
  /** Without a slash at the end, with the real port. */
  readonly url: string
  /** To look at the log from a test or a script: `(await store.head(workspaceId)).head` counts its events. */
  readonly store: EventStore
  readonly invitation?: { readonly code: string; readonly workspaceId: string }
  /** Lets open requests finish, then closes the databases. The second call waits for the first. */
  stop(): Promise<void>
}

/** Starts the server in this process. Rejects, with nothing left open, when it cannot listen or open its files. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0, stopSeconds = 10 } = options
  const log = options.log ?? createLog('silent')
  const store = createSqliteStore(options.dataDir)
  const ports = realPorts(store)
  let server: Server
  let invitation: RunningServer['invitation']
  try {
    if (options.sample) invitation = await inviteToSample(ports)
    server = await listen(
      createApp({
        ...ports,
        log,
        rates: createRateLimits(options.rates ?? DEFAULT_RATES),
        addressHeader: options.addressHeader ?? null,
      }).fetch,
      host,
      port,
    )
  } catch (error) {
    await store.close()
    throw error
  }
  const stop = once(async () => {
    await drain(server, stopSeconds * 1_000)
    await store.close()
    log.info('stopped')
  })
  const url = addressOf(server, host)
  log.info({ listening: url }, 'listening')
  return { url, store, stop, ...(invitation === undefined ? {} : { invitation }) }
}

/** Makes the sample workspace if it is missing; a new code each time, for a day and twenty devices. */
export async function inviteToSample(ports: Ports): Promise<{ code: string; workspaceId: string }> {
  const workspace = await ensureSample(ports)
  return { code: await invite(ports, workspace.id, { uses: 20, hours: 24 }), workspaceId: workspace.id }
}

function listen(fetch: (request: Request) => unknown, host: string, port: number): Promise<Server> {
  const server = createAdaptorServer({
    fetch,
    hostname: host,
    serverOptions: {
      // A client that sends slowly holds a connection, never longer than this.
      requestTimeout: 30_000,
      headersTimeout: 10_000,
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
    },
  }) as Server
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** Takes no new connection, lets requests in flight end, cuts those still open after `patience` ms. */
function drain(server: Server, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), patience)
    // Kept-alive connections would otherwise go on asking, or keep us here in silence.
    server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'))
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearTimeout(cut)
      clearInterval(sweep)
      resolve()
    })
  })
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => {
    running ??= work()
    return running
  }
}
