import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'

vi.mock('../../lib/platform/browser.ts', () => ({ browser: fakeBrowser }))
const { changeKeptRecipes, readKeptRecipes } = await import('../../lib/platform/kept-recipes.ts')
const { readKeptAside } = await import('../../lib/platform/kept-aside.ts')

beforeEach(() => fakeBrowser.reset())

const NOTHING = { list: null, offAll: false, off: [], rolledBack: [] }

describe('what is kept of repaired recipes', () => {
  test('is nothing at first, and nothing is written by looking', async () => {
    expect(await readKeptRecipes()).toEqual({ ok: true, value: NOTHING })
    expect(await fakeBrowser.storage.local.get(null)).toEqual({})
  })

  test('outlives the page, and changes of many pages at once do not undo each other', async () => {
    const sites = ['reddit', 'x', 'hackernews']
    await Promise.all(
      sites.map((site) => changeKeptRecipes((kept) => ({ ...kept, off: [...kept.off, site] }))),
    )
    const read = await readKeptRecipes()
    expect(read.ok && [...read.value.off].sort()).toEqual([...sites].sort())
  })

  test('is not written again when nothing changed', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set')
    await changeKeptRecipes((kept) => kept)
    expect(set).not.toHaveBeenCalled()
    set.mockRestore()
  })

  test.each([
    ['a list that nobody could have taken', { list: { version: 'new' }, off: ['reddit'] }, ['reddit']],
    ['something else altogether', 'recipes', []],
    [
      'a recipe with a rule in it',
      {
        list: {
          version: 1,
          issued: '2026-11-22',
          key: 'k',
          takenAt: 1,
          refused: [],
          recipes: [{ site: 'x', recipe: { version: 2, selectors: { a: 'b{}' }, expects: [] } }],
        },
      },
      [],
    ],
  ])(
    'that can’t be read (%s) is set aside whole, and what can be read of it stays',
    async (_, recipes, off) => {
      await fakeBrowser.storage.local.set({ recipes })
      expect(await readKeptRecipes()).toEqual({ ok: true, value: { ...NOTHING, off } })
      expect(await readKeptAside()).toMatchObject([{ setting: 'recipes', value: recipes }])
      await readKeptRecipes()
      expect(await readKeptAside()).toHaveLength(1)
    },
  )
})
