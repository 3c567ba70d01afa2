import type { JoinAnswer } from '../model/wire.ts'
import { ServerAddressSchema } from '../model/workspace.ts'
import { JOIN_FORM, type Joining, type SigningIn } from './joining.ts'
import type { OptionsPorts } from './options-ports.ts'

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
  /** What somebody gave up meanwhile stays given up. */
  const isStill = (signing: SigningIn) => joining.value === signing
  return {
    /** Straight from the click: the first thing it does is to ask for the server's permission. */
    async lookForSignIn(form: SignInForm): Promise<void> {
      const server = ServerAddressSchema.safeParse(form.server)
      const pattern = server.success ? ports.originPattern(server.data) : null
      const name = form.name.trim()
      if (!server.success || pattern === null || name === '') {
        const field = name === '' && pattern !== null ? 'name' : 'server'
        joining.value = { step: 'form', problem: { code: 'invalid', path: field }, field }
        return
      }
      const earlier = ports.grantedOrigins()
      const permission = ports.requestOrigins([pattern])
      joining.value = { step: 'asking' }
      if (!(await permission)) {
        joining.value = { step: 'form', problem: { code: 'not-permitted' }, field: null }
        return
      }
      const lent = (await earlier).includes(pattern) ? [] : [pattern]
      const offer = await ports.signIn.look(server.data)
      if (!offer.ok) {
        const { why, ...problem } = offer.problem
        joining.value = { step: 'form', problem, field: null, why }
        if (lent.length > 0) await ports.revokeOrigins(lent)
        return
      }
      joining.value = {
        step: 'sign-in',
        server: server.data,
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
      // A code is good once and the server knows no device twice: each try is a new device.
      const deviceId = ports.newDeviceId()
      const asked = { server, offer, name, deviceId, workspace: named === '' ? null : named }
      const answer = await ports.signIn.go(asked)
      if (!isStill(asking)) return
      if (answer.ok) await onAnswer({ server, deviceId, lent, answer: answer.value })
      else joining.value = { ...asking, asking: false, problem: answer.problem }
    },
    async cancelSignIn(): Promise<void> {
      const lent = joining.value.step === 'sign-in' ? joining.value.lent : []
      joining.value = JOIN_FORM
      if (lent.length > 0) await ports.revokeOrigins(lent)
    },
  }
}
