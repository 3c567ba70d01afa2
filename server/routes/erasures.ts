import type { Context } from 'hono'
import { AuditAnswerSchema, ErasureAnswerSchema, ErasureRequestSchema } from '../../lib/model/wire-admin.ts'
import type { z } from '../../lib/model/zod.ts'
import { type Refusal, refuse } from '../answer.ts'
import { eraseConfirmed, type NotWhole, previewErasure } from '../erase-contacts.ts'
import { type AppPorts, type Env, type Route, route } from './route.ts'

const BODY_BYTES = 16 * 1024
const AUDIT_PAGE = 100
const OWNER = { role: 'owner' } as const

export const ERASURE_ROUTES: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/w/:workspace/erasures',
    summary: 'Erases people for ever, in two steps.',
    access: OWNER,
    rate: 'change',
    body: { schema: ErasureRequestSchema, maxBytes: BODY_BYTES },
    answer: { status: 200, schema: ErasureAnswerSchema },
    refusals: { 409: ['changed_since', 'not_whole'] },
    handle: erase,
  }),
  route({
    method: 'get',
    path: '/v1/w/:workspace/audit',
    summary: 'What owners, editors and the server did, newest first.',
    access: OWNER,
    query: { before: 'From the answer before, for older entries.' },
    answer: { status: 200, schema: AuditAnswerSchema },
    refusals: { 400: ['bad_cursor'] },
    handle: audit,
  }),
]

async function erase(
  c: Context<Env>,
  ports: AppPorts,
  { contactIds, confirmation }: z.infer<typeof ErasureRequestSchema>,
): Promise<Response> {
  const { workspaceId, memberId } = c.get('session')
  if (confirmation === undefined) {
    const preview = await previewErasure(ports, workspaceId, contactIds)
    return preview.status === 'to-confirm' ? c.json(preview) : refuse(c, wholePerson(preview))
  }
  const asked = { contactIds, confirmation, actorId: memberId }
  const erased = await eraseConfirmed(ports, workspaceId, asked)
  if (erased.status === 'erased') return c.json(erased)
  if (erased.status === 'not-whole') return refuse(c, wholePerson(erased))
  const message =
    'Something about these people was added since, or it is too long ago. Look again, then confirm.'
  return refuse(c, { status: 409, code: 'changed_since', message })
}

function wholePerson({ contactIds }: NotWhole): Refusal {
  const message =
    'The log says that these are one person with other contacts. Name all of them, or separate them first.'
  return { status: 409, code: 'not_whole', message, more: { contactIds } }
}

async function audit(c: Context<Env>, { store }: AppPorts): Promise<Response> {
  const given = c.req.query('before')
  if (given !== undefined && !/^[1-9]\d{0,14}$/.test(given)) {
    const message = 'Write before as the number that the answer before gave.'
    return refuse(c, { status: 400, code: 'bad_cursor', message })
  }
  const entries = await store.auditTrail(c.get('session').workspaceId, {
    before: given === undefined ? null : Number(given),
    limit: AUDIT_PAGE + 1,
  })
  const page = entries.slice(0, AUDIT_PAGE)
  return c.json({ entries: page, before: entries.length > AUDIT_PAGE ? (page.at(-1)?.n ?? null) : null })
}
