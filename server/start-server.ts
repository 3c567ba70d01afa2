import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import { invite } from './administer.ts'
import { createApp } from './app.ts'
import { listingErasures, openErasureList } from './erasure-list.ts'
import { groupingAppends } from './group-appends.ts'
import { createLiveHub, type LiveLimits } from './live-hub.ts'
import { createLog, type Logger } from './log.ts'
import { createMeter, metered } from './meter.ts'
import { createIdentityProvider, type OidcSettings } from './oidc.ts'
import { openStore } from './open-store.ts'
import { type Ports, realPorts } from './ports.ts'
import { createRateLimits, DEFAULT_RATES, type RateSettings } from './rate-limits.ts'
import { ensureSample } from './sample.ts'
import { serveMetrics } from './serve-metrics.ts'
import type { EventStore } from './store.ts'

export interface StartOptions {
  readonly dataDir: string
  /** Of the list of erasures; `erasures` in `dataDir` unless told. */
  readonly erasuresDir?: string
  /** PostgreSQL instead of SQLite, with the address that migrates it, if this server shall. */
  readonly postgresUrl?: string | null
  readonly postgresMigrateUrl?: string | null
  /** 127.0.0.1 unless told. The caller answers for TLS when it is anything else. */
  readonly host?: string
  /** 0, the default: a free one. */
  readonly port?: number
  /** Makes the sample workspace if it is missing, and a fresh invitation to it. */
  readonly sample?: boolean
  /** Silent unless given. */
  readonly log?: Logger
  readonly rates?: RateSettings
  readonly live?: LiveLimits
  readonly addressHeader?: string | null
  /** Null, the default: invitations alone. */
  readonly identity?: OidcSettings | null
  /** Where `/metrics` is; null, the default: nowhere. Port 0: a free one. */
  readonly metrics?: { readonly host: string; readonly port: number } | null
  /** How long a request may take to arrive, in milliseconds; half a minute unless told. */
  readonly arrivalMs?: number
  /** How long a connection on which nothing moves is kept, in milliseconds; two minutes unless told. */
  readonly stalledMs?: number
  /** How long `stop` goes on serving while `/ready` says no, so that a proxy sends requests elsewhere. */
  readonly noticeSeconds?: number
  /** How long `stop` then waits for open requests. */
  readonly stopSeconds?: number
}

export interface RunningServer {
  /** Without a slash at the end, with the real port. */
  readonly url: string
  readonly metricsUrl: string | null
  /** To look at the log from a test or a script: `(await store.head(workspaceId)).head` counts its events. */
  readonly store: EventStore
  readonly invitation?: { readonly code: string; readonly workspaceId: string }
  /** Lets open requests finish, then closes the databases. The second call waits for the first. */
  stop(): Promise<void>
}

/** Starts the server in this process. Rejects, with nothing left open, when it cannot listen or open its files. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { host = '127.0.0.1', port = 0, noticeSeconds = 0, stopSeconds = 10 } = options
  const { arrivalMs = 30_000, stalledMs = 120_000 } = options
  const log = options.log ?? createLog('silent')
  const stopping = { now: false }
  const { store, live, meter } = await openWorld(options, log)
  const ports = realPorts(store)
  const opened: Server[] = []
  let invitation: RunningServer['invitation']
  try {
    if (options.sample) invitation = await inviteToSample(ports)
    const app = createApp({
      ...ports,
      log,
      live,
      meter,
      rates: createRateLimits(options.rates ?? DEFAULT_RATES),
      identity: options.identity ? createIdentityProvider(options.identity, ports.now) : null,
      addressHeader: options.addressHeader ?? null,
      isStopping: () => stopping.now,
    })
    opened.push(await listen(app.fetch, { host, port, arrivalMs, stalledMs }))
    const { metrics } = options
    if (metrics) opened.push(await serveMetrics(meter.registry, metrics.host, metrics.port))
  } catch (error) {
    for (const server of opened) server.close()
    await store.close()
    throw error
  }
  const [server, metricsServer] = opened as [Server, Server | undefined]
  const stop = once(async () => {
    stopping.now = true
    if (noticeSeconds > 0) await pause(noticeSeconds * 1_000)
    // An open stream would last as long as its reader.
    live.closeAll()
    await drain(server, stopSeconds * 1_000)
    metricsServer?.close()
    metricsServer?.closeAllConnections()
    await store.close()
    log.info('stopped')
  })
  const url = addressOf(server, host)
  const metricsUrl =
    metricsServer === undefined ? null : `${addressOf(metricsServer, options.metrics?.host ?? host)}/metrics`
  log.info({ listening: url }, 'listening')
  return { url, metricsUrl, store, stop, ...(invitation === undefined ? {} : { invitation }) }
}

/** The store with what watches it: its failures are counted, its erasures listed, its growth told to open streams. */
async function openWorld(options: StartOptions, log: Logger) {
  const { dataDir, erasuresDir = join(dataDir, 'erasures'), postgresUrl, postgresMigrateUrl } = options
  const opened = await openStore({
    dataDir,
    postgresUrl: postgresUrl ?? null,
    postgresMigrateUrl: postgresMigrateUrl ?? null,
  })
  const list = openErasureList(erasuresDir)
  list.make()
  const live = createLiveHub(opened, options.live, (error) => log.warn({ err: error }, 'no hints'))
  const meter = createMeter(live.size)
  return {
    store: listingErasures(
      metered({ ...opened, append: groupingAppends(opened.append) }, meter, () => performance.now()),
      list,
    ),
    live,
    meter,
  }
}

/** Makes the sample workspace if it is missing; a new code each time, for a day and twenty devices. */
export async function inviteToSample(ports: Ports): Promise<{ code: string; workspaceId: string }> {
  const workspace = await ensureSample(ports)
  return { code: await invite(ports, workspace.id, { uses: 20, hours: 24 }), workspaceId: workspace.id }
}

function listen(
  fetch: (request: Request) => unknown,
  {
    host,
    port,
    arrivalMs,
    stalledMs,
  }: Readonly<Record<'port' | 'arrivalMs' | 'stalledMs', number>> & {
    readonly host: string
  },
): Promise<Server> {
  const server = createAdaptorServer({
    fetch,
    hostname: host,
    serverOptions: {
      // A client that sends slowly holds a connection, never much longer than this.
      requestTimeout: arrivalMs,
      headersTimeout: Math.min(arrivalMs, 10_000),
      // Node looks every half minute by itself, and the times above hold only from one look to the next.
      connectionsCheckingInterval: Math.min(arrivalMs / 2, 5_000),
      keepAliveTimeout: 5_000,
      maxHeaderSize: 16 * 1024,
    },
  }) as Server
  // Who asks and does not read: what waits for them is let go of. A stream of hints beats far more often.
  server.timeout = stalledMs
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
