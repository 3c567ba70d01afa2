import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { z } from '../../lib/model/zod.ts'

const CloudEventSchema = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  time: z.iso.datetime(),
})

export interface Received {
  readonly webhookId: string
  readonly ids: readonly string[]
  readonly authorization: string | undefined
  readonly contentType: string | undefined
  readonly body: string
}

/** What it does with a request; `take` verifies the signature and keeps the batch. Nothing given: 204. */
export type Behaviour = (
  request: { readonly received: Received; readonly count: number },
  response: ServerResponse,
  take: () => void,
) => void | Promise<void>

export const SECRET = `whsec_${Buffer.from('a key of thirty-two bytes in all').toString('base64')}`

/**
 * A collector as a company may run it, on a real port: it checks every signature with the reference
 * library of Standard Webhooks, and takes an event of an id that it has only once.
 */
export async function startCollector() {
  const webhook = new Webhook(SECRET)
  const requests: Received[] = []
  const taken: string[] = []
  const counted = { repeats: 0, forged: 0 }
  let behave: Behaviour = (_request, response, take) => {
    take()
    response.writeHead(204).end()
  }
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await textOf(request)
    const headers = request.headers as Record<string, string>
    try {
      webhook.verify(body, headers)
    } catch {
      counted.forged += 1
      response.writeHead(401).end()
      return
    }
    const events = z.array(CloudEventSchema).parse(JSON.parse(body))
    const received = {
      webhookId: headers['webhook-id'] ?? '',
      ids: events.map(({ id }) => id),
      authorization: headers.authorization,
      contentType: headers['content-type'],
      body,
    }
    requests.push(received)
    const take = () => {
      for (const id of received.ids) {
        if (taken.includes(id)) counted.repeats += 1
        else taken.push(id)
      }
    }
    await behave({ received, count: requests.length }, response, take)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/collect`,
    requests,
    /** Ids of events, in the order in which they came first. */
    taken,
    counted,
    behaveLike: (next: Behaviour) => {
      behave = next
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}
