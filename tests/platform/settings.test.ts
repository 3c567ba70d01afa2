import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'

vi.mock('../../lib/platform/browser.ts', () => ({ browser: fakeBrowser }))
const {
  readPreferences,
  readWorkspaces,
  savePreferences,
  saveWorkspaces,
  watchWorkspaces,
  currentWorkspace,
} = await import('../../lib/platform/settings.ts')
const { readKeptAside, discardKeptAside } = await import('../../lib/platform/kept-aside.ts')

beforeEach(() => fakeBrowser.reset())

async function workspaces() {
  const read = await readWorkspaces()
  if (!read.ok) throw new Error(read.problem.code)
  return read.value
}

describe('workspaces', () => {
  test('the first use makes a personal one with random ids', async () => {
    const first = await workspaces()
    expect(first.all).toHaveLength(1)
    expect(currentWorkspace(first)).toMatchObject({ kind: 'personal', name: 'My listening' })
    expect(first.current).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/)
    expect(await workspaces()).toEqual(first)
  })

  test('three pages that start at the same moment see the same one', async () => {
    const all = await Promise.all([workspaces(), workspaces(), workspaces()])
    expect(new Set(all.map(({ current }) => current)).size).toBe(1)
  })

  test('unreadable settings are kept aside and the readable workspaces stay', async () => {
    const { all } = await workspaces()
    const broken = { current: 'nonsense', all: [{ kind: 'team', id: 'x' }, ...all, 7] }
    await fakeBrowser.storage.local.set({ workspaces: broken })
    const mended = await workspaces()
    expect(mended.all).toEqual(all)
    expect(mended.current).toBe(all[0]?.id)
    const [kept] = await readKeptAside()
    expect(kept).toMatchObject({ setting: 'workspaces', value: broken })
    await discardKeptAside(kept?.key ?? '')
    expect(await readKeptAside()).toEqual([])
  })

  test.each([[7], ['text'], [[]], [{ all: [] }]])(
    'settings that hold %j are kept aside too',
    async (value) => {
      await fakeBrowser.storage.local.set({ workspaces: value })
      expect((await workspaces()).all).toHaveLength(1)
      expect((await readKeptAside()).map((one) => one.value)).toEqual([value])
    },
  )

  test('what does not follow the schema is not saved', async () => {
    const before = await workspaces()
    const saved = await saveWorkspaces({ ...before, all: [] })
    expect(saved).toMatchObject({ ok: false, problem: { code: 'invalid' } })
    expect(await workspaces()).toEqual(before)
  })

  test('a change in another page is told, until nobody listens', async () => {
    const before = await workspaces()
    const told: string[] = []
    const listening = new AbortController()
    watchWorkspaces(({ all }) => told.push(all[0]?.name ?? ''), listening.signal)
    const rename = (name: string) =>
      saveWorkspaces({ ...before, all: before.all.map((one) => ({ ...one, name })) })
    await rename('Evenings')
    await vi.waitFor(() => expect(told).toEqual(['Evenings']))
    listening.abort()
    await rename('Mornings')
    expect(told).toEqual(['Evenings'])
  })

  test('a store that refuses is a problem', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(new Error('disk'))
    expect(await readWorkspaces()).toMatchObject({ ok: false, problem: { code: 'store-failed' } })
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'))
    expect(await readWorkspaces()).toMatchObject({ ok: false, problem: { code: 'store-full' } })
  })
})

describe('preferences', () => {
  test('each has a default, also where junk stands', async () => {
    expect(await readPreferences()).toEqual({
      locale: 'auto',
      appearance: 'system',
      order: 'page',
      secondOpinion: false,
    })
    await fakeBrowser.storage.local.set({ preferences: { locale: 'tlh', appearance: 'dark', order: 9 } })
    expect(await readPreferences()).toEqual({
      locale: 'auto',
      appearance: 'dark',
      order: 'page',
      secondOpinion: false,
    })
  })

  test('changing one leaves the others', async () => {
    await savePreferences({ appearance: 'dark' })
    await savePreferences({ order: 'urgency' })
    expect(await readPreferences()).toEqual({
      locale: 'auto',
      appearance: 'dark',
      order: 'urgency',
      secondOpinion: false,
    })
  })
})
