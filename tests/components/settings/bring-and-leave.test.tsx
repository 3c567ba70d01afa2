// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { ok } from '../../../lib/model/problem.ts'
import type { Workspace } from '../../../lib/model/workspace.ts'
import type { OptionsPorts } from '../../../lib/panel/options-ports.ts'
import { button, ID, NOTHING_OWN, page, root, saw, show, TEAM } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

const ANA = '44444444-4444-4444-8444-444444444444'
const TOM = '55555555-5555-4555-8555-555555555555'
const team: Workspace = {
  kind: 'team',
  id: TEAM,
  name: 'Quillon',
  member: { id: TEAM, name: 'Robin Vale' },
  deviceId: TEAM,
  server: 'https://earshot.quillon.example',
  token: 'a-token-of-a-device',
}
const own = {
  ...NOTHING_OWN,
  contacts: 2,
  interactions: 3,
  notes: 1,
  people: [
    { contactId: ANA, name: 'slowpour_ana', entries: 3 },
    { contactId: TOM, name: 'tamper_tom', entries: 1 },
  ],
}

async function joined(more: Partial<OptionsPorts> = {}) {
  const takeAlong = vi.fn<OptionsPorts['takeAlong']>(async () => ok({ copied: 4, already: 0 }))
  const opened = page({ countOwn: async () => ok(own), takeAlong, ...more })
  const before = await opened.ports.readWorkspaces()
  if (!before.ok) throw new Error('no workspaces')
  await opened.ports.saveWorkspaces({ ...before.value, current: TEAM, all: [...before.value.all, team] })
  await show(opened.state, '#workspaces')
  return { ...opened, takeAlong }
}

describe('what was written alone', () => {
  test('goes nowhere unless somebody says so', async () => {
    const { state, takeAlong } = await joined()
    await state.workspaces.askToBring(team)
    await saw('On this computer you have 3 outcomes and 1 note, about 2 people.')
    button('Take nothing along').closest('form')?.requestSubmit()
    await vi.waitFor(() => expect(root.textContent).not.toContain('On this computer you have'))
    expect(takeAlong).not.toHaveBeenCalled()
  })

  test('goes to the team for the people that were chosen, and is sent at once', async () => {
    const { state, ports, takeAlong } = await joined()
    await state.workspaces.askToBring(team)
    state.workspaces.chooseToBring('some')
    state.workspaces.pickToBring(ANA, true)
    state.workspaces.pickToBring(TOM, true)
    state.workspaces.pickToBring(TOM, false)
    await saw('Take what is about 1 person along')
    await state.workspaces.bring()
    expect(takeAlong.mock.calls[0]?.slice(0, 3)).toEqual([
      expect.objectContaining({ id: ID }),
      expect.objectContaining({ id: TEAM }),
      [ANA],
    ])
    await saw('4 entries were taken along to Quillon.')
    expect(ports.sendNow).toHaveBeenCalled()
  })

  test('can be taken along once more after a failure, with the same choice', async () => {
    const answers: Awaited<ReturnType<OptionsPorts['takeAlong']>>[] = [
      { ok: false, problem: { code: 'store-full' } },
      ok({ copied: 1, already: 3 }),
    ]
    const { state } = await joined({
      takeAlong: async () => answers.shift() ?? ok({ copied: 0, already: 0 }),
    })
    await state.workspaces.askToBring(team)
    state.workspaces.chooseToBring('all')
    await state.workspaces.bring()
    await saw('Nothing goes twice when you try again.')
    await state.workspaces.bring()
    await saw('1 entry was taken along to Quillon.')
  })

  test('is not asked for where there is nothing', async () => {
    const { state } = await joined({ countOwn: async () => ok(NOTHING_OWN) })
    await state.workspaces.askToBring(team)
    expect(state.workspaces.bringing.value).toBeNull()
  })
})

describe('leaving a team', () => {
  test('keeps one’s own unless that is not wanted', async () => {
    const { state, ports } = await joined()
    await state.workspaces.askToLeave(team)
    await saw('Keep my 4 entries in my personal workspace')
    await state.workspaces.leave()
    expect(ports.leaveTeam).toHaveBeenCalledWith(team, { keepMine: true })
    await saw('Your own entries are in your personal workspace.')
    await saw('nothing of Quillon is left on this computer')
  })

  test('says what is still there when not all of it went', async () => {
    const { state } = await joined({
      leaveTeam: async () => ok({ left: ['IndexedDB'], ended: true }),
    })
    await state.workspaces.askToLeave(team)
    state.workspaces.keepMine(false)
    await state.workspaces.leave()
    await saw('Still on this computer: IndexedDB.')
  })

  test('says that the server may still list this browser when it could not be told', async () => {
    const { state } = await joined({ leaveTeam: async () => ok({ left: [], ended: false }) })
    await state.workspaces.askToLeave(team)
    await state.workspaces.leave()
    await saw('nothing of Quillon is left on this computer')
    await saw('The server of Quillon could not be told.')
  })

  test('looks and deletes again when asked to, and says that it is gone then', async () => {
    const rests = [['IndexedDB'], []]
    const { state } = await joined({
      leaveTeam: async () => ok({ left: rests.shift() ?? [], ended: true }),
    })
    await state.workspaces.askToLeave(team)
    await state.workspaces.leave()
    await saw('Still on this computer: IndexedDB.')
    button('Look and delete again').click()
    await saw('nothing of Quillon is left on this computer')
  })

  test('does not happen when one’s own could not be kept', async () => {
    const { state, workspaces } = await joined({
      leaveTeam: async () => ({ ok: false, problem: { code: 'store-full' } }),
    })
    await state.workspaces.askToLeave(team)
    await state.workspaces.leave()
    expect(state.workspaces.leaving.value).toMatchObject({ step: 'ask' })
    expect(workspaces().all).toHaveLength(2)
  })
})

describe('a browser that its team’s server no longer lets in', () => {
  const stopped = async (engine: 'paused-revoked' | 'paused-auth', waiting: number) => {
    const opened = await joined()
    const status = await opened.store.readSyncStatus()
    opened.store.readSyncStatus = async () => ({
      ...{ ...status, waiting, setAside: 1 },
      engine: { kind: engine, progress: null },
    })
    await show(opened.state, '#workspaces')
    return opened
  }

  test('says that it was shut out, and lets what is unsent be saved before the team is removed here', async () => {
    const { ports, state, workspaces } = await stopped('paused-revoked', 3)
    await saw('This browser was shut out of Quillon.')
    await saw('3 entries of yours were never sent and are kept here. 1 more was set aside.')
    button('Save 3 unsent entries to a file').click()
    await vi.waitFor(() => expect(ports.saveFile).toHaveBeenCalled())
    const file = vi.mocked(ports.saveFile).mock.calls[0]
    expect(file?.[0]).toBe('earshot-unsent-2026-11-21.json')
    expect(await file?.[1].text()).toBe('what waits')

    button('Remove Quillon from this browser…').click()
    await saw('Remove this team from this browser?')
    await saw('can’t be from here any more')
    expect(root.textContent).not.toContain('Send now')
    button('Remove the team and lose 4 entries').click()
    await saw('nothing of Quillon is left on this computer')
    expect(workspaces().all.map(({ id }) => id)).toEqual([ID])
    expect(state.workspaces.leaving.value).toMatchObject({ step: 'left' })
  })

  test('says so of a team that the panel does not show, too', async () => {
    const { state } = await stopped('paused-revoked', 0)
    await state.workspaces.switchTo(ID)
    await saw('This browser was shut out of Quillon.')
    await saw('Nothing of yours is unsent.')
  })

  test('says that the sign-in is no longer known, and where to join again', async () => {
    await stopped('paused-auth', 2)
    await saw('The server of Quillon no longer knows this browser’s sign-in.')
    await saw('Join again below, with a new invitation code or your company account')
    expect(button('Leave Quillon').disabled).toBe(false)
  })

  test('says none of it while the team’s server is merely away', async () => {
    const { store, state } = await joined()
    const status = await store.readSyncStatus()
    store.readSyncStatus = async () => ({
      ...status,
      problem: { code: 'offline' },
      engine: { kind: 'backing-off', progress: null },
    })
    await show(state, '#workspaces')
    await saw('Leave Quillon')
    expect(root.querySelector('.notice')).toBeNull()
  })
})

describe('access to the team’s server', () => {
  const device = { id: ID, memberId: ID, joinedAt: 0, lastSeenAt: null, revokedAt: null, own: false }

  test('lists devices, and ends one only at the second press', async () => {
    const ended: string[] = []
    const { state } = await joined({
      teamOf: () => ({
        devices: async () => ok([device, { ...device, id: TEAM, own: true }]),
        endDevice: async (id) => {
          ended.push(id)
          return ok(null)
        },
        tokens: async () => ok([]),
        makeToken: async () => ({ ok: false, problem: { code: 'offline' } }),
        endToken: async () => ok(null),
      }),
    })
    state.goTo('#access')
    await saw('This browser')
    button('End: 11111111').click()
    await vi.waitFor(() => button('End for ever?: 11111111').click())
    await vi.waitFor(() => expect(ended).toEqual([ID]))
  })

  test('offers no token beyond those that the server makes, and says which way there is one again', async () => {
    const token = { label: 'Report', scopes: ['pull' as const], createdAt: 0, expiresAt: null }
    const tokens = Array.from({ length: 50 }, (_, n) => ({ ...token, id: `${n}` }))
    const { state } = await joined({
      teamOf: () => ({
        devices: async () => ok([]),
        endDevice: async () => ok(null),
        tokens: async () => ok(tokens),
        makeToken: async () => ({ ok: false, problem: { code: 'offline' } }),
        endToken: async (id) => {
          tokens.splice(
            tokens.findIndex((one) => one.id === id),
            1,
          )
          return ok(null)
        },
      }),
    })
    state.goTo('#access')
    await saw('You have 50')
    expect(root.textContent).not.toContain('A new token')
    button('End: Report').click()
    await vi.waitFor(() => button('End for ever?: Report').click())
    await saw('A new token')
  })
})

describe('a collector of one’s own', () => {
  const form = {
    url: 'https://collect.quillon.example/earshot',
    secret: `whsec_${'QUJD'.repeat(11)}`,
    token: '',
  }

  test('is kept only once its form is right and the browser may reach it', async () => {
    const { state, ports, workspaces } = await joined()
    state.collector.type({ ...form, secret: 'hello' })
    await state.collector.save()
    expect(state.collector.wrong.value).toBe('secret')
    expect(ports.requestOrigins).not.toHaveBeenCalled()
    state.collector.type(form)
    await state.collector.save()
    expect(ports.requestOrigins).toHaveBeenCalledWith(['https://collect.quillon.example/*'])
    expect(workspaces().all.find(({ id }) => id === TEAM)?.deliver).toEqual({ ...form, token: null })
    await state.collector.stop()
    expect(workspaces().all.find(({ id }) => id === TEAM)?.deliver).toBeNull()
  })

  test('says what it answered when it was tried', async () => {
    const { state } = await joined({
      tryCollector: async () => ({ code: 'not-authorised', detail: 'status 401' }),
    })
    state.goTo('#access')
    state.collector.type(form)
    await state.collector.tryIt()
    await saw('The collector answered: status 401.')
  })
})
