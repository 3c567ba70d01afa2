import type { Result } from '../model/problem.ts'
import type { JoinAnswer } from '../model/wire.ts'
import { JOIN_FORM, type Joining, type SigningIn } from './joining.ts'
import type { OptionsPorts } from './options-ports.ts'
import { askToReach, giveBack, serverFrom } from './options-reach.ts'

export interface SignInForm {
  readonly server: string
  readonly name: string
}

interface Admitted {
  readonly server: string
  readonly deviceId: string
  readonly lent: readonly string[]
  readonly answer: JoinAnswer
}

/** Into a team by the company's own sign-in. `onAnswer` shows the notice, as after an invitation. */
export function signInActions(
  ports: OptionsPorts,
  joining: { value: Joining },
  onAnswer: (admitted: Admitted) => Promise<void>,
) {
  /** Of the try whose window is open. */
  let givingUp = new AbortController()
  return {
    /** Straight from the click: the first thing it does is to ask for the server's permission. */
    async lookForSignIn(form: SignInForm): Promise<void> {
      const wanted = serverFrom(ports, form.server)
      const name = form.name.trim()
      if (wanted === null || name === '') {
        const field = wanted === null ? 'server' : 'name'
        joining.value = { step: 'form', problem: { code: 'invalid', path: field }, field }
        return
      }
      const { server } = wanted
      const lent = await askToReach(ports, joining, wanted.pattern)
      if (lent === null) return
      const offer = await ports.signIn.look(server)
      if (!offer.ok) {
        const { why, ...problem } = offer.problem
        joining.value = { step: 'form', problem, field: null, why }
        await giveBack(ports, lent)
        return
      }
      joining.value = {
        step: 'sign-in',
        server,
        name,
        offer: offer.value,
        host: new URL(offer.value.authorizationEndpoint).host,
        returnAddress: ports.signIn.returnAddress(),
        asking: false,
        problem: null,
        isUnnamed: false,
        lent,
      }
    },
    /** Opens the window. `workspace`: as typed, where the server asks for it. */
    async signIn(workspace: string): Promise<void> {
      if (joining.value.step !== 'sign-in' || joining.value.asking) return
      const before = joining.value
      const { server, name, offer, lent } = before
      const named = workspace.trim()
      if (named === '' && offer.asksWorkspace !== false) {
        joining.value = { ...before, isUnnamed: true, problem: null }
        return
      }
      const asking: SigningIn = { ...before, asking: true, problem: null, isUnnamed: false }
      joining.value = asking
      givingUp = new AbortController()
      const givenUp = givingUp.signal
      // A code is good once and the server knows no device twice: each try is a new device.
      const deviceId = ports.newDeviceId()
      const asked = { server, offer, name, deviceId, workspace: named === '' ? null : named, givenUp }
      const answer = await ports.signIn.go(asked)
      if (joining.value !== asking) await undoSignIn(ports, joining, { server, deviceId, lent, answer })
      else if (answer.ok) await onAnswer({ server, deviceId, lent, answer: answer.value })
      else joining.value = { ...asking, asking: false, problem: answer.problem }
    },
    async cancelSignIn(): Promise<void> {
      if (joining.value.step !== 'sign-in') return
      const { asking, lent } = joining.value
      joining.value = asking ? { step: 'asking' } : JOIN_FORM
      // The server may be reached until whatever came of the open window is undone.
      if (asking) givingUp.abort()
      else await giveBack(ports, lent)
    },
  }
}

/**
 * Back to the form from a sign-in that was given up: where it made this browser a device of the team, that is ended
 * first, or it would stand on the team's list for ever.
 */
export async function undoSignIn(
  ports: OptionsPorts,
  joining: { value: Joining },
  {
    server,
    deviceId,
    lent,
    answer,
  }: Omit<Admitted, 'answer'> & { readonly answer: Result<JoinAnswer, unknown> },
): Promise<void> {
  const undone = answer.ok ? await ports.signIn.undo({ server, deviceId, answer: answer.value }) : null
  await giveBack(ports, lent)
  const isLeft = undone !== null && !undone.ok
  joining.value = isLeft
    ? { step: 'form', problem: undone.problem, field: null, why: 'still-listed' }
    : JOIN_FORM
}
