import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSetAside } from '../../lib/store/quarantine.ts'
import { deliver } from '../../lib/sync/deliver.ts'
import { runs } from '../support/runs.ts'
import { startDevice } from './delivering-device.ts'
import { type Behaviour, startCollector } from './start-collector.ts'

let collector: Awaited<ReturnType<typeof startCollector>>

beforeEach(async () => {
  collector = await startCollector()
})
afterEach(() => collector.stop())

const MOODS = ['well', 'lost answer', 'cut', '503', '429', '500', '413', '422', 'redirect', 'half'] as const

describe('whatever a collector does', () => {
  it('each event is taken or set aside, none twice in effect, in the order of writing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...MOODS), { maxLength: 25 }),
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }),
        async (moods, loads) => {
          const device = startDevice(collector)
          collector.taken.length = 0
          const left = [...moods]
          collector.behaveLike((_request, response, take) => moodily(left.shift() ?? 'well', response, take))
          const ids: string[] = []
          for (const load of loads) {
            ids.push(...(await device.log(load, ids.length)))
            await deliver(device.portsOf())
          }
          await device.deliverAll()
          const aside = (await readSetAside(device.db)).map(({ id }) => id.replace('collector:', ''))
          expect(ids.filter((id) => !aside.includes(id) && !collector.taken.includes(id))).toEqual([])
          expect(collector.taken).toEqual(ids.filter((id) => collector.taken.includes(id)))
          expect((await device.status()).waiting).toBe(0)
          await device.db.delete()
        },
      ),
      runs(60),
    )
  })
})

function moodily(mood: (typeof MOODS)[number], response: Parameters<Behaviour>[1], take: () => void): void {
  if (mood === 'well' || mood === 'lost answer' || mood === 'half') take()
  switch (mood) {
    case 'well':
      response.writeHead(204).end()
      return
    case 'half':
      response.writeHead(200, { 'content-length': '500' }).write('{')
      return
    case 'lost answer':
    case 'cut':
      response.destroy()
      return
    case 'redirect':
      response.writeHead(302, { location: '/' }).end()
      return
    case '429':
      response.writeHead(429).end()
      return
    default:
      response.writeHead(Number(mood)).end()
  }
}
