/** What client and server say to each other. The contract in words is docs/protocol.md. */
import { SyncEventSchema } from './event.ts'
import { LIMITS } from './limits.ts'
import { z } from './zod.ts'

export const JoinRequestSchema = z.object({
  /** The invitation code, as given: case, spaces and hyphens do not matter. */
  code: z.string().min(1).max(100),
  /** The name colleagues will see beside what this member logs. */
  name: z.string().trim().min(1).max(LIMITS.label),
  deviceId: z.uuid(),
})

export const JoinAnswerSchema = z.object({
  workspace: z.object({ id: z.uuid(), name: z.string().min(1).max(LIMITS.label) }),
  member: z.object({ id: z.uuid(), name: z.string().min(1).max(LIMITS.label) }),
  /** Bearer token of this device. */
  token: z.string().min(16).max(500),
  /** From the playbook's policy: what the company sees of this log. Shown at joining. */
  monitoringNotice: z.string().max(4_000).nullable(),
})

export const PushRequestSchema = z.object({
  batchId: z.uuid(),
  deviceId: z.uuid(),
  events: z.array(z.unknown()).min(1).max(LIMITS.batchEvents),
})

/**
 * One receipt for one event. Only `accepted` and `duplicate` let the client forget its copy in the
 * outbox; `rejected` is final and moves it to quarantine; `retry` and `held` leave it waiting.
 */
export const ReceiptSchema = z.discriminatedUnion('status', [
  z.object({ id: z.uuid(), status: z.literal('accepted'), seq: z.int().min(1), hlc: z.string() }),
  z.object({ id: z.uuid(), status: z.literal('duplicate'), seq: z.int().min(1) }),
  z.object({
    id: z.string().max(100),
    status: z.literal('rejected'),
    code: z.string().max(100),
    detail: z.string().max(1_000).optional(),
  }),
  z.object({ id: z.uuid(), status: z.literal('retry') }),
  z.object({ id: z.uuid(), status: z.literal('held') }),
])

export const PushAnswerSchema = z.object({
  receipts: z.array(ReceiptSchema).max(LIMITS.batchEvents),
  head: z.int().nonnegative(),
  /** Milliseconds since the epoch at the server. */
  serverTime: z.number(),
})

export const PullAnswerSchema = z.object({
  /** In order of `seq`. Parsed one by one, so that one unreadable event is set aside and the rest go on. */
  events: z.array(z.unknown()).max(LIMITS.pullEvents),
  /** Opaque; to be stored in the same transaction as the events. */
  cursor: z.string().min(1).max(1_000),
  hasMore: z.boolean(),
  head: z.int().nonnegative(),
})

/** Body of every answer that is not 2xx. */
export const ErrorAnswerSchema = z.object({
  error: z.object({ code: z.string().max(100), message: z.string().max(1_000) }),
})

/** How an event must look for the server to take it; also what a client checks before it queues one. */
export const PushableEventSchema = SyncEventSchema

export type JoinRequest = z.infer<typeof JoinRequestSchema>
export type JoinAnswer = z.infer<typeof JoinAnswerSchema>
export type Receipt = z.infer<typeof ReceiptSchema>
export type PushAnswer = z.infer<typeof PushAnswerSchema>
export type PullAnswer = z.infer<typeof PullAnswerSchema>
