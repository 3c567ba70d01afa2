// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { ok, type Result } from '../../../lib/model/problem.ts'
import type { JoinAnswer } from '../../../lib/model/wire.ts'
import type { OptionsPorts } from '../../../lib/panel/options-ports.ts'
import { button, ID, page, root, saw, scratchIn, show, TEAM, type } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

describe('a team', () => {
  const answer: JoinAnswer = {
    workspace: { id: TEAM, name: 'Quillon' },
    member: { id: TEAM, name: 'Maya Osei' },
    token: 'a-token-of-a-device',
    monitoringNotice: 'Colleagues can read what you log.',
  }

  async function fillIn(server: string) {
    await type('Server address', server)
    await type('Invitation code', '0DCFX-7N6WB')
    await type('Your name', 'Maya Osei')
    button('Ask to join')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))
  }

  test('is switched on only after its notice was read', async () => {
    const { state, ports, workspaces } = page({ join: async () => ok(answer) })
    await show(state, '#workspaces')
    await fillIn('https://earshot.quillon.example/')
    await saw('Colleagues can read what you log.')
    expect(ports.requestOrigins).toHaveBeenCalledWith(['https://earshot.quillon.example/*'])
    expect(workspaces().all).toHaveLength(1)
    button('I have read this: join').click()
    await saw('You are in Quillon.')
    expect(workspaces()).toMatchObject({
      current: TEAM,
      all: [{ id: ID }, { server: 'https://earshot.quillon.example' }],
    })
  })

  test('is not asked when the address is none, and not joined when the code is refused', async () => {
    const { state, ports, workspaces } = page()
    await show(state, '#workspaces')
    await fillIn('ftp://earshot.quillon.example')
    await saw('This is not a server’s address.')
    expect(ports.requestOrigins).not.toHaveBeenCalled()
    await fillIn('https://earshot.quillon.example')
    await saw('The server did not take this invitation code.')
    expect(root.textContent).not.toContain('no longer accepts this device')
    expect(workspaces().all).toHaveLength(1)
  })

  test('is asked by the same device after a reload and a lost answer, and by a new one once joined', async () => {
    const asked: string[] = []
    const scratch = scratchIn(new Map())
    const answers: Result<JoinAnswer>[] = [
      { ok: false, problem: { code: 'offline' } },
      ok(answer),
      ok(answer),
    ]
    const join: OptionsPorts['join'] = async ({ deviceId }) => {
      asked.push(deviceId)
      return answers.shift() ?? ok(answer)
    }
    for (const code of ['0DCFX-7N6WB', '0dcfx 7n6wb', '0DCFX7N6WB', '0DCFX-7N6WB']) {
      const { state } = page({ join, scratch })
      await state.load(new AbortController().signal)
      await state.workspaces.join({ server: 'https://earshot.quillon.example', code, name: 'Maya Osei' })
      if (asked.length === 3) await state.workspaces.confirm()
    }
    expect(new Set(asked.slice(0, 3)).size).toBe(1)
    expect(asked[3]).not.toBe(asked[0])
  })

  test('that refuses the code is asked by a new device the next time', async () => {
    const { state, ports } = page()
    await state.load(new AbortController().signal)
    const form = { server: 'https://earshot.quillon.example', code: '0DCFX-7N6WB', name: 'Maya Osei' }
    await state.workspaces.join(form)
    await state.workspaces.join(form)
    const [first, second] = vi.mocked(ports.join).mock.calls.map(([{ deviceId }]) => deviceId)
    expect(second).not.toBe(first)
  })

  test('that this browser is in already says so, and is joined again only by a further yes', async () => {
    const forgetFormerDevice = vi.fn<OptionsPorts['forgetFormerDevice']>(async () => undefined)
    const { ports, state, workspaces } = page({ join: async () => ok(answer), forgetFormerDevice })
    await show(state, '#workspaces')
    await fillIn('https://earshot.quillon.example')
    await saw('Colleagues can read what you log.')
    expect(root.textContent).not.toContain('already')
    button('I have read this: join').click()
    await saw('You are in Quillon.')
    const before = workspaces()
    button('Join another team').click()
    await saw('Ask to join')
    await fillIn('https://earshot.quillon.example')
    await saw('This browser is in Quillon already, as Maya Osei.')
    expect(workspaces()).toBe(before)
    button('I have read this: join again').click()
    await vi.waitFor(() => expect(workspaces()).not.toBe(before))
    expect(workspaces().all).toHaveLength(2)
    // Once at each joining: who was shut out would else wait a quarter of an hour to be let in.
    await vi.waitFor(() => expect(ports.sendNow).toHaveBeenCalledTimes(2))
    await vi.waitFor(() => expect(forgetFormerDevice).toHaveBeenCalledOnce())
    expect(forgetFormerDevice.mock.calls[0]?.[0]).toEqual(before.all.at(-1))
  })

  test('has a server that is no site: not listed, and no longer allowed after a no, a refusal or leaving', async () => {
    const origin = 'https://earshot.quillon.example/*'
    const granted = new Set(['https://social.example/*'])
    const answers: Result<JoinAnswer>[] = [{ ok: false, problem: { code: 'not-authorised' } }]
    const { state } = page({
      join: async () => answers.shift() ?? ok(answer),
      grantedOrigins: async () => [...granted],
      requestOrigins: async (origins) => origins.every((one) => granted.add(one)),
      revokeOrigins: async (origins) => origins.every((one) => granted.delete(one)),
    })
    await state.load(new AbortController().signal)
    const form = { server: 'https://earshot.quillon.example', code: '0DCFX-7N6WB', name: 'Maya Osei' }
    await state.workspaces.join(form)
    expect(granted).not.toContain(origin)
    await state.workspaces.join(form)
    expect(granted).toContain(origin)
    await state.workspaces.cancelJoin()
    expect(granted).not.toContain(origin)
    await state.workspaces.join(form)
    await state.workspaces.confirm()
    expect(granted).toContain(origin)
    expect(await state.sites.addServer('earshot.quillon.example')).toBe(false)
    await state.sites.allow({ name: 'social.example', origins: ['https://social.example/*'] })
    expect(state.sites.others.value.map(({ name }) => name)).toEqual(['social.example'])
    const team = state.workspaces.workspaces.value?.all.find(({ id }) => id === TEAM)
    if (team === undefined) throw new Error('not joined')
    await state.workspaces.askToLeave(team)
    await state.workspaces.leave()
    expect([...granted]).toEqual(['https://social.example/*'])
  })

  test('is left only after what would be lost was named', async () => {
    const { state, workspaces, ports } = page({ join: async () => ok(answer) })
    await show(state, '#workspaces')
    await fillIn('https://earshot.quillon.example')
    await saw('Colleagues can read what you log.')
    button('I have read this: join').click()
    await saw('You are in Quillon.')
    button('Leave Quillon').click()
    await saw('2 entries have not reached the server')
    await saw('1 entry was set aside and would be lost')
    expect(ports.leaveTeam).not.toHaveBeenCalled()
    button('Save a copy to a file').click()
    await saw('A copy was saved')
    expect(ports.saveFile).toHaveBeenCalled()
    button('Leave the team').click()
    await saw('nothing of Quillon is left on this computer')
    expect(ports.leaveTeam).toHaveBeenCalledWith(expect.objectContaining({ id: TEAM }), { keepMine: false })
    expect(workspaces()).toMatchObject({ current: ID, all: [{ id: ID }] })
  })
})
