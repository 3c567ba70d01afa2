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

/**
 * A workspace this browser belongs to. `personal`: everything local, no server. `team`: playbook,
 * members and colleagues' interactions come from a sync server. Each has a database of its own.
 */
export const WorkspaceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('personal'),
    id: z.uuid(),
    name: z.string().min(1).max(LIMITS.label),
    member: z.object({ id: z.uuid(), name: z.string().max(LIMITS.label) }),
    deviceId: z.uuid(),
  }),
  z.object({
    kind: z.literal('team'),
    id: z.uuid(),
    name: z.string().min(1).max(LIMITS.label),
    member: z.object({ id: z.uuid(), name: z.string().max(LIMITS.label) }),
    deviceId: z.uuid(),
    server: ServerAddressSchema,
    token: z.string().min(16).max(500),
  }),
])

/** Setting `workspaces`: which there are, and which one the panel shows. */
export const WorkspacesSchema = z.object({
  current: z.uuid(),
  all: z.array(WorkspaceSchema).min(1).max(50),
})

export type Workspace = z.infer<typeof WorkspaceSchema>
export type Workspaces = z.infer<typeof WorkspacesSchema>
