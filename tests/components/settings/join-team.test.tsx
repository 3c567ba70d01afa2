// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { ok, type Result } from '../../../lib/model/problem.ts'
import type { SignInOffer } from '../../../lib/model/sign-in.ts'
import type { JoinAnswer } from '../../../lib/model/wire.ts'
import type { OptionsPorts } from '../../../lib/panel/options-ports.ts'
import { box, button, ID, page, root, saw, scratchIn, show, TEAM, type } from './options-page.tsx'

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
    const { state, workspaces } = page({ join: async () => ok(answer) })
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

describe('the company’s own sign-in', () => {
  const answer: JoinAnswer = {
    workspace: { id: TEAM, name: 'Quillon' },
    member: { id: TEAM, name: 'Maya Osei' },
    token: 'a-token-of-a-device',
    monitoringNotice: 'Colleagues can read what you log.',
  }
  const offer: SignInOffer = {
    issuer: 'https://login.quillon.example',
    clientId: 'earshot',
    authorizationEndpoint: 'https://login.quillon.example/authorize',
    scopes: ['openid'],
    asksWorkspace: false,
  }
  const doors = (more: Partial<OptionsPorts['signIn']> = {}): OptionsPorts['signIn'] => ({
    look: async () => ok(offer),
    returnAddress: () => 'https://abcdefgh.chromiumapp.org/signed-in',
    go: async () => ok(answer),
    ...more,
  })

  async function goOn(server = 'https://earshot.quillon.example') {
    for (const one of root.querySelectorAll<HTMLInputElement>('input[name="join-way"]'))
      if (one.closest('label')?.textContent === 'With my company account') one.click()
    await vi.waitFor(() => expect(root.textContent).not.toContain('Invitation code'))
    await type('Server address', server)
    await type('Your name', 'Maya Osei')
    submit('Go on to sign in')
  }
  const submit = (name: string) =>
    button(name)
      .closest('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))

  test('says where the window leads before it opens, and ends at the notice as an invitation does', async () => {
    const go = vi.fn(doors().go)
    const { state, ports, workspaces } = page({ signIn: doors({ go }) })
    await show(state, '#workspaces')
    await goOn()
    await saw('A window opens at login.quillon.example')
    expect(ports.requestOrigins).toHaveBeenCalledWith(['https://earshot.quillon.example/*'])
    expect(root.textContent).not.toContain('Enter the name of your team')
    expect(go).not.toHaveBeenCalled()
    submit('Sign in at login.quillon.example')
    await saw('Colleagues can read what you log.')
    expect(go).toHaveBeenCalledWith(expect.objectContaining({ name: 'Maya Osei', workspace: null, offer }))
    expect(workspaces().all).toHaveLength(1)
    button('I have read this: join').click()
    await saw('You are in Quillon.')
    expect(workspaces()).toMatchObject({ current: TEAM })
  })

  test('asks for the workspace where the server has several', async () => {
    const go = vi.fn(doors().go)
    const look = async () => ok({ ...offer, asksWorkspace: true })
    const { state } = page({ signIn: doors({ look, go }) })
    await show(state, '#workspaces')
    await goOn()
    await saw('A window opens at')
    submit('Sign in at login.quillon.example')
    await saw('Enter the name of your team’s workspace.')
    expect(go).not.toHaveBeenCalled()
    await type('Workspace', ' Quillon ')
    submit('Sign in at login.quillon.example')
    await saw('Colleagues can read what you log.')
    expect(go).toHaveBeenCalledWith(expect.objectContaining({ workspace: 'Quillon' }))
  })

  test('that the server does not have says so, keeps what was typed and gives the permission back', async () => {
    const revokeOrigins = vi.fn(async () => true)
    const look = vi.fn(
      async () => ({ ok: false, problem: { code: 'not-found', why: 'not-offered' } }) as const,
    )
    const { state } = page({ signIn: doors({ look }), revokeOrigins })
    await show(state, '#workspaces')
    await goOn()
    await saw('This server has no company sign-in.')
    await saw('You have not joined.')
    expect(box('Server address').value).toBe('https://earshot.quillon.example')
    expect(revokeOrigins).toHaveBeenCalledWith(['https://earshot.quillon.example/*'])
  })

  test('is not looked for at what is no address, nor when the browser may not reach it', async () => {
    const look = vi.fn(doors().look)
    const { state } = page({ signIn: doors({ look }), requestOrigins: async () => false })
    await show(state, '#workspaces')
    await goOn('ftp://earshot.quillon.example')
    await saw('This is not a server’s address.')
    await type('Server address', 'https://earshot.quillon.example')
    submit('Go on to sign in')
    await saw('Without your permission Earshot can’t reach that server.')
    expect(look).not.toHaveBeenCalled()
  })

  test.each([
    ['cancelled', 'The sign-in window was closed before you were signed in.'],
    ['unreachable', 'The page of your company’s sign-in service did not open.'],
    ['refused', 'Your company’s sign-in service said no.'],
    ['wrong-issuer', 'Somebody else answered than your company’s sign-in service.'],
    ['wrong-answer', 'The sign-in service’s answer does not fit'],
    ['not-let-in', 'the team’s server did not let you in.'],
    ['provider-down', 'The team’s server can’t reach your company’s sign-in service.'],
  ] as const)('that ended as %s says so in plain words and can be tried again', async (why, words) => {
    const answers = [{ ok: false as const, problem: { code: 'bad-answer' as const, why } }]
    const devices: string[] = []
    const go: OptionsPorts['signIn']['go'] = async ({ deviceId }) => {
      devices.push(deviceId)
      return answers.shift() ?? ok(answer)
    }
    const { state, workspaces } = page({ signIn: doors({ go }) })
    await show(state, '#workspaces')
    await goOn()
    await saw('A window opens at')
    submit('Sign in at login.quillon.example')
    await saw(words)
    await saw('You have not joined.')
    expect(workspaces().all).toHaveLength(1)
    submit('Sign in at login.quillon.example')
    await saw('Colleagues can read what you log.')
    expect(new Set(devices).size).toBe(2)
  })

  test('that was given up while the window was open is not taken up again by its answer', async () => {
    let finish = (_answer: Result<JoinAnswer, never>) => {}
    const go = () =>
      new Promise<Result<JoinAnswer, never>>((resolve) => {
        finish = resolve
      })
    const revokeOrigins = vi.fn(async () => true)
    const { state } = page({ signIn: doors({ go }), revokeOrigins })
    await show(state, '#workspaces')
    await goOn()
    await saw('A window opens at')
    submit('Sign in at login.quillon.example')
    await saw('Waiting for the window…')
    button('Do not sign in').click()
    await saw('How you come in')
    expect(revokeOrigins).toHaveBeenCalledWith(['https://earshot.quillon.example/*'])
    finish(ok(answer))
    await new Promise((later) => setTimeout(later))
    expect(state.workspaces.joining.value.step).toBe('form')
    expect(root.textContent).not.toContain('Colleagues can read what you log.')
  })
})
