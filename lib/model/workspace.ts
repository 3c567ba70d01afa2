import { LIMITS } from './limits.ts'
import { z } from './zod.ts'

/** A server address without a trailing slash. Plain http only on this machine. */
export const ServerAddressSchema = z
  .string()
  .trim()
  .max(LIMITS.url)
  .transform((text) => text.replace(/\/+$/, ''))
  .refine(
    (text) =>
      /^https:\/\/[^/\s]+/i.test(text) ||
      /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/i.test(text),
    'an https address, or http on this computer',
  )

/** Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
const SECRET = /^whsec_(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * A collector of one's own: what this device logs for the team is also delivered there, as CloudEvents in
 * batches, signed with `secret`. Any address with or without a path; `token`: sent as a bearer token.
 */
export const CollectorSchema = z.object({
  url: z
    .string()
    .trim()
    .max(LIMITS.url)
    .refine(isCollectorAddress, 'an https address without a password in it, or http on this computer'),
  secret: z
    .string()
    .trim()
    .regex(SECRET, 'whsec_ and the key in base64')
    .refine((text) => {
      const bytes = Math.floor((text.replace(/=+$/, '').length - 'whsec_'.length) * 0.75)
      return bytes >= 24 && bytes <= 64
    }, 'a key of 24 to 64 bytes'),
  token: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{1,2000}$/, 'one word')
    .nullable(),
})

function isCollectorAddress(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.password !== '' || url.hash !== '') return false
  const here = /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && here)
}

/**
 * A workspace this browser belongs to. `personal`: everything local, no server. `team`: playbook,
 * members and colleagues' interactions come from a sync server. Each has a database of its own.
 * `deliver`: the collector it also delivers to, if any.
 */
export const WorkspaceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('personal'),
    id: z.uuid(),
    name: z.string().min(1).max(LIMITS.label),
    member: z.object({ id: z.uuid(), name: z.string().max(LIMITS.label) }),
    deviceId: z.uuid(),
    deliver: CollectorSchema.nullish(),
  }),
  z.object({
    kind: z.literal('team'),
    id: z.uuid(),
    name: z.string().min(1).max(LIMITS.label),
    member: z.object({ id: z.uuid(), name: z.string().max(LIMITS.label) }),
    deviceId: z.uuid(),
    server: ServerAddressSchema,
    /** Of this device, where it lasts. Null: it changes every few minutes, and is kept apart from the settings. */
    token: z.string().min(16).max(500).nullable(),
    deliver: CollectorSchema.nullish(),
  }),
])

/** Setting `workspaces`: which there are, and which one the panel shows. */
export const WorkspacesSchema = z.object({
  current: z.uuid(),
  all: z.array(WorkspaceSchema).min(1).max(50),
})

export type Collector = z.infer<typeof CollectorSchema>
export type Workspace = z.infer<typeof WorkspaceSchema>
export type Workspaces = z.infer<typeof WorkspacesSchema>
