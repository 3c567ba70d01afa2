import { LIMITS } from '../model/limits.ts'
import { fail, ok, type Result } from '../model/problem.ts'
import {
  CLIENT_SCHEMA,
  PullAnswerSchema,
  PushAnswerSchema,
  type Receipt,
  ReceiptSchema,
  SnapshotAnswerSchema,
} from '../model/wire.ts'
import { z } from '../model/zod.ts'
import { REWOUND } from './ask.ts'
import { askInSession } from './ask-in-session.ts'
import type { PushAnswered, SyncApi } from './ports.ts'
import { lastingSession, type Session } from './session.ts'

const PUSH_ANSWER_BYTES = 1024 * 1024
const PULL_ANSWER_BYTES = 16 * 1024 * 1024

interface SyncServer {
  /** Without a trailing slash. */
  readonly server: string
  readonly workspaceId: string
  /** One that lasts, or where the current one comes from. */
  readonly token: string | Session
  readonly fetch: typeof globalThis.fetch
  /** Milliseconds for one request. */
  readonly timeout?: number
  readonly now?: () => number
}

/** Receipts are parsed one by one: a status that only a newer server knows must not cost the others. */
const LoosePushAnswerSchema = PushAnswerSchema.extend({
  receipts: z.array(z.unknown()).max(LIMITS.batchEvents),
})

/** The sync server of one workspace, as docs/protocol.md has it. */
export function createSyncApi(to: SyncServer): SyncApi {
  const base = `${to.server}/v1/w/${to.workspaceId}`
  const session = typeof to.token === 'string' ? lastingSession(to.token) : to.token
  const send = askInSession(to, session, base)

  return {
    async push(events, epoch) {
      const [first] = events
      if (first === undefined) throw new Error('a push carries at least one event')
      // The id of a batch serves logs alone; each event's own id is what makes a repeat harmless.
      const named = { batchId: first.id, deviceId: first.deviceid, clientSchema: CLIENT_SCHEMA }
      const body = { ...named, ...(epoch === null ? {} : { epoch }), events }
      const headers = { 'content-type': 'application/json' }
      const answer = await send('/push', { headers, body, maxBytes: PUSH_ANSWER_BYTES })
      if (!answer.ok) return answer
      const parsed = parsedAs(LoosePushAnswerSchema, answer.value.body)
      return parsed.ok ? ok(understood(parsed.value)) : parsed
    },
    async pull(cursor) {
      const at = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const path = `/pull?limit=${LIMITS.pullEvents}${at}`
      const answer = await send(path, { headers: {}, maxBytes: PULL_ANSWER_BYTES })
      if (answer.ok) return parsedAs(PullAnswerSchema, answer.value.body)
      return refusedPlace(answer, cursor)
    },
    async snapshot(cursor) {
      const at = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const path = `/snapshot?limit=${LIMITS.snapshotEvents}${at}`
      const answer = await send(path, { headers: {}, maxBytes: PULL_ANSWER_BYTES })
      if (answer.ok) return parsedAs(SnapshotAnswerSchema, answer.value.body)
      // 404: a server that knows no snapshots.
      const { code, detail } = answer.problem
      if (code === 'not-found' && detail === 'status 404') return ok(null)
      return refusedPlace(answer, cursor)
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

/** A server that cannot read the place we ask for is one that does not hold it. */
function refusedPlace<T>(answer: Result<T>, cursor: string | null): Result<never> {
  if (answer.ok) throw new Error('only for refusals')
  const unread = answer.problem.code === 'invalid' && cursor !== null
  return unread ? fail('not-found', { detail: REWOUND }) : answer
}

function understood(answer: z.infer<typeof LoosePushAnswerSchema>): PushAnswered {
  const receipts = answer.receipts.flatMap((raw): Receipt[] => {
    const parsed = ReceiptSchema.safeParse(raw)
    if (parsed.success) return [parsed.data]
    const unknown = UnknownReceiptSchema.safeParse(raw)
    return unknown.success ? [{ id: unknown.data.id, status: 'retry' }] : []
  })
  return { ...answer, receipts }
}

const UnknownReceiptSchema = z.object({ id: z.uuid(), status: z.string() }).refine(
  // A known status in a wrong form is no receipt at all.
  ({ status }) => !['accepted', 'duplicate', 'rejected', 'retry', 'held'].includes(status),
)

function parsedAs<T>(schema: z.ZodType<T>, body: unknown): Result<T> {
  const result = schema.safeParse(body)
  if (result.success) return ok(result.data)
  const path = result.error.issues[0]?.path.map(String).join('.') ?? ''
  return fail('bad-answer', { detail: 'not the protocol', path })
}
