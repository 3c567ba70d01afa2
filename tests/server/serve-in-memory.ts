import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { JoinAnswerSchema, PullAnswerSchema, PushAnswerSchema } from '../../lib/model/wire.ts'
import { createWorkspace, invite } from '../../server/administer.ts'
import { createApp } from '../../server/app.ts'
import { createLiveHub } from '../../server/live-hub.ts'
import { createLog } from '../../server/log.ts'
import type { IdentityProvider } from '../../server/oidc.ts'
import type { Role, Speaker } from '../../server/people-store.ts'
import { type Ports, realPorts } from '../../server/ports.ts'
import { createRateLimits, type RateSettings } from '../../server/rate-limits.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import type { EventStore } from '../../server/store.ts'

/** Generous: a test that is about a rate sets it. */
const NO_RATES: RateSettings = {
  pushesPerMinute: 100_000,
  readsPerMinute: 100_000,
  workspacePushesPerMinute: 100_000,
  joinTriesPerMinute: 100_000,
  changesPerMinute: 100_000,
  eventsPerDay: 100_000,
  sweepingChangesPerHour: 100_000,
}

export interface Device extends Speaker {
  readonly token: string
}

export function temporaryDirectory(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'earshot-server-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** The whole server but its port: an app over real SQLite files, with a clock that stands still. */
export function serveInMemory(
  options: {
    rates?: Partial<RateSettings>
    addressHeader?: string
    minSchema?: number
    identity?: IdentityProvider
    /** A directory of a server that was closed, to begin with a copy of it. */
    copyOf?: string
    /** Another store than files in a directory of its own; closed with the server. */
    store?: EventStore
  } = {},
) {
  const directory = temporaryDirectory()
  if (options.copyOf !== undefined) cpSync(options.copyOf, directory.path, { recursive: true })
  const clock = { now: Date.parse('2026-11-21T10:00:00Z') }
  const store = options.store ?? createSqliteStore(directory.path)
  const ports: Ports = { ...realPorts(store), now: () => clock.now }
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const rates = createRateLimits(options.rates ? { ...NO_RATES, ...options.rates } : NO_RATES)
  const live = createLiveHub(store)
  const app = createApp({
    ...ports,
    live,
    ...(options.minSchema === undefined ? {} : { minSchema: options.minSchema }),
    ...(options.identity === undefined ? {} : { identity: options.identity }),
    log: createLog('trace', destination),
    rates,
    addressHeader: options.addressHeader ?? null,
  })

  const postJson = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  const newWorkspace = async (name: string) => {
    const workspace = await createWorkspace(ports, name)
    if (workspace === null) throw new Error('taken')
    return workspace
  }
  const join = async (workspaceId: string, name: string, role: Role = 'member'): Promise<Device> => {
    const code = await invite(ports, workspaceId, { uses: 1, hours: 1, role })
    const deviceId = crypto.randomUUID()
    const response = await postJson('/v1/join', { code, name, deviceId })
    const { member, token } = JoinAnswerSchema.parse(await response.json())
    return { workspaceId, memberId: member.id, deviceId, token }
  }
  const rawPush = (device: Device, body: unknown, headers: Record<string, string> = {}) =>
    postJson(`/v1/w/${device.workspaceId}/push`, body, {
      authorization: `Bearer ${device.token}`,
      ...headers,
    })
  const push = async (device: Device, events: readonly unknown[]) => {
    const body = { batchId: crypto.randomUUID(), deviceId: device.deviceId, events }
    const response = await rawPush(device, body)
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
    return PushAnswerSchema.parse(await response.json())
  }
  const get = (device: Device, rest: string, headers: Record<string, string> = {}) =>
    app.request(`/v1/w/${device.workspaceId}/${rest}`, {
      headers: { authorization: `Bearer ${device.token}`, ...headers },
    })
  const pull = async (device: Device, cursor = '', limit = 500) => {
    const response = await get(device, `pull?cursor=${encodeURIComponent(cursor)}&limit=${limit}`)
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
    return PullAnswerSchema.parse(await response.json())
  }
  /** Any request to a workspace; `body` as JSON. */
  const ask = (device: Device, method: string, rest: string, body?: unknown, headers = {}) =>
    app.request(`/v1/w/${device.workspaceId}/${rest}`, {
      method,
      headers: {
        authorization: `Bearer ${device.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const close = async () => {
    live.closeAll()
    await store.close()
    directory.remove()
  }
  return {
    app,
    store,
    ports,
    clock,
    lines,
    dataDir: directory.path,
    postJson,
    newWorkspace,
    join,
    rawPush,
    push,
    get,
    pull,
    ask,
    live,
    close,
  }
}

export type InMemoryServer = ReturnType<typeof serveInMemory>
