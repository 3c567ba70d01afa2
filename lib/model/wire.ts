/**
 * What client and server say to each other about the log: joining, tokens, push, pull, snapshot, hints.
 * What owners and editors ask is in wire-admin.ts. The contract in words is docs/protocol.md. A field that
 * a server of an earlier version does not send is optional in its answer.
 */
import { SyncEventSchema } from './event.ts'
import { LIMITS } from './limits.ts'
import { z } from './zod.ts'

/** What a client says of itself in each push: the generation of this protocol that it speaks. */
export const CLIENT_SCHEMA = 1

/** `owner`: members, invitations, devices, erasure, audit. `editor`: the playbook too. `member`: push and pull. */
export const RoleSchema = z.enum(['owner', 'editor', 'member'])

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** Public half of a device's key, as WebCrypto exports it: ECDSA on P-256. Other fields are dropped. */
export const PublicKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
})

/** What a person or a workspace is called: one line, which no control character breaks or colours where it is printed. */
export const LabelSchema = z
  .string()
  .trim()
  .min(1)
  .max(LIMITS.label)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)

const secret = z.string().min(16).max(500)
const epoch = z.string().min(1).max(100)
/** Milliseconds since the epoch. */
const instant = z.int().nonnegative()

export const JoinRequestSchema = z.object({
  /** The invitation code, as given: case, spaces and hyphens do not matter. */
  code: z.string().min(1).max(100),
  /** The name colleagues will see beside what this member logs. */
  name: LabelSchema,
  deviceId: z.uuid(),
  /** With it, the answer has an access token and a refresh token; without it, one token that lasts. */
  publicKey: PublicKeySchema.optional(),
})

export const JoinAnswerSchema = z.object({
  workspace: z.object({ id: z.uuid(), name: z.string().min(1).max(LIMITS.label) }),
  member: z.object({
    id: z.uuid(),
    name: z.string().min(1).max(LIMITS.label),
    role: RoleSchema.optional(),
  }),
  /** Bearer token of this device. */
  token: secret,
  /** When `token` ends, in milliseconds since the epoch. Absent: it lasts. */
  expiresAt: instant.optional(),
  /** For `POST /v1/token`. Present together with `expiresAt`. */
  refreshToken: secret.optional(),
  /** From the playbook's policy: what the company sees of this log. Shown at joining. */
  monitoringNotice: z.string().max(4_000).nullable(),
})

/** Asks for the next access token. `proof` is the device key's signature over `proofText`. */
export const TokenRequestSchema = z.object({
  refreshToken: secret,
  deviceId: z.uuid(),
  /** The device's clock, corrected by what it knows of the server's; milliseconds since the epoch. */
  at: instant,
  /** ECDSA with SHA-256, the 64 bytes r ‖ s in base64url, as WebCrypto signs. */
  proof: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
})

/** The refresh token asked with stays good for a minute: the answer may never have been saved. */
export const TokenAnswerSchema = z.object({
  token: secret,
  expiresAt: instant,
  refreshToken: secret,
  serverTime: z.number(),
})

/** What a device signs to refresh its token. */
export function proofText(of: { refreshToken: string; deviceId: string; at: number }): string {
  return `${of.refreshToken}.${of.deviceId}.${of.at}`
}

export const PushRequestSchema = z.object({
  batchId: z.uuid(),
  deviceId: z.uuid(),
  /** The log that the device knows; another one's is answered with 409 `rewound`. */
  epoch: epoch.optional(),
  clientSchema: z.int().min(1).optional(),
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
  epoch: epoch.optional(),
  /** Oldest `clientSchema` from which the server takes a push. */
  minSchema: z.int().min(1).optional(),
  /** Of one push. */
  limits: z.object({ events: z.int().min(1), bytes: z.int().min(1) }).optional(),
})

/**
 * An erasure. `contactIds` names whom, until every device has applied it; `marks` go on: HMAC-SHA-256 over an id in lower
 * case, in hexadecimal, by which the same person is known again.
 */
export const ErasureSchema = z.object({
  seq: z.int().min(1),
  contactIds: z.array(z.uuid()).max(LIMITS.erasedContacts),
  marks: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(LIMITS.erasedContacts),
})

const erasures = z.array(ErasureSchema).max(LIMITS.erasures).optional()

/** Of the marks, in hexadecimal: where an erasure names nobody any more, a device finds by it whom it still has. */
const erasureKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .optional()

export const PullAnswerSchema = z.object({
  /** In order of `seq`. Parsed one by one, so that one unreadable event is set aside and the rest go on. */
  events: z.array(z.unknown()).max(LIMITS.pullEvents),
  /** Opaque; to be stored in the same transaction as the events. */
  cursor: z.string().min(1).max(1_000),
  hasMore: z.boolean(),
  head: z.int().nonnegative(),
  /** Every erasure after the cursor asked with, also those of later pages: to be applied before the events. */
  erasures,
  erasureKey,
  epoch: epoch.optional(),
  serverTime: z.number().optional(),
})

/** The log without what no longer counts, as it stood at `at`. */
export const SnapshotAnswerSchema = z.object({
  /** In order of `seq`; parsed one by one. */
  events: z.array(z.unknown()).max(LIMITS.snapshotEvents),
  /** For the next page; null after the last one. Good on after an interruption. */
  snapshotCursor: z.string().min(1).max(1_000).nullable(),
  /** Where pulling begins once the last page is applied. */
  pullCursor: z.string().min(1).max(1_000),
  done: z.boolean(),
  /** Events on all pages together. */
  count: z.int().nonnegative(),
  /** The `seq` that all pages stop at. */
  at: z.int().nonnegative(),
  /** On the first page alone. */
  erasures,
  erasureKey,
  epoch: epoch.optional(),
  serverTime: z.number().optional(),
})

/** Who talks to whom at this moment: one live claim a thread. */
export const ClaimsAnswerSchema = z.object({
  claims: z
    .array(
      z.object({
        site: z.string().max(100),
        threadKey: z.string().max(LIMITS.url),
        title: z.string().max(LIMITS.label).nullable(),
        memberId: z.uuid(),
        until: z.iso.datetime(),
      }),
    )
    .max(LIMITS.claims),
  serverTime: z.number(),
})

/** Detail, as JSON text, of a rejection with the code `claimed_by`. */
export const ClaimedBySchema = z.object({ memberId: z.uuid(), until: z.iso.datetime() })

/** `event: head` of the live stream: the log has grown. No content rides on it; pull. */
export const HeadHintSchema = z.object({ head: z.int().nonnegative() })

/** `event: here` of the live stream: members with a stream open, this one included. */
export const HereHintSchema = z.object({ members: z.array(z.uuid()).max(10_000) })

/** Body of every answer that is not 2xx. */
export const ErrorAnswerSchema = z.object({
  error: z.object({ code: z.string().max(100), message: z.string().max(1_000) }),
  /** With `rewound`: the log that is here now. */
  epoch: epoch.optional(),
  head: z.int().nonnegative().optional(),
  /** With `clock`: milliseconds since the epoch at the server. */
  serverTime: z.number().optional(),
  /** With `client_too_old`. */
  minSchema: z.int().min(1).optional(),
})

/** How an event must look for the server to take it; also what a client checks before it queues one. */
export const PushableEventSchema = SyncEventSchema

export type JoinRequest = z.infer<typeof JoinRequestSchema>
export type JoinAnswer = z.infer<typeof JoinAnswerSchema>
export type Receipt = z.infer<typeof ReceiptSchema>
export type PushAnswer = z.infer<typeof PushAnswerSchema>
export type PullAnswer = z.infer<typeof PullAnswerSchema>
export type SnapshotAnswer = z.infer<typeof SnapshotAnswerSchema>
export type Erasure = z.infer<typeof ErasureSchema>
export type ErrorAnswer = z.infer<typeof ErrorAnswerSchema>
