import type { SyncEvent } from '../model/event.ts'
import { LIMITS } from '../model/limits.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import { PullAnswerSchema, PushAnswerSchema } from '../model/wire.ts'
import type { z } from '../model/zod.ts'
import { ask, DEADLINE, type Request } from './ask.ts'
import type { SyncApi } from './ports.ts'

const PUSH_ANSWER_BYTES = 1024 * 1024
const PULL_ANSWER_BYTES = 16 * 1024 * 1024

interface SyncServer {
  /** Without a trailing slash. */
  readonly server: string
  readonly workspaceId: string
  readonly token: string
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds for one request. */
  readonly timeout?: number
  readonly now?: () => number
}

/** The sync server of one workspace, as docs/protocol.md has it. */
export function createSyncApi(to: SyncServer): SyncApi {
  const { fetch, timeout = DEADLINE, now = Date.now } = to
  const base = `${to.server}/v1/w/${to.workspaceId}`
  const authorization = `Bearer ${to.token}`
  const send = (path: string, request: Omit<Request, 'url'>) =>
    ask(
      { fetch, timeout, now },
      { ...request, url: `${base}${path}`, headers: { ...request.headers, authorization } },
    )

  return {
    async push(events: readonly SyncEvent[]) {
      const [first] = events
      if (first === undefined) throw new Error('a push carries at least one event')
      // The id of a batch serves logs alone; each event's own id is what makes a repeat harmless.
      const body = { batchId: first.id, deviceId: first.deviceid, events }
      const headers = { 'content-type': 'application/json' }
      const answer = await send('/push', { headers, body, maxBytes: PUSH_ANSWER_BYTES })
      return answer.ok ? parsed(PushAnswerSchema, answer.value.body) : answer
    },
    async pull(cursor: string | null) {
      const at = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const path = `/pull?limit=${LIMITS.pullEvents}${at}`
      const answer = await send(path, { headers: {}, maxBytes: PULL_ANSWER_BYTES })
      if (answer.ok) return parsed(PullAnswerSchema, answer.value.body)
      const refusedCursor = answer.problem.code === 'invalid' && cursor !== null
      return refusedCursor ? fail('not-found', { detail: 'rewound' }) : answer
    },
    async playbook(tag: string | null) {
      const headers = tag === null ? {} : { 'if-none-match': tag }
      const answer = await send('/playbook', { headers, maxBytes: LIMITS.playbookBytes })
      // 404: this workspace has none yet.
      if (!answer.ok) return answer.problem.code === 'not-found' ? ok(null) : answer
      if (answer.value.unchanged) return ok(null)
      const { body, headers: given } = answer.value
      return ok({ playbook: body, tag: given.get('etag')?.slice(0, 300) ?? null })
    },
  }
}

function parsed<T>(schema: z.ZodType<T>, body: unknown): Result<T> {
  const result = schema.safeParse(body)
  if (result.success) return ok(result.data)
  const path = result.error.issues[0]?.path.map(String).join('.') ?? ''
  return fail('bad-answer', { detail: 'not the protocol', path })
}
