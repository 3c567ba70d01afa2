// @vitest-environment happy-dom
import { render } from 'preact'
import { beforeEach, expect, test } from 'vitest'
import { activateLocale } from '../../components/shared/i18n.ts'
import { Welcome } from '../../components/welcome/Welcome.tsx'
import { createOptionsState } from '../../lib/panel/options-state.ts'
import { TEAM_WORKSPACE } from '../stories/options-hands.ts'
import { doing, drawPanels, life, place } from '../support/draw-panel.ts'
import { ALONE, fakeOptions, TEAM } from '../support/options-ports.ts'

drawPanels()
beforeEach(() => activateLocale('en', ['welcome', 'options']))

async function open(first = ALONE) {
  const state = createOptionsState(fakeOptions({}, first).ports)
  const nothing = () => undefined
  await doing(() => render(<Welcome state={state} onPractice={nothing} onOptions={nothing} />, place))
  await doing(() => void state.load(life.signal))
  return state
}

const choices = () => place.querySelectorAll('input[type="radio"]').length

test('whoever is in a team already is told so, and asked neither who listens nor for a server', async () => {
  await open({ current: TEAM, all: [...ALONE.all, TEAM_WORKSPACE] })
  expect(place.textContent).toContain('You are in Quillon.')
  expect(choices()).toBe(0)
  expect(place.textContent).not.toContain('Server address')
})

test('a newcomer who comes into a team keeps the form, which has more to say', async () => {
  const state = await open()
  expect(choices()).toBe(2)
  await doing(() => place.querySelectorAll<HTMLElement>('input[type="radio"]')[1]?.click())
  expect(place.textContent).toContain('Server address')
  await doing(() => {
    void state.workspaces.change(({ all }) => ({ current: TEAM, all: [...all, TEAM_WORKSPACE] }))
  })
  expect(place.textContent).toContain('Your team’s topics come from Quillon.')
  expect(place.textContent).toContain('Server address')
})
