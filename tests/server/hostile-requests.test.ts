import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorAnswerSchema } from '../../lib/model/wire.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let maya: Device

beforeEach(async () => {
  server = serveInMemory()
  const { id } = await server.newWorkspace('Quillon')
  maya = await server.join(id, 'Maya Osei')
})
afterEach(() => server.close())

const bodyWith = (events: string) =>
  `{"batchId":"${randomUUID()}","deviceId":"${maya.deviceId}","events":${events}}`
const refusal = async (response: Response) => {
  const { code } = ErrorAnswerSchema.parse(await response.json()).error
  return `${response.status} ${code}`
}
const receiptFor = async (eventJson: string) => {
  const response = await server.rawPush(maya, bodyWith(`[${eventJson}]`))
  expect(response.status).toBe(200)
  return (await response.json()).receipts[0]
}

describe('a hostile body', () => {
  it.each([
    ['HTML under its own name', { 'content-type': 'text/html' }, '<p>hi</p>', '415 not_json'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'a=b', '415 not_json'],
    ['JSON in disguise', { 'content-type': 'text/plain' }, '{}', '415 not_json'],
    ['a compressed body', { 'content-encoding': 'gzip' }, '{}', '415 encoded'],
    ['HTML in place of JSON', {}, '<!doctype html>', '400 bad_json'],
    ['half a body', {}, '{"batchId":"', '400 bad_json'],
    ['nothing', {}, '', '400 bad_json'],
    ['a list', {}, '[]', '400 invalid'],
    ['null', {}, 'null', '400 invalid'],
    ['brackets without end', {}, '['.repeat(200_000), '400 too_deep'],
    ['a million braces', {}, '{"a":'.repeat(40_000), '400 too_deep'],
  ])('of %s is refused', async (_what, headers, body, expected) => {
    expect(await refusal(await server.rawPush(maya, body, headers))).toBe(expected)
  })

  it('that is not UTF-8 is refused', async () => {
    const response = await server.app.request(`/v1/w/${maya.workspaceId}/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${maya.token}`, 'content-type': 'application/json' },
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    })
    expect(await refusal(response)).toBe('400 bad_json')
  })

  it('that is too long by its own word is refused before it is read', async () => {
    let read = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          read += 1
          controller.enqueue(new Uint8Array(1_024))
        },
      },
      { highWaterMark: 0 },
    )
    const response = await server.app.request(`/v1/w/${maya.workspaceId}/push`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${maya.token}`,
        'content-type': 'application/json',
        'content-length': '99999999',
      },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(await refusal(response)).toBe('413 too_large')
    expect(read).toBe(0)
  })

  it('without end and without a length is cut at the limit', async () => {
    let read = 0
    const body = new ReadableStream(
      {
        pull(controller) {
          read += 1
          controller.enqueue(new Uint8Array(64 * 1_024).fill(0x20))
        },
      },
      { highWaterMark: 0 },
    )
    const response = await server.app.request(`/v1/w/${maya.workspaceId}/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${maya.token}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(await refusal(response)).toBe('413 too_large')
    expect(read).toBeLessThan(8)
  })

  it('that breaks off is refused, and is no failure of the server', async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"batchId":'))
        controller.error(new Error('the connection went away'))
      },
    })
    const response = await server.app.request(`/v1/w/${maya.workspaceId}/push`, {
      method: 'POST',
      headers: { authorization: `Bearer ${maya.token}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(await refusal(response)).toBe('400 broken_off')
    expect(server.lines.join('')).not.toContain('request failed')
  })

  it('with more events than a batch may hold is refused as too large, so that the client halves it', async () => {
    const many = `[${Array.from({ length: 201 }, () => '{}').join(',')}]`
    expect(await refusal(await server.rawPush(maya, bodyWith(many)))).toBe('413 too_large')
    expect(await refusal(await server.rawPush(maya, bodyWith('[]')))).toBe('400 invalid')
  })

  it('that names another device is refused as a whole', async () => {
    const body = { batchId: randomUUID(), deviceId: randomUUID(), events: [loggedEvent(maya)] }
    expect(await refusal(await server.rawPush(maya, body))).toBe('403 foreign_device')
    expect((await server.store.head(maya.workspaceId)).head).toBe(1)
  })
})

describe('a hostile event', () => {
  it.each(['null', '1', '"text"', '[]', '{}', '{"id":[]}', `{"id":"${'x'.repeat(5_000)}"}`])(
    '%s is rejected by itself',
    async (json) => {
      expect(await receiptFor(json)).toMatchObject({ status: 'rejected', code: 'invalid' })
    },
  )

  it('nested deeply is rejected', async () => {
    const deep = JSON.stringify(loggedEvent(maya, { extra: 'HERE' })).replace(
      '"HERE"',
      '['.repeat(40) + ']'.repeat(40),
    )
    expect(await receiptFor(deep)).toMatchObject({ status: 'rejected', code: 'invalid' })
  })

  it.each([
    '"__proto__":{"admin":true},',
    '"x":{"__proto__":{"admin":true}},',
    '"x":[1,[{"__proto__":{"admin":true}}]],',
  ])('with %s pollutes nothing', async (key) => {
    const json = JSON.stringify(loggedEvent(maya)).replace('{', `{${key}`)
    expect(await receiptFor(json)).toMatchObject({ status: 'rejected', code: 'invalid' })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('with constructor and prototype as names is data like any other', async () => {
    const event = loggedEvent(maya, {}, { constructor: { prototype: { admin: true } } })
    expect(await receiptFor(JSON.stringify(event))).toMatchObject({ status: 'accepted' })
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
    expect((await server.pull(maya)).events.at(-1)).toMatchObject({ data: event.data })
  })

  it.each([
    ['SQL in a text', {}, { learned: `'); drop table event; --` }],
    ['markup in a title', {}, { threadTitle: '<img src=x onerror=alert(1)>' }],
    ['a lone surrogate and a zero byte', {}, { excerpt: 'a\ud800b\u0000c' }],
  ])('with %s comes back as the same text', async (_what, over, data) => {
    const event = loggedEvent(maya, over, data)
    expect(await receiptFor(JSON.stringify(event))).toMatchObject({ status: 'accepted' })
    expect((await server.pull(maya)).events.at(-1)).toMatchObject({ data: event.data })
  })

  it('with an upper-case id is rejected: it could be stored twice otherwise', async () => {
    const event = loggedEvent(maya, { id: randomUUID().toUpperCase() })
    expect(await receiptFor(JSON.stringify(event))).toMatchObject({ status: 'rejected', code: 'invalid' })
  })

  it('that claims its own seq and time of receipt gets the real ones', async () => {
    const event = loggedEvent(maya, { seq: 1, receivedat: '1999-01-01T00:00:00Z' })
    expect(await receiptFor(JSON.stringify(event))).toMatchObject({ status: 'accepted', seq: 2 })
    expect((await server.pull(maya)).events.at(-1)).toMatchObject({
      seq: 2,
      receivedat: new Date(server.clock.now).toISOString(),
    })
  })

  it('is told where it is wrong, never what it said', async () => {
    const receipt = await receiptFor(JSON.stringify(loggedEvent(maya, {}, { outcome: 'MARKER-4711' })))
    expect(JSON.stringify(receipt)).not.toContain('MARKER-4711')
  })
})
