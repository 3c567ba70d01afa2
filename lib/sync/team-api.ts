import { LIMITS } from '../model/limits.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import {
  DevicesAnswerSchema,
  ErasureAnswerSchema,
  PersonalTokenAnswerSchema,
  PersonalTokensAnswerSchema,
} from '../model/wire-admin.ts'
import type { z } from '../model/zod.ts'
import type { Request } from './ask.ts'
import { askInSession } from './ask-in-session.ts'
import type { Session } from './session.ts'

const ANSWER_BYTES = 1024 * 1024

interface TeamServer {
  /** Without a trailing slash. */
  readonly server: string
  readonly workspaceId: string
  readonly session: Session
  readonly fetch: typeof globalThis.fetch
  readonly now?: () => number
}

/** What is asked of a team's server beside the log: devices, personal tokens, erasure. `TeamApi` says what each does. */
export interface TeamApi {
  /** One's own; for an owner, everybody's. */
  devices(): Promise<Result<z.infer<typeof DevicesAnswerSchema>['devices']>>
  /** Ends a device and its tokens. */
  endDevice(deviceId: string): Promise<Result<null>>
  /** One's own personal tokens, without their secret. */
  tokens(): Promise<Result<z.infer<typeof PersonalTokensAnswerSchema>['tokens']>>
  /** Answers with the token itself, this once. */
  makeToken(asked: {
    readonly label: string
    readonly scopes: readonly ('pull' | 'push')[]
    readonly days: number
  }): Promise<Result<z.infer<typeof PersonalTokenAnswerSchema>>>
  endToken(tokenId: string): Promise<Result<null>>
  /** How many events would lose their content. At most `LIMITS.erasedContacts` contacts. */
  countErasure(
    contactIds: readonly string[],
  ): Promise<Result<{ readonly events: number; readonly confirmation: string }>>
  /** For ever. `confirmation`: what `countErasure` answered for the same contacts. */
  erase(contactIds: readonly string[], confirmation: string): Promise<Result<{ readonly events: number }>>
}

/** Fails as `ask` does, and with `bad-answer` where the server says something that is not the protocol. */
export function createTeamApi(to: TeamServer): TeamApi {
  const send = sender(to)
  return {
    async devices() {
      const answer = await send('/devices', {}, DevicesAnswerSchema)
      return answer.ok ? ok(answer.value.devices) : answer
    },
    endDevice: (deviceId) => ended(send, `/devices/${encodeURIComponent(deviceId)}`),
    async tokens() {
      const answer = await send('/tokens', {}, PersonalTokensAnswerSchema)
      return answer.ok ? ok(answer.value.tokens) : answer
    },
    makeToken: (asked) => send('/tokens', { body: asked }, PersonalTokenAnswerSchema),
    endToken: (tokenId) => ended(send, `/tokens/${encodeURIComponent(tokenId)}`),
    async countErasure(contactIds) {
      if (contactIds.length > LIMITS.erasedContacts) return fail('too-large', { path: 'contactIds' })
      const answer = await send('/erasures', { body: { contactIds } }, ErasureAnswerSchema)
      if (!answer.ok) return answer
      const { value } = answer
      return value.status === 'to-confirm'
        ? ok({ events: value.events, confirmation: value.confirmation })
        : fail('bad-answer', { detail: 'erased without being confirmed' })
    },
    async erase(contactIds, confirmation) {
      const answer = await send('/erasures', { body: { contactIds, confirmation } }, ErasureAnswerSchema)
      if (!answer.ok) return answer
      // What was counted is no longer what would go: somebody logged something meanwhile.
      return answer.value.status === 'erased' ? ok({ events: answer.value.events }) : fail('changed-since')
    },
  }
}

type Send = ReturnType<typeof sender>

async function ended(send: Send, path: string): Promise<Result<null>> {
  const answer = await send(path, { method: 'DELETE' }, null)
  return answer.ok ? ok(null) : answer
}

/** Sends, and parses what comes back; without a schema nothing is expected to. */
function sender({ server, workspaceId, session, ...to }: TeamServer) {
  const send = askInSession(to, session, `${server}/v1/w/${workspaceId}`)
  return async <T>(
    path: string,
    { body, ...request }: Pick<Request, 'body' | 'method'>,
    schema: z.ZodType<T> | null,
  ): Promise<Result<T>> => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' }
    const given = body === undefined ? {} : { body }
    const answer = await send(path, { headers, maxBytes: ANSWER_BYTES, ...given, ...request })
    if (!answer.ok) return answer
    if (schema === null) return ok(null as T)
    const parsed = schema.safeParse(answer.value.body)
    return parsed.success ? ok(parsed.data) : fail('bad-answer', { detail: 'not the protocol' })
  }
}
