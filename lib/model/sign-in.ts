import type { Problem } from './problem.ts'
import type { OidcAnswerSchema } from './wire-admin.ts'
import type { z } from './zod.ts'

/** What a server says about signing in. */
export type SignInOffer = z.infer<typeof OidcAnswerSchema>

/** Why nobody came back signed in: the window has closed by then, so the options have words for each. */
export type SignInFailure =
  /** This server has no identity provider. */
  | 'not-offered'
  /** The browser keeps no key, without which what the server gives is worth nothing. */
  | 'no-key'
  /** The window was closed. */
  | 'cancelled'
  /** The provider's page could not be opened. */
  | 'unreachable'
  /** The provider said no. */
  | 'refused'
  /** The answer came from another provider than the one that was asked. */
  | 'wrong-issuer'
  /** It is no answer to what we asked, or the provider's address is not safe. */
  | 'wrong-answer'
  /** The server did not take who the provider says that this is. */
  | 'not-let-in'
  /** The server cannot reach the provider. */
  | 'provider-down'
  /** It was given up, but the server could not be told, and lists this browser as a device. */
  | 'still-listed'

/** A problem of signing in. `why` null: the problem's own words say it. */
export interface SignInProblem extends Problem {
  readonly why: SignInFailure | null
}
