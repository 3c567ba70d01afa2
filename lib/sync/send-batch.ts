import type { Problem } from '../model/problem.ts'
import { readRetryAfter } from './backoff.ts'
import type { DeliverPorts, DeliveryBatch } from './deliver-ports.ts'
import { signWebhook } from './sign-webhook.ts'

/** What a collector's answer means for a batch. */
export type Sent =
  | { readonly kind: 'delivered' }
  /** It wants no more of us, ever. */
  | { readonly kind: 'gone'; readonly problem: Problem }
  /** Too large a body. */
  | { readonly kind: 'too-large'; readonly problem: Problem }
  /** Something in these events is not taken. */
  | { readonly kind: 'not-taken'; readonly problem: Problem }
  /** An error inside the collector, which one event may cause. */
  | { readonly kind: 'broke'; readonly problem: Problem }
  /** Says nothing about the events: the network, the load, the address, the token. */
  | { readonly kind: 'failed'; readonly problem: Problem }

/** These mean the address, the token or the format, never one event among others. */
const SETUP = new Set([401, 402, 403, 404, 405, 406, 407, 411, 415, 421, 426, 451])
const PASSING = new Set([408, 425, 429])

/**
 * Posts a batch as CloudEvents in batched content mode
 * (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md), signed.
 * The status alone is the receipt: a body is not waited for, so that one that never ends holds up nothing.
 * Redirects are not followed: token and content are for one address.
 */
export async function sendBatch(
  ports: Omit<DeliverPorts, 'store' | 'random'>,
  { id, events }: DeliveryBatch,
): Promise<Sent> {
  const { collector, fetch, timeout, now } = ports
  const body = JSON.stringify(events)
  const signed = await signWebhook({ secret: collector.secret, id, now: now(), body })
  const signal = AbortSignal.timeout(timeout)
  let response: Response
  try {
    response = await fetch(collector.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents-batch+json; charset=utf-8',
        ...(collector.token === null ? {} : { authorization: `Bearer ${collector.token}` }),
        ...signed,
      },
      body,
      // Not "error": that could not be told from a missing network.
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    })
  } catch {
    const detail = signal.aborted ? 'no answer in time' : 'no connection'
    return { kind: 'failed', problem: { code: 'offline', detail } }
  }
  await response.body?.cancel().catch(() => undefined)
  return read(response, now())
}

function read({ status, type, headers }: Response, now: number): Sent {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  // A browser hides the status of a redirect that it was told not to follow.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400))
    return { kind: 'failed', problem: { code: 'bad-answer', detail: 'redirected' } }
  const detail = `status ${status}`
  const retryAt = readRetryAfter(headers.get('retry-after'), now)
  const wait = retryAt === null ? {} : { retryAt }
  if (status === 410) return { kind: 'gone', problem: { code: 'not-found', detail } }
  if (status === 413) return { kind: 'too-large', problem: { code: 'too-large', detail } }
  if (status === 429) return { kind: 'failed', problem: { code: 'too-many', detail, ...wait } }
  if (status === 401 || status === 403)
    return { kind: 'failed', problem: { code: 'not-authorised', detail, ...wait } }
  if (status === 404) return { kind: 'failed', problem: { code: 'not-found', detail, ...wait } }
  if (status === 500) return { kind: 'broke', problem: { code: 'bad-answer', detail, ...wait } }
  if (status > 500 || status < 200 || SETUP.has(status) || PASSING.has(status))
    return { kind: 'failed', problem: { code: 'bad-answer', detail, ...wait } }
  return { kind: 'not-taken', problem: { code: 'invalid', detail } }
}
