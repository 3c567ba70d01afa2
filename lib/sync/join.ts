import { fail, ok, type Result } from '../model/problem.ts'
import { type JoinAnswer, JoinAnswerSchema, type JoinRequest } from '../model/wire.ts'
import { ask, DEADLINE } from './ask.ts'

const ANSWER_BYTES = 64 * 1024

interface Joining {
  /** Without a trailing slash. */
  readonly server: string
  /** The invitation code as given. */
  readonly code: string
  /** The name colleagues will see. */
  readonly name: string
  readonly deviceId: string
  /** Public half of this device's key. Without it the token that is given lasts. */
  readonly publicKey?: NonNullable<JoinRequest['publicKey']>
  readonly fetch: typeof globalThis.fetch
  readonly now?: () => number
}

/**
 * Takes an invitation: workspace, member and this device's token. Fails with `not-authorised` (the code is
 * wrong, used up or expired), `invalid` (the name or address), `id-conflict` (this device has joined before),
 * `too-many`, `offline` or `bad-answer`. Asking again after a lost answer is safe.
 */
export async function joinWorkspace(joining: Joining): Promise<Result<JoinAnswer>> {
  const { server, code, name, deviceId, publicKey, fetch, now = Date.now } = joining
  const answer = await ask(
    { fetch, timeout: DEADLINE, now },
    {
      url: `${server}/v1/join`,
      headers: { 'content-type': 'application/json' },
      body: { code, name, deviceId, ...(publicKey === undefined ? {} : { publicKey }) },
      maxBytes: ANSWER_BYTES,
    },
  )
  if (!answer.ok) return answer
  const parsed = JoinAnswerSchema.safeParse(answer.value.body)
  return parsed.success ? ok(parsed.data) : fail('bad-answer', { detail: 'not the protocol' })
}
