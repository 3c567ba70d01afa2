import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { JoinAnswerSchema, PullAnswerSchema, PushAnswerSchema } from '../../lib/model/wire.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, temporaryDirectory } from './serve-in-memory.ts'

// Several processes start in one test, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts')

let directory: ReturnType<typeof temporaryDirectory>
const children: ChildProcess[] = []

beforeEach(() => {
  directory = temporaryDirectory()
})
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  directory.remove()
})

function spawnServer(operands: readonly string[], variables: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [MAIN, ...operands], {
    env: { PATH: process.env.PATH, EARSHOT_PORT: '0', EARSHOT_DATA_DIR: directory.path, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

async function run(operands: readonly string[], variables = {}) {
  const child = spawnServer(operands, variables)
  let [out, err] = ['', '']
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const status = await new Promise((resolve) => child.on('close', resolve))
  return { status, out, err }
}

/** Starts serving, and waits for the line that says where. */
async function serve(variables = {}) {
  const child = spawnServer(['serve'], variables)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const url = await new Promise<string>((resolve, reject) => {
    void ended.then((status) => reject(new Error(`ended with ${status}`)))
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on('line', (line) => {
      const said = JSON.parse(line)
      if (said.event === 'listening') resolve(said.url)
    })
  })
  return { child, url, ended }
}

const post = (url: string, body: unknown, token?: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })

async function joinServer(url: string): Promise<Device> {
  await run(['create-workspace', 'Quillon'])
  const code = (await run(['invite', 'quillon'])).out.trim()
  const deviceId = randomUUID()
  const response = await post(`${url}/v1/join`, { code, name: 'Maya Osei', deviceId })
  const { workspace, member, token } = JoinAnswerSchema.parse(await response.json())
  return { workspaceId: workspace.id, memberId: member.id, deviceId, token }
}

const batch = (device: Device, events: readonly unknown[]) => ({
  batchId: randomUUID(),
  deviceId: device.deviceId,
  events,
})
const pullFrom = async (url: string, { workspaceId, token }: Device) => {
  const response = await fetch(`${url}/v1/w/${workspaceId}/pull`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return PullAnswerSchema.parse(await response.json())
}

describe('the server as a process', () => {
  it('says where it listens, answers, and stops in order on SIGTERM', async () => {
    const { child, url, ended } = await serve()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/)
    const health = await fetch(`${url}/health`)
    expect(await health.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) })
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  })

  it('has everything it acknowledged after kill -9, as one gapless log', async () => {
    const first = await serve()
    const device = await joinServer(first.url)
    const acknowledged = new Set<string>()
    const pushing = (async () => {
      for (;;) {
        const events = Array.from({ length: 20 }, () => loggedEvent(device))
        const response = await post(
          `${first.url}/v1/w/${device.workspaceId}/push`,
          batch(device, events),
          device.token,
        )
        const { receipts } = PushAnswerSchema.parse(await response.json())
        for (const { id, status } of receipts) if (status === 'accepted') acknowledged.add(id)
        if (acknowledged.size === 200) first.child.kill('SIGKILL')
      }
    })()
    await expect(pushing).rejects.toThrow()
    expect(await first.ended).not.toBe(0)
    expect(acknowledged.size).toBeGreaterThanOrEqual(200)

    const second = await serve()
    const { events, head } = await pullFrom(second.url, device)
    const stored = events as { id: string; seq: number }[]
    expect(stored.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, at) => at + 1))
    const ids = new Set(stored.map(({ id }) => id))
    for (const id of acknowledged) expect(ids).toContain(id)
  })

  it('finishes a request that is under way when it is told to stop', async () => {
    const { child, url, ended } = await serve()
    const device = await joinServer(url)
    const body = JSON.stringify(batch(device, [loggedEvent(device)]))
    const answer = new Promise<string>((resolve, reject) => {
      const slow = request(`${url}/v1/w/${device.workspaceId}/push`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          authorization: `Bearer ${device.token}`,
        },
      })
      slow.on('error', reject)
      slow.on('response', (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += chunk
        })
        response.on('end', () => resolve(text))
      })
      slow.write(body.slice(0, 10))
      // The rest comes only when the server has stopped listening.
      void fetch(`${url}/health`).then(async () => {
        child.kill('SIGTERM')
        while (
          await fetch(`${url}/health`).then(
            () => true,
            () => false,
          )
        )
          await new Promise(setImmediate)
        slow.end(body.slice(10))
      })
    })
    expect(PushAnswerSchema.parse(JSON.parse(await answer)).receipts[0]?.status).toBe('accepted')
    expect(await ended).toBe(0)
  })

  it('leaves at once on a second signal', async () => {
    const { child, url, ended } = await serve({ EARSHOT_STOP_SECONDS: '600' })
    const device = await joinServer(url)
    const open = request(`${url}/v1/w/${device.workspaceId}/push`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${device.token}`,
        'content-length': 10,
        'content-type': 'application/json',
      },
    })
    open.on('error', () => undefined)
    await new Promise((resolve) => open.write('{', resolve))
    await fetch(`${url}/health`)
    child.kill('SIGTERM')
    while (
      await fetch(`${url}/health`).then(
        () => true,
        () => false,
      )
    )
      await new Promise(setImmediate)
    child.kill('SIGINT')
    expect(await ended).toBe(130)
  })

  it('refuses to start half-configured, naming each variable and its mend', async () => {
    const { status, err, out } = await run([], { EARSHOT_HOST: '0.0.0.0', EARSHOT_PORT: 'x' })
    expect(status).toBe(2)
    expect(err).toContain('EARSHOT_PORT: set it to a whole number')
    expect(out).toBe('')
    const open = await run([], { EARSHOT_HOST: '0.0.0.0' })
    expect(open.status).toBe(2)
    expect(open.err).toContain('EARSHOT_TLS_PROXY=yes')
  })

  it('says what to do when the port is taken or the directory is a file', async () => {
    const blocker = createServer()
    const port = await new Promise<number>((resolve) => {
      blocker.listen(0, '127.0.0.1', () => {
        const address = blocker.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const taken = await run([], { EARSHOT_PORT: String(port) })
    blocker.close()
    expect(taken).toMatchObject({ status: 1, err: expect.stringContaining('EARSHOT_PORT') })
    const file = await run([], { EARSHOT_DATA_DIR: MAIN })
    expect(file).toMatchObject({ status: 1, err: expect.stringContaining('EARSHOT_DATA_DIR') })
  })
})

describe('the commands', () => {
  it('explain themselves', async () => {
    const { status, out } = await run(['--help'])
    expect(status).toBe(0)
    for (const word of ['create-workspace', 'invite', 'playbook', 'sample', 'EARSHOT_DATA_DIR'])
      expect(out).toContain(word)
  })

  it('make a workspace with its playbook, and put the next one in force', async () => {
    const file = join(MAIN, '..', '..', 'samples', 'quillon.playbook.json')
    const made = await run(['create-workspace', 'Quillon', '--playbook', file])
    expect(made).toMatchObject({ status: 0, err: '' })
    expect(made.out).toContain('in force')
    expect(await run(['playbook', 'quillon', file])).toMatchObject({
      status: 0,
      out: expect.stringContaining('already'),
    })
  })

  it.each([
    [['dance'], 2],
    [['invite'], 2],
    [['invite', 'Nobody'], 1],
    [['create-workspace'], 2],
    [['create-workspace', 'A', '--playbook', 'missing.json'], 1],
    [['create-workspace', 'A', '--playbook', MAIN], 1],
    [['playbook', 'A'], 2],
    [['--frobnicate'], 2],
  ])('refuse %j in words, with exit status %i and nothing made', async (operands, status) => {
    const answer = await run(operands)
    expect(answer).toMatchObject({ status, out: '' })
    expect(answer.err).not.toMatch(/^\s+at /m)
    expect((await run(['invite', 'A'])).status).toBe(1)
  })

  it('print the invitation to the sample as one line of JSON', async () => {
    const { status, out } = await run(['sample'])
    expect(status).toBe(0)
    expect(JSON.parse(out)).toEqual({
      event: 'invitation',
      code: expect.stringMatching(/^[0-9A-Z-]{30}$/),
      workspaceId: expect.any(String),
    })
  })
})
