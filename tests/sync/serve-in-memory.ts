/** A sync server in a variable, with faults on demand. The real one has its own tests. */
import { SyncEventSchema } from '../../lib/model/event.ts'
import { PushRequestSchema } from '../../lib/model/wire.ts'

interface Asked {
  readonly path: string
  readonly events: readonly { readonly id: string }[]
  readonly headers: Headers
  readonly init: RequestInit | undefined
}

type Fault = (asked: Asked, answer: () => Response) => Response | Promise<Response> | null

export function serveInMemory(workspaceId: string) {
  const log: Record<string, unknown>[] = []
  const asked: Asked[] = []
  const state: { fault: Fault; playbook: { text: string; tag: string } | null; pageSize: number } = {
    fault: () => null,
    playbook: null,
    pageSize: 500,
  }

  function push(events: readonly unknown[]): Response {
    const receipts = events.map((raw) => {
      const event = SyncEventSchema.parse(raw)
      const stored = log.find(({ id }) => id === event.id)
      if (stored !== undefined) return { id: event.id, status: 'duplicate', seq: stored.seq }
      const seq = log.push({ ...event }) as number
      Object.assign(log[seq - 1] ?? {}, { seq, receivedat: '2026-11-20T08:00:00.000Z' })
      return { id: event.id, status: 'accepted', seq, hlc: event.hlc }
    })
    return Response.json({ receipts, head: log.length, serverTime: 0 })
  }

  function pull(cursor: string | null): Response {
    const after = cursor === null ? 0 : Number(cursor.replace('at-', ''))
    if (after > log.length)
      return Response.json({ error: { code: 'rewound', message: 'gone' } }, { status: 409 })
    const events = log.slice(after, after + state.pageSize)
    const next = after + events.length
    return Response.json({ events, cursor: `at-${next}`, hasMore: next < log.length, head: log.length })
  }

  function playbook(tag: string | null): Response {
    if (state.playbook === null)
      return Response.json({ error: { code: 'not_found', message: '' } }, { status: 404 })
    if (tag === state.playbook.tag) return new Response(null, { status: 304 })
    return new Response(state.playbook.text, { headers: { etag: state.playbook.tag } })
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = new URL(String(input))
    const path = url.pathname.replace(`/v1/w/${workspaceId}`, '')
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null
    const request = PushRequestSchema.safeParse(body)
    const events = request.success ? request.data.events : []
    const headers = new Headers(init?.headers)
    const sent = { path, events: events as { id: string }[], headers, init }
    asked.push(sent)
    const answer = () => {
      if (path === '/push') return push(events)
      if (path === '/pull') return pull(url.searchParams.get('cursor'))
      return playbook(headers.get('if-none-match'))
    }
    const faulty = await state.fault(sent, answer)
    return faulty ?? answer()
  }
  return { fetch, log, asked, state, ids: () => log.map(({ id }) => id) }
}
