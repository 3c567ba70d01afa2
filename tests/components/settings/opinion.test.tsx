// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { fail, ok } from '../../../lib/model/problem.ts'
import type { OptionsPorts } from '../../../lib/panel/options-ports.ts'
import { fakeModel } from '../../support/panel-needs.ts'
import { page, root, saw, show } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

async function opened(opinion: Partial<OptionsPorts['opinion']>) {
  const want = vi.fn(async () => ok(null))
  const { state } = page({
    opinion: { model: fakeModel(), wanted: async () => false, want, ...opinion },
  })
  await show(state, 'look')
  return { want, opinion: () => root.querySelector<HTMLButtonElement>('[role="switch"]') }
}

describe('the second opinion in the options', () => {
  it('is off until it is switched on, and says what it does first', async () => {
    const { want, opinion } = await opened({})
    await saw('This browser has one, ready to be asked.')
    await saw('The text stays on this computer.')
    await saw('several gigabytes')
    expect(opinion()?.getAttribute('aria-checked')).toBe('false')
    opinion()?.click()
    await vi.waitFor(() => expect(opinion()?.getAttribute('aria-checked')).toBe('true'))
    expect(want).toHaveBeenCalledWith(true)
  })

  it('only says so where the browser has no model', async () => {
    const { opinion } = await opened({ model: null })
    await saw('This browser has none.')
    expect(opinion()).toBeNull()
    expect(root.textContent).not.toContain('several gigabytes')
  })

  it('can be switched off in a browser that lost its model', async () => {
    const { want, opinion } = await opened({ model: null, wanted: async () => true })
    await saw('This browser has none.')
    opinion()?.click()
    await vi.waitFor(() => expect(want).toHaveBeenCalledWith(false))
  })

  it('stays as it was where the choice could not be stored', async () => {
    const { opinion } = await opened({ want: async () => fail('store-full') })
    await saw('This browser has one')
    opinion()?.click()
    await saw('There is no room left on this disk.')
    expect(opinion()?.getAttribute('aria-checked')).toBe('false')
  })

  it.each([
    ['unavailable', 'says that it does not run on this computer'],
    ['downloadable', 'It is not downloaded yet.'],
    ['downloading', 'is downloading it'],
  ] as const)('says when the model is %s', async (readiness, words) => {
    await opened({ model: fakeModel({ readiness }) })
    await saw(words)
  })
})
