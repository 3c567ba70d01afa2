import { z } from '../../lib/model/zod.ts'
import type { Chance } from './chance.ts'

/** What may befall one request and its answer: by chance on the way, or because something on the way is wrong. */
const FAULTS = [
  'request lost',
  'answer lost',
  'sent twice',
  'arrives late',
  'answer cut',
  'portal',
  'busy',
  'broken',
  'old answer',
  'backwards',
  'numbers leap',
  'always more',
  'without end',
] as const
type Fault = (typeof FAULTS)[number]

/** How long a server that is busy asks to be left alone, in seconds. */
const BUSY_SECONDS = 120
/** Numbers of events leap by so much. */
const LEAP = 1_000_000
/** Old answers that something on the way keeps, for each device and path. */
const KEPT = 8

export interface Network {
  readonly fetch: typeof globalThis.fetch
  /** Lets one request reach the server whose sender has given up long ago; false when there is none. */
  deliverLate(): Promise<boolean>
  /** From now on nothing goes wrong. */
  calm(): void
  readonly faults: () => number
}

type Handle = (request: Request) => Promise<Response>

/**
 * A network between devices and one server. About one request in three fares badly while it is not calm. A late
 * request is delivered after others that were sent later, so that requests also change places. Answers are also
 * given again long after, and come from a server that does not know its own log.
 */
export function createNetwork(chance: Chance, server: Handle, faultOneIn = 3): Network {
  const late: Request[] = []
  const { handle, again } = createCache(chance, server)
  let quiet = false
  let faults = 0

  const fetch: typeof globalThis.fetch = async (input, init) => {
    // A Request has neither of these in Node, and a server does not see them.
    const { cache: _, referrerPolicy: __, credentials: ___, signal: ____, ...sent } = init ?? {}
    const request = new Request(String(input), sent)
    if (quiet || !chance.oneIn(faultOneIn)) return handle(request)
    faults += 1
    return suffer(chance.pick(FAULTS), request)
  }

  async function suffer(fault: Fault, request: Request): Promise<Response> {
    switch (fault) {
      case 'request lost':
        throw new TypeError('no connection')
      case 'answer lost':
        await handle(request)
        throw new TypeError('connection reset')
      case 'sent twice':
        await handle(request.clone())
        return handle(request)
      case 'arrives late':
        late.push(request)
        throw new TypeError('timed out')
      case 'answer cut': {
        const text = await (await handle(request)).text()
        return new Response(text.slice(0, chance.below(text.length + 1)))
      }
      case 'old answer':
        return again(request) ?? handle(request)
      default:
        return answerWrongly(fault, request, handle)
    }
  }

  return {
    fetch,
    deliverLate: async () => {
      const at = late.length === 0 ? -1 : chance.below(late.length)
      const [request] = at < 0 ? [] : late.splice(at, 1)
      if (request === undefined) return false
      await handle(request)
      return true
    },
    calm: () => {
      quiet = true
    },
    faults: () => faults,
  }
}

/** Keeps answers as a cache does that looks at neither the query nor at what it was forbidden. */
function createCache(chance: Chance, server: Handle) {
  const kept = new Map<string, { text: string; headers: Headers }[]>()
  const keyOf = ({ url, headers }: Request) => `${new URL(url).pathname} ${headers.get('authorization')}`
  return {
    handle: async (request: Request): Promise<Response> => {
      const answer = await server(request)
      if (request.method !== 'GET' || answer.status !== 200) return answer
      const text = await answer.text()
      const { headers } = answer
      const old = kept.get(keyOf(request)) ?? []
      kept.set(keyOf(request), [...old, { text, headers }].slice(-KEPT))
      return new Response(text, { headers })
    },
    again: (request: Request): Response | null => {
      const old = request.method === 'GET' ? (kept.get(keyOf(request)) ?? []) : []
      const [one] = old.length === 0 ? [] : [old[chance.below(old.length)]]
      return one === undefined ? null : new Response(one.text, { headers: one.headers })
    },
  }
}

const PageSchema = z.looseObject({
  events: z.array(z.looseObject({ seq: z.int() })),
  cursor: z.string().optional(),
})
const ReceiptsSchema = z.looseObject({ receipts: z.array(z.unknown()) })

/** What a server may answer that does not follow the protocol; the right answer where there is nothing to twist. */
async function answerWrongly(fault: Fault, request: Request, handle: Handle): Promise<Response> {
  switch (fault) {
    case 'portal':
      return new Response('<!doctype html><title>Sign in to the network</title>', {
        headers: { 'content-type': 'text/html' },
      })
    case 'busy':
      return Response.json(
        { error: { code: 'too_many', message: 'Later.' } },
        { status: 429, headers: { 'retry-after': String(BUSY_SECONDS) } },
      )
    case 'without end':
      return new Response(endless())
    case 'broken':
      return Response.json({ error: { code: 'failed', message: 'Broken.' } }, { status: 500 })
    default: {
      const answer = await handle(request)
      const { status, headers } = answer
      const said: unknown = status === 200 ? await answer.json() : null
      return status === 200 ? Response.json(twist(fault, said, new URL(request.url)), { headers }) : answer
    }
  }
}

function twist(fault: Fault, said: unknown, { searchParams }: URL): unknown {
  const receipts = ReceiptsSchema.safeParse(said).data
  if (receipts !== undefined)
    return { ...receipts, receipts: fault === 'backwards' ? receipts.receipts.toReversed() : [] }
  const page = PageSchema.safeParse(said).data
  if (page === undefined) return said
  const { events } = page
  const cursor = searchParams.get('cursor') ?? ''
  switch (fault) {
    case 'backwards':
      return { ...page, events: events.toReversed() }
    case 'numbers leap':
      return { ...page, events: events.map((event) => ({ ...event, seq: event.seq + LEAP })) }
    default:
      return page.cursor === undefined
        ? { ...page, events: [], done: false, snapshotCursor: cursor }
        : { ...page, events: [], hasMore: true, cursor }
  }
}

const BLANK = new TextEncoder().encode(' '.repeat(1024 * 1024))

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(BLANK) })
}
