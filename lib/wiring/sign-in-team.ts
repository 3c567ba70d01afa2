import type { Problem, ProblemCode, Result } from '../model/problem.ts'
import type { SignInFailure, SignInOffer, SignInProblem } from '../model/sign-in.ts'
import type { JoinAnswer } from '../model/wire.ts'
import { devicePublicKey, forgetDeviceKey } from '../platform/device-key.ts'
import { openSignIn, returnAddress } from '../platform/sign-in-window.ts'
import { forgetTokens } from '../platform/tokens.ts'
import { askForSignIn, authorizationUrl, exchangeCode, newSecrets, readReturn } from '../sync/sign-in.ts'
import { keepJoin } from './join-team.ts'
import { teamApiOf } from './team-session.ts'

interface SigningIn {
  readonly server: string
  readonly offer: SignInOffer
  readonly name: string
  readonly workspace: string | null
  readonly deviceId: string
  readonly givenUp: AbortSignal
}

/** Whether and where one can sign in to this server. */
export async function lookForSignIn(server: string): Promise<Result<SignInOffer, SignInProblem>> {
  const answer = await askForSignIn({ server, fetch: askFetch })
  if (answer.ok) return answer
  const { code, detail } = answer.problem
  if (code === 'not-found') return failed('not-offered')
  if (detail === 'status 502') return failed('provider-down')
  if (detail === 'unsafe provider') return failed('wrong-answer')
  return { ok: false, problem: { ...answer.problem, why: null } }
}

/** Leads the person to the company's provider and, with what it answers, into the team. Nothing of a try is kept. */
export async function signInTeam(signing: SigningIn): Promise<Result<JoinAnswer, SignInProblem>> {
  const { server, offer, name, workspace, deviceId, givenUp } = signing
  const publicKey = await devicePublicKey(deviceId)
  if (publicKey === null) return failed('no-key')
  const redirectUri = returnAddress()
  const secrets = newSecrets((length) => crypto.getRandomValues(new Uint8Array(length)))
  const address = await authorizationUrl(offer, secrets, redirectUri)
  const returned = await Promise.race([openSignIn(address), aborted(givenUp)])
  if (returned === null) return failed('cancelled')
  if (!returned.ok) return failed(returned.problem)
  const code = readReturn(returned.value, offer, secrets)
  if (!code.ok) return failed(code.problem)
  const known = { server, code: code.value, secrets, redirectUri, deviceId, publicKey, name, workspace }
  const answer = await exchangeCode({ ...known, fetch: askFetch })
  return answer.ok ? answer : refusedExchange(answer.problem)
}

/** Null as soon as it is aborted. */
function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null)
    signal.addEventListener('abort', () => resolve(null), { once: true })
  })
}

interface SignedIn {
  readonly server: string
  readonly deviceId: string
  readonly answer: JoinAnswer
}

/** Ends the device that a sign-in made, and forgets what lets it in. The server may fail to hear of it; the rest is done. */
export async function undoSignIn({ server, deviceId, answer }: SignedIn): Promise<Result<null>> {
  const token = await keepJoin(answer.workspace.id, deviceId, answer)
  const { workspace, member } = answer
  const ended = await teamApiOf({ kind: 'team', ...workspace, member, deviceId, server, token }).endDevice(
    deviceId,
  )
  await forgetTokens(deviceId)
  await forgetDeviceKey(deviceId)
  return ended
}

function refusedExchange(problem: Problem): Result<never, SignInProblem> {
  if (problem.code === 'not-authorised' || problem.code === 'revoked') return failed('not-let-in')
  if (problem.detail === 'status 502') return failed('provider-down')
  return { ok: false, problem: { ...problem, why: null } }
}

const CODES: Readonly<Record<SignInFailure, ProblemCode>> = {
  'not-offered': 'not-found',
  'no-key': 'store-failed',
  cancelled: 'not-permitted',
  unreachable: 'offline',
  refused: 'not-authorised',
  'wrong-issuer': 'bad-answer',
  'wrong-answer': 'bad-answer',
  'not-let-in': 'not-authorised',
  'provider-down': 'bad-answer',
  'still-listed': 'offline',
}

function failed(why: SignInFailure): { readonly ok: false; readonly problem: SignInProblem } {
  return { ok: false, problem: { code: CODES[why], why } }
}

const askFetch: typeof fetch = (...asked) => fetch(...asked)
