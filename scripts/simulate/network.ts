import type { Chance } from './chance.ts'

/** What may befall one request and its answer. */
const FAULTS = [
  'request lost',
  'answer lost',
  'sent twice',
  'arrives late',
  'answer cut',
  'portal',
  'busy',
  'broken',
] as const
type Fault = (typeof FAULTS)[number]

/** How long a server that is busy asks to be left alone, in seconds. */
const BUSY_SECONDS = 120

export interface Network {
  readonly fetch: typeof globalThis.fetch
  /** Lets one request reach the server whose sender has given up long ago; false when there is none. */
  deliverLate(): Promise<boolean>
  /** From now on nothing goes wrong. */
  calm(): void
  readonly faults: () => number
}

/**
 * A network between devices and one server. About one request in three fares badly while it is not calm. A late
 * request is delivered after others that were sent later, so that requests also change places.
 */
export function createNetwork(
  chance: Chance,
  handle: (request: Request) => Promise<Response>,
  faultOneIn = 3,
): Network {
  const late: Request[] = []
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
      case 'portal':
        return new Response('<!doctype html><title>Sign in to the network</title>', {
          headers: { 'content-type': 'text/html' },
        })
      case 'busy':
        return Response.json(
          { error: { code: 'too_many', message: 'Later.' } },
          { status: 429, headers: { 'retry-after': String(BUSY_SECONDS) } },
        )
      case 'broken':
        return Response.json({ error: { code: 'failed', message: 'Broken.' } }, { status: 500 })
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
