import { expect, test } from 'vitest'
import { ok } from '../../lib/model/problem.ts'
import { keepFresh } from '../../lib/panel/keep-fresh.ts'

test('a panel in view asks for sync at once and at each tick, without skipping a wait, until it closes', () => {
  const asked: unknown[] = []
  let tick = () => {}
  const closing = new AbortController()
  keepFresh(
    {
      send: (name, request) => {
        asked.push([name, request])
        return Promise.resolve(ok(null)) as never
      },
      watchClock: (onTick, signal) => {
        tick = onTick
        signal.addEventListener('abort', () => {
          tick = () => {}
        })
      },
    },
    closing.signal,
  )
  tick()
  closing.abort()
  tick()
  expect(asked).toEqual([
    ['sync.poke', { now: false }],
    ['sync.poke', { now: false }],
  ])
})
