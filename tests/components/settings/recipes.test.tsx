// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { fail, ok, type Result } from '../../../lib/model/problem.ts'
import { signList } from '../../../lib/model/recipe-list.ts'
import type { OptionsPorts, RecipeDoors } from '../../../lib/panel/options-ports.ts'
import { button, page, recipeDoors, root, saw, show } from './options-page.tsx'

let key: CryptoKey
let doorKeys: RecipeDoors['keys'] = []
beforeAll(async () => {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  key = pair.privateKey
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey)).toString('base64')
  doorKeys = [{ id: 'ours', key: spki }]
})
beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

const recipe = (version: number) => ({ version, selectors: { post: '.post' }, expects: [] })
const signed = (version: number, recipes: readonly unknown[]) =>
  signList(JSON.stringify({ version, issued: '2026-11-20', recipes }), 'ours', key)

function pageWith(fetchList: () => Promise<Result<unknown>>, more: Partial<OptionsPorts> = {}) {
  return page({ recipes: { ...recipeDoors(), keys: doorKeys, fetchList }, ...more })
}

describe('checking for repaired recipes', () => {
  test('shows what came, for which site, beside what is built in, and has open pages read again', async () => {
    const list = await signed(7, [
      { site: 'reddit', recipe: recipe(5) },
      { site: 'tomorrow', recipe: recipe(2) },
    ])
    const { state, ports } = pageWith(async () => ok(list))
    await show(state, '#recipes')
    await saw('None: every site is read with its built-in recipe.')
    button('Check for repaired recipes').click()
    await saw('List 7 was taken: 1 repaired recipe.')
    await saw('From the release list, version 5')
    await saw('Built in: version 1')
    await saw('This version of Earshot does not know the site.')
    expect(ports.tellChange).toHaveBeenCalled()
    button('Check for repaired recipes').click()
    await saw('Nothing new: you have list 7 already.')
  })

  test('says that it is under way, asks once, and says when it is offline, keeping what is there', async () => {
    let answer = (_: Result<unknown>) => {}
    const fetchList = vi.fn(() => new Promise<Result<unknown>>((resolve) => (answer = resolve)))
    const { state } = pageWith(fetchList)
    await show(state, '#recipes')
    expect(fetchList).not.toHaveBeenCalled()
    button('Check for repaired recipes').click()
    await saw('Checking…')
    expect(button('Checking…').disabled).toBe(true)
    void state.recipes.check()
    expect(fetchList).toHaveBeenCalledTimes(1)
    answer(fail('offline'))
    await saw('The recipes you have stay as they are.')
    await saw('Try again when you are online')
    expect(button('Check for repaired recipes').disabled).toBe(false)
  })

  test.each([
    [
      'was changed',
      async () => ({ ...((await signed(1, [])) as object), signature: `${'B'.repeat(86)}==` }),
      'changed after it was signed',
    ],
    ['no list', async () => '<html>', 'This is not a list of recipes that Earshot can read.'],
    [
      'of an unknown key',
      async () => ({ ...((await signed(1, [])) as object), key: 'theirs' }),
      'does not know',
    ],
  ])('refuses what is %s', async (_, given, words) => {
    const { state, ports } = pageWith(async () => ok(await given()))
    await show(state, '#recipes')
    button('Check for repaired recipes').click()
    await saw(words)
    expect(state.recipes.kept.value?.list).toBeNull()
    expect(ports.tellChange).not.toHaveBeenCalled()
  })

  test('refuses an older list than the one held, and says so', async () => {
    const lists = [await signed(7, []), await signed(6, [])]
    const { state } = pageWith(async () => ok(lists.shift()))
    await show(state, '#recipes')
    button('Check for repaired recipes').click()
    await saw('List 7 was taken: no repaired recipe is needed.')
    button('Check for repaired recipes').click()
    await saw('This list is older than the one you have.')
    expect(state.recipes.kept.value?.list?.version).toBe(7)
  })
})

describe('a list from a file', () => {
  test('is taken when it is signed, also with a mark before it, and refused when it is something else', async () => {
    const { state } = pageWith(async () => fail('offline'))
    await show(state, '#recipes')
    await state.recipes.importFile(new Blob(['no list']))
    await saw('Choose the signed list, as it was published.')
    await state.recipes.importFile(new Blob(['x'.repeat(3_000_000)]))
    await saw('Choose the signed list, as it was published.')
    await state.recipes.importFile(new Blob([`\ufeff${JSON.stringify(await signed(3, []))}`]))
    await saw('Release list 3, taken')
  })
})

describe('the person', () => {
  test('may use the built-in recipe of one site, of all, and take it back', async () => {
    const list = await signed(7, [{ site: 'reddit', recipe: recipe(5) }])
    const { state } = pageWith(async () => ok(list))
    await show(state, '#recipes')
    button('Check for repaired recipes').click()
    await saw('Tried on each page')
    const one = 'Use repaired recipes for Reddit, version 5'
    button(one).click()
    await saw('You chose the built-in one.')
    expect(button(one).getAttribute('aria-checked')).toBe('false')
    button(one).click()
    await saw('Tried on each page')
    button('Use repaired recipes').click()
    await saw('Only the built-in ones are used')
    await saw('You chose the built-in one.')
    button('Use repaired recipes').click()
    await saw('Tried on each page')
  })

  test('sees the team’s refused recipes with their reasons, and that something was set aside', async () => {
    const { state, store } = pageWith(async () => fail('offline'), {
      readKept: async () => [{ key: 'k', setting: 'recipes', at: 0, value: 'junk' }],
    })
    const refused = [
      {
        site: 'x',
        version: 6,
        reason: 'malformed' as const,
        detail: 'recipes.0.recipe.selectors.post: this place holds "{"',
      },
    ]
    store.readRecipes = async () => ({ recipes: [], refused })
    await show(state, '#recipes')
    const team = {
      kind: 'team' as const,
      id: '22222222-2222-4222-8222-222222222222',
      name: 'Quillon',
      member: { id: '1', name: 'Maya Osei' },
      deviceId: '1',
      server: 'https://s.example',
      token: 't',
    }
    await state.recipes.load(team)
    await saw('It says something that a recipe may not say.')
    await saw('recipes.0.recipe.selectors.post')
    await saw('It was set aside: you find it under Backup.')
  })
})
