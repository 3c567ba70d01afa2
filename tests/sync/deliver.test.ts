import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LIMITS } from '../../lib/model/limits.ts'
import type { EarshotDatabase } from '../../lib/store/database.ts'
import { readSetAside } from '../../lib/store/quarantine.ts'
import { queueDeliveries } from '../../lib/store/queue-deliveries.ts'
import { deliver } from '../../lib/sync/deliver.ts'
import { eventOf, interaction } from '../store/any-event.ts'
import { MORNING } from '../store/quillon.ts'
import { startDevice } from './delivering-device.ts'
import { type Behaviour, startCollector } from './start-collector.ts'

const HOUR = 3_600_000

let collector: Awaited<ReturnType<typeof startCollector>>
let device: ReturnType<typeof startDevice>
let db: EarshotDatabase

beforeEach(async () => {
  collector = await startCollector()
  device = startDevice(collector)
  db = device.db
})
afterEach(async () => {
  await collector.stop()
  await device.db.delete()
})

const status = () => device.status()
const log = (count: number, from = 0) => device.log(count, from)
const portsOf: (typeof device)['portsOf'] = (more) => device.portsOf(more)
const deliverAll = () => device.deliverAll()
const refusing =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_request, response) => {
    response.writeHead(code, headers).end()
  }

describe('a collector that is well', () => {
  it('gets what was logged as signed CloudEvents in order, and nothing waits any more', async () => {
    const ids = await log(5)
    expect(await deliver(portsOf())).toBeNull()
    expect(collector.taken).toEqual(ids)
    expect(collector.requests).toHaveLength(1)
    expect(collector.requests[0]).toMatchObject({
      authorization: 'Bearer a-token',
      contentType: expect.stringMatching(/^application\/cloudevents-batch\+json/),
    })
    expect(await status()).toMatchObject({ waiting: 0, problem: null, lastOkAt: device.clock.now })
  })

  it('gets long queues in batches that keep the limits of size', async () => {
    const ids = await log(LIMITS.batchEvents + 30)
    expect(await deliver(portsOf())).toBeNull()
    expect(collector.taken).toEqual(ids)
    expect(collector.requests.length).toBeGreaterThan(1)
    for (const { ids: sent, body } of collector.requests) {
      expect(sent.length).toBeLessThanOrEqual(LIMITS.batchEvents)
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(LIMITS.batchBytes)
    }
  })

  it('never gets what is meant for the member alone', async () => {
    const own = eventOf(1, {
      type: 'interaction.logged',
      data: interaction(1),
      workspaceid: db.workspaceId,
      audience: 'me',
    })
    await queueDeliveries(db, [own], MORNING)
    expect((await status()).waiting).toBe(0)
  })

  it('is not asked at all when nothing waits', async () => {
    expect(await deliver(portsOf())).toBeNull()
    expect(collector.requests).toEqual([])
  })
})

describe('a collector that is not well', () => {
  it('gets the same batch under the same id when an answer is lost on the way', async () => {
    const ids = await log(3)
    collector.behaveLike((_request, response, take) => {
      take()
      response.destroy()
    })
    expect(await deliver(portsOf())).toMatchObject({ code: 'offline', detail: 'no connection' })
    expect((await status()).waiting).toBe(3)
    // What is written meanwhile must not change what that id stands for.
    const later = await log(2, 3)
    collector.behaveLike((_request, response, take) => {
      take()
      response.writeHead(200).end('ok')
    })
    await deliverAll()
    const [first, second, third] = collector.requests
    expect(second).toMatchObject({ webhookId: first?.webhookId, body: first?.body })
    expect(third?.webhookId).not.toBe(first?.webhookId)
    expect(collector.taken).toEqual([...ids, ...later])
    expect(collector.counted.repeats).toBe(3)
  })

  it('is not waited for longer than the deadline', async () => {
    await log(1)
    collector.behaveLike(() => undefined)
    expect(await deliver(portsOf({ timeout: 100 }))).toMatchObject({
      code: 'offline',
      detail: 'no answer in time',
    })
    expect((await status()).waiting).toBe(1)
  })

  it('need not finish its answer once its status is said', async () => {
    await log(1)
    collector.behaveLike((_request, response, take) => {
      take()
      response.writeHead(200, { 'content-length': '1000' })
      response.write('half an ans')
    })
    expect(await deliver(portsOf())).toBeNull()
    expect((await status()).waiting).toBe(0)
  })

  it('is not followed elsewhere, and the token stays at home', async () => {
    await log(1)
    const elsewhere = await startCollector()
    collector.behaveLike(refusing(307, { location: elsewhere.url }))
    expect(await deliver(portsOf())).toMatchObject({ code: 'bad-answer', detail: 'redirected' })
    await elsewhere.stop()
    expect(elsewhere.requests).toEqual([])
    expect((await status()).waiting).toBe(1)
  })

  it('is left in peace once it says that it is gone, until its address changes or a person asks', async () => {
    const ids = await log(2)
    collector.behaveLike(refusing(410))
    expect(await deliver(portsOf())).toMatchObject({ code: 'not-found', detail: 'status 410' })
    expect(await status()).toMatchObject({ gone: true, waiting: 2 })
    device.clock.now += 90 * 24 * HOUR
    expect(await deliver(portsOf())).toMatchObject({ detail: 'status 410' })
    expect(collector.requests).toHaveLength(1)
    device.clock.now = Date.now()
    collector.behaveLike((_request, response, take) => {
      take()
      response.writeHead(202).end()
    })
    expect(await deliver(portsOf({ url: `${collector.url}/new` }))).toBeNull()
    expect(collector.taken).toEqual(ids)
  })

  it.each([429, 503])(
    'is given the time that it asks for with %i, also by a person in a hurry',
    async (code) => {
      await log(1)
      collector.behaveLike(refusing(code, { 'retry-after': '120' }))
      const begun = device.clock.now
      expect((await deliver(portsOf()))?.retryAt).toBeGreaterThanOrEqual(begun + 120_000)
      device.clock.now = begun + 119_000
      await deliver(portsOf())
      await deliver(portsOf(), { force: true })
      expect(collector.requests).toHaveLength(1)
      device.clock.now = begun + 121_000
      await deliver(portsOf())
      expect(collector.requests).toHaveLength(2)
    },
  )

  it('is asked more and more rarely while it fails', async () => {
    await log(1)
    collector.behaveLike(refusing(502))
    const waits: number[] = []
    for (let round = 0; round < 8; round += 1) {
      const problem = await deliver(portsOf())
      waits.push((problem?.retryAt ?? 0) - device.clock.now)
      await device.alterState({ nextTryAt: 0 })
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256].map((seconds) => seconds * 1_000))
    expect((await status()).waiting).toBe(1)
  })

  it.each([401, 403, 404, 415])(
    'keeps everything and says so when it is set up wrongly (%i)',
    async (code) => {
      await log(5)
      collector.behaveLike(refusing(code))
      const problem = await deliver(portsOf())
      expect(problem).toMatchObject({ detail: `status ${code}` })
      expect(collector.requests).toHaveLength(1)
      expect(await status()).toMatchObject({ waiting: 5, setAside: 0 })
    },
  )

  it('does not take what is signed with another key', async () => {
    await log(1)
    const secret = `whsec_${Buffer.from('another key, of thirty-two bytes').toString('base64')}`
    expect(await deliver(portsOf({ secret }))).toMatchObject({ code: 'not-authorised' })
    expect(collector.counted.forged).toBe(1)
    expect(collector.taken).toEqual([])
  })
})

describe('what a collector cannot take', () => {
  it('is sent in smaller and smaller requests after 413', async () => {
    const ids = await log(20)
    collector.behaveLike(({ received }, response, take) => {
      if (received.ids.length > 3) return void response.writeHead(413).end()
      take()
      response.writeHead(204).end()
    })
    await deliverAll()
    expect(collector.taken).toEqual(ids)
    expect(await status()).toMatchObject({ waiting: 0, setAside: 0 })
  })

  it('is set aside alone, where a person sees it; its neighbours arrive in order', async () => {
    const ids = await log(40)
    const poison = ids[17] ?? ''
    collector.behaveLike(({ received }, response, take) => {
      if (received.ids.includes(poison)) return void response.writeHead(422).end()
      take()
      response.writeHead(204).end()
    })
    await deliverAll()
    expect(collector.taken).toEqual(ids.filter((id) => id !== poison))
    expect(await readSetAside(db)).toEqual([
      expect.objectContaining({
        id: `collector:${poison}`,
        origin: 'collector',
        reason: 'invalid: status 422',
        raw: expect.objectContaining({ id: poison }),
      }),
    ])
    expect(await status()).toMatchObject({ waiting: 0, setAside: 1 })
  })

  it('is looked for after the third 500 in a row', async () => {
    const ids = await log(10)
    const poison = ids[0] ?? ''
    collector.behaveLike(({ received }, response, take) => {
      if (received.ids.includes(poison)) return void response.writeHead(500).end()
      take()
      response.writeHead(204).end()
    })
    await deliverAll()
    expect(collector.taken).toEqual(ids.slice(1))
    expect(await status()).toMatchObject({ waiting: 0, setAside: 1 })
  })

  it('is not blamed on the events when the collector refuses everything', async () => {
    await log(30)
    collector.behaveLike(refusing(400))
    for (let round = 0; round < 8; round += 1) {
      expect(await deliver(portsOf())).toMatchObject({ code: 'invalid' })
      await device.alterState({ nextTryAt: 0 })
    }
    expect(await status()).toMatchObject({ waiting: 30, setAside: 0 })
  })

  it('does not hold up the way for ever when it is the only one', async () => {
    await log(1)
    collector.behaveLike(refusing(400))
    for (let round = 0; round < 4; round += 1) {
      await deliver(portsOf())
      await device.alterState({ nextTryAt: 0 })
    }
    expect(await status()).toMatchObject({ waiting: 1, setAside: 0 })
    await device.alterState({ failingSince: device.clock.now - 2 * HOUR })
    expect(await deliver(portsOf())).toBeNull()
    expect(await status()).toMatchObject({ waiting: 0, setAside: 1 })
  })

  it('is set aside when its row is damaged, and the others arrive', async () => {
    const ids = await log(3)
    await db.deliveries.update(ids[1] ?? '', { event: 'not an event' as never })
    expect(await deliver(portsOf())).toBeNull()
    expect(collector.taken).toEqual([ids[0], ids[2]])
    expect((await readSetAside(db)).map(({ origin }) => origin)).toEqual(['row'])
  })
})
