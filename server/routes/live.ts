import { type Refusal, refuse } from '../answer.ts'
import { bearerOf, sessionOf } from '../authorise.ts'
import { type Route, route } from './route.ts'

const FULL: Refusal = {
  status: 503,
  code: 'unavailable',
  message: 'As many streams are open as there may be. Ask for the log from time to time instead.',
  retryAfter: 60,
}

export const LIVE_ROUTES: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/w/:workspace/live',
    summary: 'A stream of hints: the log has grown, who else listens.',
    access: { role: 'member', scope: 'pull' },
    answer: { status: 200, schema: null, mediaType: 'text/event-stream' },
    async handle(c, { store, live, now, isStopping }) {
      if (isStopping()) return refuse(c, FULL)
      const session = c.get('session')
      const token = bearerOf(c)
      const stillWelcome = async () => (await sessionOf(store, token, now())).status === 'valid'
      const { head } = await store.head(session.workspaceId)
      const stream = live.open(session, head, stillWelcome)
      if (stream === null) return refuse(c, FULL)
      return c.body(stream, 200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        // A proxy that gathers an answer before it passes it on would keep every hint back.
        'X-Accel-Buffering': 'no',
      })
    },
  }),
]
