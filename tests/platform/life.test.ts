import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'

vi.mock('../../lib/platform/browser.ts', () => ({ browser: fakeBrowser }))
const { onceARun, onceEver } = await import('../../lib/platform/life.ts')

beforeEach(() => fakeBrowser.reset())

test('a background that is started again and again begins its work once, and anew after the browser was closed', async () => {
  const start = vi.fn(async () => {})
  await onceARun(start)
  await onceARun(start)
  expect(start).toHaveBeenCalledTimes(1)
  await fakeBrowser.storage.session.clear()
  await onceARun(start)
  expect(start).toHaveBeenCalledTimes(2)
})

test('the first welcome is the last', async () => {
  const welcome = vi.fn(async () => {})
  await onceEver(welcome)
  await fakeBrowser.storage.session.clear()
  await onceEver(welcome)
  expect(welcome).toHaveBeenCalledTimes(1)
})
