/** A sync server in a variable, with faults on demand. The real one has its own tests. */
import { SyncEventSchema } from '../../lib/model/event.ts'
import { type Erasure, PushRequestSchema } from '../../lib/model/wire.ts'

interface Asked {
  readonly path: string
  readonly url: URL
  readonly events: readonly { readonly id: string }[]
  readonly headers: Headers
  readonly init: RequestInit | undefined
}

type Fault = (asked: Asked, answer: () => Response) => Response | Promise<Response> | null

interface State {
  fault: Fault
  playbook: { text: string; tag: string } | null
  pageSize: number
  /** Null: a server of before, which says nothing of epochs. */
  epoch: string | null
  /** Has the route /snapshot; events in `superseded` are left out of it. */
  snapshots: boolean
  readonly superseded: Set<string>
  readonly erasures: Erasure[]
}

export function serveInMemory(workspaceId: string) {
  const log: Record<string, unknown>[] = []
  const asked: Asked[] = []
  const state: State = {
    fault: () => null,
    playbook: null,
    pageSize: 500,
    epoch: null,
    snapshots: false,
    superseded: new Set(),
    erasures: [],
  }
  const said = () => (state.epoch === null ? {} : { epoch: state.epoch })
  const refuse = (status: number, code: string) =>
    Response.json({ error: { code, message: code }, ...said(), head: log.length }, { status })

  function push(events: readonly unknown[], epoch: string | undefined): Response {
    if (epoch !== undefined && state.epoch !== null && epoch !== state.epoch) return refuse(409, 'rewound')
    const receipts = events.map((raw) => {
      const event = SyncEventSchema.parse(raw)
      const stored = log.find(({ id }) => id === event.id)
      if (stored !== undefined) return { id: event.id, status: 'duplicate', seq: stored.seq }
      const seq = log.push({ ...event }) as number
      Object.assign(log[seq - 1] ?? {}, { seq, receivedat: '2026-11-20T08:00:00.000Z' })
      return { id: event.id, status: 'accepted', seq, hlc: event.hlc }
    })
    return Response.json({ receipts, head: log.length, serverTime: 0, ...said() })
  }

  /** A cursor is `at-<seq>`, with the epoch behind it where there is one. */
  function pull(cursor: string | null): Response {
    const [place = '', epoch] = (cursor ?? 'at-0').split('@')
    const after = Number(place.replace('at-', ''))
    const foreign = cursor !== null && state.epoch !== null && epoch !== state.epoch
    if (after > log.length || foreign) return refuse(409, 'rewound')
    const events = log.slice(after, after + state.pageSize)
    const next = after + events.length
    const erasures = state.erasures.filter(({ seq }) => seq > after)
    const rest = { hasMore: next < log.length, head: log.length, erasures, ...said() }
    return Response.json({ events, cursor: cursorAt(next), ...rest })
  }

  function snapshot(cursor: string | null): Response {
    if (!state.snapshots) return refuse(404, 'not_found')
    const [after = 0, at = log.length] = (cursor ?? '').split('/').filter(Boolean).map(Number)
    const standing = log.slice(0, at).filter(({ id }) => !state.superseded.has(String(id)))
    const events = standing.slice(after, after + state.pageSize)
    const next = after + events.length
    const done = next >= standing.length
    const erasures = cursor === null ? { erasures: state.erasures } : {}
    const place = { snapshotCursor: done ? null : `${next}/${at}`, pullCursor: cursorAt(at), done }
    return Response.json({ events, ...place, count: standing.length, at, ...erasures, ...said() })
  }

  const cursorAt = (seq: number) => `at-${seq}${state.epoch === null ? '' : `@${state.epoch}`}`

  function playbook(tag: string | null): Response {
    if (state.playbook === null) return refuse(404, 'not_found')
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
    const sent = { path, url, events: events as { id: string }[], headers, init }
    asked.push(sent)
    const answer = () => {
      const cursor = url.searchParams.get('cursor')
      if (path === '/push') return push(events, request.data?.epoch)
      if (path === '/pull') return pull(cursor)
      if (path === '/snapshot') return snapshot(cursor)
      return playbook(headers.get('if-none-match'))
    }
    const faulty = await state.fault(sent, answer)
    return faulty ?? answer()
  }
  /** Goes back to what it was when it had so many events, as another log. */
  const restore = (events: number, epoch: string | null = state.epoch) => {
    log.length = events
    state.epoch = epoch
  }
  const paths = () => asked.map(({ path }) => path)
  return { fetch, log, asked, state, restore, paths, ids: () => log.map(({ id }) => id) }
}
