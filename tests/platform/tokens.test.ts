import { beforeEach, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'

vi.mock('../../lib/platform/browser.ts', () => ({ browser: fakeBrowser }))
const { devicesWithTokens, forgetTokens, readTokens, saveTokens } = await import(
  '../../lib/platform/tokens.ts'
)

beforeEach(() => fakeBrowser.reset())

const TOKENS = { access: { token: 'es_1', expiresAt: 5 }, refreshToken: 'er_1', offset: 7 }

test('the token that opens the server is in memory only, the one that renews it outlives the browser', async () => {
  await saveTokens('one', TOKENS)
  expect(await readTokens('one')).toEqual(TOKENS)
  expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('es_1')
  expect(JSON.stringify(await fakeBrowser.storage.session.get(null))).not.toContain('er_1')
  await fakeBrowser.storage.session.clear()
  expect(await readTokens('one')).toEqual({ ...TOKENS, access: null })
})

test('the one that renews is kept first: a worker that dies in between has lost nothing', async () => {
  await saveTokens('one', TOKENS)
  const set = vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('died'))
  await saveTokens('one', { ...TOKENS, refreshToken: 'er_2' }).catch(() => undefined)
  set.mockRestore()
  expect((await readTokens('one'))?.refreshToken).toBe('er_2')
})

test('tokens that are forgotten, or in a strange form, are none', async () => {
  await saveTokens('one', TOKENS)
  await saveTokens('other', TOKENS)
  await forgetTokens('one')
  expect(await readTokens('one')).toBeNull()
  expect(await devicesWithTokens()).toEqual(['other'])
  await fakeBrowser.storage.local.set({ 'tokens:other': { refreshToken: 7 } })
  expect(await readTokens('other')).toBeNull()
})
