import { z } from '../../lib/model/zod.ts'
import { type Refusal, refuse } from '../answer.ts'
import { type Route, route } from './route.ts'

const STOPPING: Refusal = {
  status: 503,
  code: 'stopping',
  message: 'The server is told to stop. Ask another one, or come again.',
  retryAfter: 5,
}

/** For the proxy in front: whether requests may be sent here. */
export const READY_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/ready',
    summary:
      'Whether this server takes requests: its storage answers, in the newest schema, and it is not told to stop.',
    access: 'anyone',
    rate: 'none',
    answer: { status: 200, schema: z.object({ status: z.literal('ready') }) },
    refusals: { 503: ['stopping', 'unavailable'] },
    async handle(c, { store, isStopping }) {
      if (isStopping()) return refuse(c, STOPPING)
      await store.ping()
      return c.json({ status: 'ready' })
    },
  }),
]
