import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { isHanging, openAfterAll, openInTime } from '../../lib/store/open-in-time.ts'
import { isRefused } from '../../lib/store/read-sync-status.ts'
import { freshDatabase } from './quillon.ts'

afterEach(() => vi.restoreAllMocks())

const refuse = () =>
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('No mutations here.', 'InvalidStateError')
  })

test('a database that does not answer is said to hang, and is there when the answer comes late', async () => {
  const db = freshDatabase()
  const [open, late] = [db.open.bind(db), Promise.withResolvers<void>()]
  vi.spyOn(db, 'open').mockImplementation(() => late.promise.then(open) as ReturnType<typeof db.open>)
  const opened = await openInTime(db, 5)
  expect(opened.ok).toBe(false)
  expect(!opened.ok && isHanging(opened.problem)).toBe(true)
  expect(!opened.ok && isRefused(opened.problem)).toBe(false)
  const waits: number[] = []
  const there = openAfterAll(db, async (milliseconds) => waits.push(milliseconds))
  late.resolve()
  await there
  expect(db.isOpen()).toBe(true)
  expect(waits).toEqual([])
})

test('a database that is refused is asked for again until the browser gives it', async () => {
  const db = freshDatabase()
  const refusing = refuse()
  const opened = await openInTime(db)
  expect(!opened.ok && isRefused(opened.problem)).toBe(true)
  let waited = 0
  await openAfterAll(db, async () => {
    waited += 1
    if (waited === 3) refusing.mockRestore()
  })
  expect(waited).toBe(3)
  expect(db.isOpen()).toBe(true)
})
