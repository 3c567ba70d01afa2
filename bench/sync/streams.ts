import { Agent, type IncomingMessage, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { HeadHintSchema } from '../../lib/model/wire.ts'
import { admitDevices } from '../../scripts/torture/admit-devices.ts'
import type { Figure } from '../figure.ts'
import { residentMiB } from './memory.ts'
import type { Place } from './place.ts'
import { median, quantile } from './spread.ts'
import { type Line, push, pushBody } from './talk.ts'
import { createDeviceEntries } from './write-entries.ts'

const TEAMS = 10
const STREAMS_A_TEAM = 100
/** Entries added in each team, one after the other; each is a hint to every stream there. */
const ROUNDS = 10
/** The server gathers what comes within a quarter of a second into one hint: this lies well behind it. */
const APART_MS = 400
const SETTLE_MS = 2_000

/** An open stream of hints. */
interface Listener {
  /** Resolves when the stream has said that the log goes so far. */
  heard(head: number): Promise<void>
  close(): void
}

/**
 * A thousand open streams on one process: what they cost in memory, and how long it takes from an entry's receipt
 * until everybody who listens in that team was told, against a team in which one alone listens. The quarter of a
 * second for which the server gathers is in both.
 */
export async function* streams(place: Place): AsyncIterable<Figure> {
  const { kind, server } = place
  const lone = await createTeam(place, 'lone listener', 1)
  const loneListeners = await listen(lone)
  const alone = await hintTimes([{ lines: lone, listeners: loneListeners }])
  await wait(SETTLE_MS)
  const before = await restingMemory(server.pid)
  const teams: Team[] = []
  for (let n = 0; n < TEAMS; n++) {
    const lines = await createTeam(place, `listeners ${n}`, STREAMS_A_TEAM)
    teams.push({ lines, listeners: await listen(lines) })
  }
  await wait(SETTLE_MS)
  const after = await restingMemory(server.pid)
  const count = TEAMS * STREAMS_A_TEAM
  yield {
    bench: 'sync',
    case: `${kind}: memory of the server with ${count} streams open, against one`,
    value: after,
    unit: 'MiB',
    baseline: before,
    ratio: after / before,
    n: 1,
  }
  const crowded = await hintTimes(teams)
  for (const share of [0.5, 0.99]) {
    const [value, baseline] = [quantile(crowded, share), quantile(alone, share)]
    yield {
      bench: 'sync',
      case: `${kind}: a hint to all of ${STREAMS_A_TEAM} in a team with ${count} streams open, p${share * 100}, against one stream`,
      value,
      unit: 'ms',
      baseline,
      ratio: value / baseline,
      n: crowded.length,
    }
  }
  for (const listener of [...loneListeners, ...teams.flatMap(({ listeners }) => listeners)]) listener.close()
}

interface Team {
  readonly lines: readonly Line[]
  readonly listeners: readonly Listener[]
}

async function createTeam(
  { kind, store, server }: Place,
  name: string,
  count: number,
): Promise<readonly Line[]> {
  const { workspaceId, devices } = await admitDevices(store, `${kind} ${name}`, count)
  return devices.map((device) => ({ url: server.url, workspaceId, device }))
}

/** Of several looks, while nothing is asked. */
async function restingMemory(pid: number): Promise<number> {
  const looks: number[] = []
  for (let n = 0; n < 5; n++) {
    looks.push(residentMiB(pid))
    await wait(100)
  }
  return median(looks)
}

/** Milliseconds from a receipt until the last stream of the team has said so, for each entry. */
async function hintTimes(teams: readonly Team[]): Promise<number[]> {
  const times: number[] = []
  const writers = teams.map(({ lines }) => {
    const [line] = lines
    if (line === undefined) throw new Error('a team without anybody')
    return { line, write: createDeviceEntries(line.workspaceId, line.device) }
  })
  for (let round = 1; round <= ROUNDS; round++)
    for (const [n, { listeners }] of teams.entries()) {
      const writer = writers[n]
      if (writer === undefined) throw new Error('a team without a writer')
      // Who joined has an entry each, too.
      const head = listeners.length + round
      const told = Promise.all(listeners.map((listener) => listener.heard(head)))
      await push(writer.line, pushBody(writer.line.device, writer.write(1)))
      const begun = performance.now()
      await told
      times.push(performance.now() - begun)
      if (teams.length === 1) await wait(APART_MS)
    }
  return times
}

/** Each on a connection of its own, open and greeted. */
async function listen(lines: readonly Line[]): Promise<readonly Listener[]> {
  return Promise.all(
    lines.map(async (line) => {
      const agent = new Agent({ keepAlive: false })
      const answer = await openStream(line, agent)
      const listener = follow(answer)
      await listener.heard(0)
      return listener
    }),
  )
}

function openStream({ url, workspaceId, device }: Line, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = request(`${url}/v1/w/${workspaceId}/live`, {
      agent,
      headers: { authorization: `Bearer ${device.token}` },
    })
    asking.once('error', reject)
    asking.once('response', (answer) => {
      if (answer.statusCode === 200) resolve(answer)
      else reject(new Error(`a stream was answered with ${answer.statusCode}`))
    })
    asking.end()
  })
}

function follow(answer: IncomingMessage): Listener {
  let known = -1
  let rest = ''
  let waiting: { readonly head: number; readonly resolve: () => void }[] = []
  answer.on('error', () => undefined)
  answer.setEncoding('utf8')
  answer.on('data', (text: string) => {
    const messages = (rest + text).split('\n\n')
    rest = messages.pop() ?? ''
    for (const message of messages) {
      const [, data] = /^event: head\ndata: (.*)$/.exec(message) ?? []
      if (data !== undefined) known = HeadHintSchema.parse(JSON.parse(data)).head
    }
    const due = waiting.filter(({ head }) => head <= known)
    waiting = waiting.filter(({ head }) => head > known)
    for (const { resolve } of due) resolve()
  })
  return {
    heard: (head) =>
      head <= known ? Promise.resolve() : new Promise((resolve) => waiting.push({ head, resolve })),
    close: () => answer.destroy(),
  }
}
