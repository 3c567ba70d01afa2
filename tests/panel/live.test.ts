import 'fake-indexeddb/auto'
import { effect } from '@preact/signals'
import Dexie from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { type Live, live } from '../../lib/panel/live.ts'
import { readMention } from '../../lib/store/read-mention.ts'
import { freshDatabase, MAYA, mentionBy } from '../store/quillon.ts'

const opened: Dexie[] = []

function database() {
  const db = new Dexie(`live-${opened.length}`)
  db.version(1).stores({ rows: 'id' })
  opened.push(db)
  return { db, rows: db.table<{ id: number }, number>('rows') }
}

afterEach(async () => {
  for (const db of opened) {
    db.open().catch(() => undefined)
    await db.delete()
  }
})

/** Collects what the signal says until `enough`, then lets go. */
function until<T>(
  state: { readonly value: Live<T> },
  enough: (seen: Live<T>) => boolean,
): Promise<Live<T>[]> {
  return new Promise((resolve) => {
    const seen: Live<T>[] = []
    const stop = effect(() => {
      seen.push(state.value)
      if (!enough(state.value)) return
      queueMicrotask(() => {
        stop()
        resolve(seen)
      })
    })
  })
}

const at = (count: number) => (seen: Live<number>) => seen.status === 'ready' && seen.value === count

describe('a live query', () => {
  it('is drawn again also when a row was written that a long query read last', async () => {
    const db = freshDatabase()
    opened.push(db)
    const { key, post } = await mentionBy(db, 'brewbert')
    const mention = live(
      () => readMention(db, key, MAYA, '2026-11-20'),
      async () => undefined,
    )
    const draft = (text: string) => (seen: Live<{ readonly draft: string } | null>) =>
      seen.status === 'ready' && seen.value?.draft === text
    const seen = until(mention, draft('Thank you'))
    await until(mention, draft(''))
    await db.drafts.put({ key: post.permalink ?? key, text: 'Thank you', at: 1 })
    expect((await seen).at(-1)).toMatchObject({ status: 'ready', value: { draft: 'Thank you' } })
  })

  it('is drawn again when a row it read is written', async () => {
    const { rows } = database()
    const count = live(
      () => rows.count(),
      async () => undefined,
    )
    const seen = until(count, at(1))
    await until(count, at(0))
    await rows.add({ id: 1 })
    expect((await seen).map((one) => one.status)).toEqual(['loading', 'ready', 'ready'])
  })

  it('does not run while nobody looks', async () => {
    let runs = 0
    const idle = live(
      async () => ++runs,
      async () => undefined,
    )
    expect(idle.peek()).toEqual({ status: 'loading' })
    await new Promise((resolve) => setTimeout(resolve))
    expect(runs).toBe(0)
  })

  it('comes back by itself after its first run failed, keeping the problem as data', async () => {
    const { rows } = database()
    let broken = true
    const count = live(
      async () => {
        if (broken) throw Object.assign(new Error('gone'), { name: 'DatabaseClosedError' })
        return rows.count()
      },
      async () => {
        broken = false
      },
    )
    const seen = await until(count, at(0))
    expect(seen.map((one) => one.status)).toEqual(['loading', 'failed', 'ready'])
  })
})
