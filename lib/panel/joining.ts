import type { Problem } from '../model/problem.ts'
import type { SignInFailure, SignInOffer, SignInProblem } from '../model/sign-in.ts'
import type { JoinAnswer } from '../model/wire.ts'

export interface JoinForm {
  readonly server: string
  readonly code: string
  readonly name: string
}

/** Before the window opens: where it leads is shown, so that nobody types a password into a surprise. */
export interface SigningIn {
  readonly step: 'sign-in'
  readonly server: string
  readonly name: string
  readonly offer: SignInOffer
  /** Host of the page on which the person signs in. */
  readonly host: string
  /** What an administrator enters at the provider. */
  readonly returnAddress: string
  /** The window is open. */
  readonly asking: boolean
  readonly problem: SignInProblem | null
  /** The box for the workspace is empty. */
  readonly isUnnamed: boolean
  /** Permissions to take back when it comes to nothing. */
  readonly lent: readonly string[]
}

/** Where somebody is on the way into a team. Nothing is switched on before `confirm`. */
export type Joining =
  | {
      readonly step: 'form'
      readonly problem: Problem | null
      readonly field: keyof JoinForm | null
      /** What went wrong with signing in, if that was it. */
      readonly why?: SignInFailure | null
    }
  | { readonly step: 'asking' }
  | SigningIn
  | {
      readonly step: 'notice'
      readonly server: string
      /** The invitation's; null after signing in. */
      readonly code: string | null
      readonly answer: JoinAnswer
      readonly deviceId: string
      /** As whom this browser belongs to the team already; null when it does not. */
      readonly already: { readonly name: string } | null
      /** Permissions to take back when the answer is no. */
      readonly lent: readonly string[]
    }
  | { readonly step: 'joined'; readonly name: string }

export const JOIN_FORM: Joining = { step: 'form', problem: null, field: null }
