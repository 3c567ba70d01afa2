/**
 * What owners, editors and members ask of a server beside the log: members, invitations, devices, personal
 * tokens, erasure, audit, and signing in through the company's own identity provider. Every `…At` is in
 * milliseconds since the epoch. The contract in words is docs/protocol.md.
 */
import { LIMITS } from './limits.ts'
import { LabelSchema, PublicKeySchema, RoleSchema } from './wire.ts'
import { z } from './zod.ts'

const instant = z.int().nonnegative()

const MemberSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(LIMITS.label),
  role: RoleSchema,
  /** Set: no token of this member's is accepted. */
  disabledAt: instant.nullable(),
})

export const MembersAnswerSchema = z.object({ members: z.array(MemberSchema) })

/** Only what is present is changed. */
export const MemberChangeSchema = z
  .object({ role: RoleSchema, disabled: z.boolean() })
  .partial()
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, 'nothing to change')

export const MemberAnswerSchema = z.object({ member: MemberSchema })

export const InvitationRequestSchema = z.object({
  role: RoleSchema.default('member'),
  uses: z.int().min(1).max(10_000).default(1),
  hours: z
    .int()
    .min(1)
    .max(24 * 90)
    .default(24),
  /** One more device of this member's, instead of a new member. */
  memberId: z.uuid().optional(),
})

const InvitationSchema = z.object({
  /** Not the code, and of no use in its place. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  role: RoleSchema,
  memberId: z.uuid().nullable(),
  usesLeft: z.int().nonnegative(),
  expiresAt: instant,
})

export const InvitationsAnswerSchema = z.object({ invitations: z.array(InvitationSchema) })

/** The only time that anybody sees the code. */
export const InvitationAnswerSchema = z.object({
  code: z.string().min(1).max(100),
  invitation: InvitationSchema,
})

const DeviceSchema = z.object({
  id: z.uuid(),
  memberId: z.uuid(),
  joinedAt: instant,
  lastSeenAt: instant.nullable(),
  /** Everything up to this `seq`, erasures included, is applied there. */
  ackedSeq: z.int().nonnegative(),
  revokedAt: instant.nullable(),
  /** The device that asks. */
  own: z.boolean(),
})

export const DevicesAnswerSchema = z.object({ devices: z.array(DeviceSchema), head: z.int().nonnegative() })

const ScopeSchema = z.enum(['pull', 'push'])

export const PersonalTokenRequestSchema = z.object({
  label: LabelSchema,
  scopes: z.array(ScopeSchema).min(1).max(2),
  days: z.int().min(1).max(366).default(90),
})

const PersonalTokenSchema = z.object({
  id: z.uuid(),
  label: z.string().max(LIMITS.label),
  scopes: z.array(ScopeSchema),
  createdAt: instant,
  expiresAt: instant.nullable(),
})

export const PersonalTokensAnswerSchema = z.object({ tokens: z.array(PersonalTokenSchema) })

/** The only time that anybody sees the token. */
export const PersonalTokenAnswerSchema = z.object({
  token: z.string().min(16).max(500),
  personalToken: PersonalTokenSchema,
})

/** Without `confirmation`: what would be erased. With the one that this was answered with: erases. */
export const ErasureRequestSchema = z.object({
  contactIds: z.array(z.uuid().toLowerCase()).min(1).max(LIMITS.erasedContacts),
  confirmation: z.string().min(1).max(500).optional(),
})

export const ErasureAnswerSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('to-confirm'),
    /** Events that would lose their content. */
    events: z.int().nonnegative(),
    head: z.int().nonnegative(),
    /** Good until an event about one of these contacts is added, a quarter of an hour at most. */
    confirmation: z.string().min(1).max(500),
  }),
  z.object({ status: z.literal('erased'), events: z.int().nonnegative(), seq: z.int().min(1) }),
])

export const AuditAnswerSchema = z.object({
  entries: z.array(
    z.object({
      n: z.int().min(1),
      at: instant,
      /** Null: somebody at the server's command line, or the server itself. */
      actorId: z.uuid().nullable(),
      action: z.string().max(100),
      /** Ids, roles and counts; never a name or a text that a person wrote. */
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  /** For the next page, of older entries; null on the last one. */
  before: z.int().min(1).nullable(),
})

export const PlaybookAnswerSchema = z.object({
  status: z.enum(['published', 'unchanged']),
  version: z.int().min(1),
})

/** How to sign in: the extension leads the person to `authorizationEndpoint` with code, PKCE, state and nonce. */
export const OidcAnswerSchema = z.object({
  issuer: z.url().max(LIMITS.url),
  clientId: z.string().min(1).max(LIMITS.label),
  authorizationEndpoint: z.url().max(LIMITS.url),
  scopes: z.array(z.string().max(100)).max(20),
  /** False: who names no workspace at the exchange comes into the one that may be joined. Absent or true: name it. */
  asksWorkspace: z.boolean().optional(),
})

/** What the issuer's redirect brought, with what the extension kept back. Answered like a join. */
export const OidcExchangeSchema = z.object({
  code: z.string().min(1).max(4_000),
  codeVerifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/),
  redirectUri: z.url().max(LIMITS.url),
  nonce: z.string().min(16).max(200),
  deviceId: z.uuid(),
  /** For a new member; the issuer's own word on it comes first. */
  name: LabelSchema,
  publicKey: PublicKeySchema,
  /** Id or name. Absent: the one that the configuration lets people join, where there is just one. */
  workspace: LabelSchema.optional(),
})
