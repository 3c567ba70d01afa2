import type { Context } from 'hono'
import { LIMITS } from '../../lib/model/limits.ts'
import { PlaybookSchema } from '../../lib/model/playbook.ts'
import { PlaybookAnswerSchema } from '../../lib/model/wire-admin.ts'
import { z } from '../../lib/model/zod.ts'
import { refuse } from '../answer.ts'
import { publishPlaybook } from '../publish-playbook.ts'
import { type AppPorts, type Env, notFound, type Route, route } from './route.ts'

export const PLAYBOOK_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/w/:workspace/playbook',
    summary: 'The playbook in force.',
    access: { role: 'member', scope: 'pull' },
    headers: { 'If-None-Match': 'The ETag of the one that is known: 304 when it is still in force.' },
    answer: { status: 200, schema: PlaybookSchema },
    handle: read,
  }),
  route({
    method: 'put',
    path: '/v1/w/:workspace/playbook',
    summary: 'Puts a playbook in force.',
    access: { role: 'editor' },
    rate: 'change',
    headers: { 'If-Match': 'The ETag of the one that was edited. Required.' },
    body: { schema: z.record(z.string(), z.unknown()), maxBytes: LIMITS.playbookBytes },
    answer: { status: 200, schema: PlaybookAnswerSchema },
    refusals: { 412: ['changed_since'], 422: ['invalid'], 428: ['if_match_missing'] },
    handle: publish,
  }),
]

async function read(c: Context<Env>, { store }: AppPorts): Promise<Response> {
  const stored = await store.playbook(c.get('session').workspaceId)
  if (stored === null) return notFound(c)
  const tag = `"${stored.tag}"`
  c.header('ETag', tag)
  c.header('Cache-Control', 'private, no-cache')
  const held = tagsIn(c.req.header('if-none-match'))
  if (held.includes(tag) || held.includes('*')) return c.body(null, 304)
  return c.body(stored.text, 200, { 'Content-Type': 'application/json' })
}

async function publish(c: Context<Env>, ports: AppPorts, given: unknown): Promise<Response> {
  const { workspaceId, memberId } = c.get('session')
  const edited = tagsIn(c.req.header('if-match'))
  if (edited.length === 0) {
    const message = 'Send If-Match with the ETag of the playbook that you edited.'
    return refuse(c, { status: 428, code: 'if_match_missing', message })
  }
  const isExpected = (tag: string | null) =>
    tag !== null && (edited.includes(`"${tag}"`) || edited.includes('*'))
  const published = await publishPlaybook(ports, workspaceId, given, isExpected)
  if (published.status === 'changed-since') {
    const message = 'Another playbook has come into force since the one that you edited.'
    return refuse(c, { status: 412, code: 'changed_since', message })
  }
  if (published.status === 'invalid') {
    const message = published.faults.join('\n').slice(0, 1_000)
    return refuse(c, { status: 422, code: 'invalid', message })
  }
  const { status, version, tag } = published
  c.header('ETag', `"${tag}"`)
  if (status === 'published')
    await ports.store.audit(workspaceId, {
      actorId: memberId,
      action: 'playbook.published',
      detail: { version },
      at: ports.now(),
    })
  return c.json({ status, version })
}

function tagsIn(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
    .filter((one) => one !== '')
}
