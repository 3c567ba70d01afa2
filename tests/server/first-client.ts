/**
 * What the first shipped version of the extension sent and took, as it stood then. Kept word for word in its
 * meaning: a server that this no longer fits would shut those browsers out.
 */
import { z } from '../../lib/model/zod.ts'

const label = z.string().min(1).max(300)

export const FirstJoinAnswer = z.object({
  workspace: z.object({ id: z.uuid(), name: label }),
  member: z.object({ id: z.uuid(), name: label }),
  token: z.string().min(16).max(500),
  monitoringNotice: z.string().max(4_000).nullable(),
})

const FirstReceipt = z.discriminatedUnion('status', [
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

export const FirstPushAnswer = z.object({
  receipts: z.array(FirstReceipt).max(200),
  head: z.int().nonnegative(),
  serverTime: z.number(),
})

export const FirstPullAnswer = z.object({
  events: z.array(z.unknown()).max(500),
  cursor: z.string().min(1).max(1_000),
  hasMore: z.boolean(),
  head: z.int().nonnegative(),
})

export const FirstErrorAnswer = z.object({
  error: z.object({ code: z.string().max(100), message: z.string().max(1_000) }),
})

/** `member.joined`, which the first version parsed strictly enough to show a name. */
export const FirstMemberJoined = z.looseObject({
  type: z.literal('member.joined'),
  actorid: z.uuid(),
  seq: z.int().min(1),
  data: z.looseObject({ member: z.object({ id: z.uuid(), name: label }) }),
})

/** Types that the first version could read; every other is shown as an entry from a newer version. */
export const FIRST_TYPES = [
  'interaction.logged',
  'interaction.amended',
  'interaction.retracted',
  'contact.created',
  'contact.fields_set',
  'contact.handle_linked',
  'note.revised',
  'note.deleted',
  'member.joined',
]
