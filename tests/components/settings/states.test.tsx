// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { ok } from '../../../lib/model/problem.ts'
import type { OptionsPorts, TeamAccess } from '../../../lib/panel/options-ports.ts'
import { button, ID, NOTHING_OWN, page, root, saw, show, TEAM } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

const team = {
  kind: 'team',
  id: TEAM,
  name: 'Quillon',
  member: { id: TEAM, name: 'Maya Osei' },
  deviceId: TEAM,
  server: 'https://earshot.quillon.example',
  token: 'a-token-of-a-device',
} as const

/** The options of a browser that is in a team. */
async function inTeam(more: Partial<OptionsPorts> = {}) {
  const opened = page(more)
  const before = await opened.ports.readWorkspaces()
  if (!before.ok) throw new Error(before.problem.code)
  await opened.ports.saveWorkspaces({ current: TEAM, all: [...before.value.all, team] })
  return opened
}

test('devices are asked for when the page is opened at them, and again for another team', async () => {
  const devices = vi.fn<TeamAccess['devices']>(async () =>
    ok([{ id: TEAM, memberId: TEAM, joinedAt: 0, lastSeenAt: 0, revokedAt: null, own: true }]),
  )
  const plain = page().ports.teamOf(team)
  const { state } = await inTeam({ teamOf: () => ({ ...plain, devices }) })
  await show(state, '#access')
  await saw('This browser')
  await state.workspaces.switchTo(ID)
  await saw('A personal workspace has no server')
  await state.workspaces.switchTo(TEAM)
  await vi.waitFor(() => expect(devices).toHaveBeenCalledTimes(2))
  await saw('This browser')
})

test('an owner, who is shown everybody’s devices, sees which are a colleague’s', async () => {
  const listed = (id: string, memberId: string, own: boolean) => ({
    ...{ id, memberId, own },
    ...{ joinedAt: 0, lastSeenAt: 0, revokedAt: null },
  })
  const plain = page().ports.teamOf(team)
  const devices = async () =>
    ok([
      listed(TEAM, TEAM, true),
      listed('aaaaaaaa-0000', TEAM, false),
      listed('bbbbbbbb-0000', 'another', false),
    ])
  const { state } = await inTeam({ teamOf: () => ({ ...plain, devices }) })
  await show(state, '#access')
  await saw('This browser')
  const marked = [...root.querySelectorAll('li')].filter((row) => row.textContent?.includes('A colleague’s'))
  expect(marked.map((row) => row.querySelector('b')?.textContent)).toEqual(['bbbbbbbb'])
})

test('where the browser keeps no database there is no form to lose words in, and the page says why', async () => {
  const { state, store } = page()
  const status = await store.readSyncStatus()
  store.readSyncStatus = async () => ({ ...status, engine: { kind: 'minimal', progress: null } })
  await show(state, '#topics')
  await saw('This browser lets Earshot keep no database.')
  for (const section of ['#topics', '#guidance', '#recipes', '#backup']) {
    state.goTo(section)
    await vi.waitFor(() => expect(root.querySelectorAll('main :is(button, input, textarea)')).toHaveLength(0))
    expect(root.textContent).toContain('it would be lost')
  }
  state.goTo('#look')
  await vi.waitFor(() => expect(root.querySelectorAll('main input').length).toBeGreaterThan(0))
})

test('leaving that fails says so beside the button, and that the team is still there', async () => {
  const { state } = await inTeam({
    leaveTeam: async () => ({ ok: false, problem: { code: 'store-failed' } }),
    countOwn: async () => ok(NOTHING_OWN),
  })
  await show(state, '#workspaces')
  button('Leave Quillon').click()
  await saw('Leave this team?')
  expect(root.textContent).not.toContain('Leave Quillon')
  button('Leave and lose 3 entries').click()
  await saw('You are still in the team, and nothing was deleted.')
  expect(root.querySelectorAll('[role="alert"]')).toHaveLength(1)
  expect(root.querySelector('[role="alertdialog"] [role="alert"]')).not.toBeNull()
})

test('a collector that refuses the secret is not called a server that refuses this device', async () => {
  const { state } = page({ tryCollector: async () => ({ code: 'not-authorised', detail: 'status 401' }) })
  await show(state, '#access')
  state.collector.type({
    url: 'https://events.quillon.example/inbox',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  })
  await state.collector.tryIt()
  await saw('The secret or the token does not fit. The collector answered: status 401.')
  expect(root.textContent).not.toContain('this device')
})

test('a server that can’t be reached is no reason to go on as if one had joined', async () => {
  const { state } = page({ join: async () => ({ ok: false, problem: { code: 'offline' } }) })
  await show(state, '#workspaces')
  await state.workspaces.join({ server: 'https://earshot.quillon.example', code: 'x', name: 'Maya Osei' })
  await saw('Compare the address, look at your connection, and try again.')
  expect(root.textContent).not.toContain('nothing needs to be done')
})

test('without a way to the server devices and tokens say so once, and one press asks for both again', async () => {
  const offline = { ok: false, problem: { code: 'offline' } } as const
  const devices = vi.fn<TeamAccess['devices']>(async () => offline)
  const tokens = vi.fn<TeamAccess['tokens']>(async () => offline)
  const plain = page().ports.teamOf(team)
  const { state } = await inTeam({
    teamOf: () => ({ ...plain, devices, tokens, endDevice: async () => offline }),
  })
  await show(state, '#access')
  await saw('The server can’t be reached.')
  await state.access.endDevice(ID)
  await saw('Look at your connection, and try again.')
  expect(root.querySelectorAll('.notice')).toHaveLength(1)
  expect(root.textContent).not.toContain('nothing needs to be done')
  devices.mockResolvedValue(ok([]))
  tokens.mockResolvedValue(ok([]))
  button('Try again').click()
  await saw('The server lists none.')
  expect(tokens).toHaveBeenCalledTimes(2)
  await state.access.endToken('1')
  await vi.waitFor(() => expect(root.querySelectorAll('.notice')).toHaveLength(0))
})
