// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { activateLocale } from '../../../components/shared/i18n.ts'
import { ok, type Result } from '../../../lib/model/problem.ts'
import type { SignInOffer } from '../../../lib/model/sign-in.ts'
import type { JoinAnswer } from '../../../lib/model/wire.ts'
import type { OptionsPorts } from '../../../lib/panel/options-ports.ts'
import type { OptionsState } from '../../../lib/panel/options-state.ts'
import { box, button, page, root, saw, show, TEAM, type } from './options-page.tsx'

beforeEach(() => activateLocale('en', ['options']))
afterEach(() => render(null, root))

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
    undo: async () => ok(null),
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
  /** As far as the sign-in window, which opens with this. */
  async function openWindow(state: OptionsState) {
    await show(state, '#workspaces')
    await goOn()
    await saw('A window opens at')
    submit('Sign in at login.quillon.example')
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
    await openWindow(state)
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
    ['no-key', 'This browser keeps no key'],
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
    await openWindow(state)
    await saw(words)
    await saw('You have not joined.')
    expect(workspaces().all).toHaveLength(1)
    submit('Sign in at login.quillon.example')
    await saw('Colleagues can read what you log.')
    expect(new Set(devices).size).toBe(2)
  })

  const signedIn = { server: 'https://earshot.quillon.example', answer, deviceId: expect.any(String) }
  const lent = ['https://earshot.quillon.example/*']

  test('that was given up while the window was open is undone when it answers, and not taken up again', async () => {
    const asked = Promise.withResolvers<AbortSignal>()
    const answered = Promise.withResolvers<Result<JoinAnswer, never>>()
    const go: OptionsPorts['signIn']['go'] = ({ givenUp }) => {
      asked.resolve(givenUp)
      return answered.promise
    }
    const undo = vi.fn(doors().undo)
    const revokeOrigins = vi.fn(async () => true)
    const { state } = page({ signIn: doors({ go, undo }), revokeOrigins })
    await openWindow(state)
    await saw('Waiting for the window…')
    button('Do not sign in').click()
    await saw('How you come in')
    expect((await asked.promise).aborted).toBe(true)
    expect(revokeOrigins).not.toHaveBeenCalled()
    answered.resolve(ok(answer))
    await vi.waitFor(() => expect(revokeOrigins).toHaveBeenCalledWith(lent))
    expect(undo).toHaveBeenCalledExactlyOnceWith(signedIn)
    expect(state.workspaces.joining.value.step).toBe('form')
    expect(root.textContent).not.toContain('Colleagues can read what you log.')
  })

  test('whose notice gets a no is undone, before the permission to reach the server goes back', async () => {
    const done: string[] = []
    const undo = vi.fn(async () => {
      done.push('undone')
      return ok(null)
    })
    const revokeOrigins = async () => done.push('given back') > 0
    const { state, workspaces } = page({ signIn: doors({ undo }), revokeOrigins })
    await openWindow(state)
    await saw('Colleagues can read what you log.')
    button('Do not join').click()
    await vi.waitFor(() => expect(done).toEqual(['undone', 'given back']))
    expect(undo).toHaveBeenCalledExactlyOnceWith(signedIn)
    expect(workspaces().all).toHaveLength(1)
  })

  test('that the server could not be told is over says that the device may still be listed', async () => {
    const undo = async () => ({ ok: false, problem: { code: 'offline' } }) as const
    const { state } = page({ signIn: doors({ undo }) })
    await openWindow(state)
    await saw('Colleagues can read what you log.')
    button('Do not join').click()
    await saw('It may still list this browser as a device')
  })
})
