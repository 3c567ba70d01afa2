/** What a receiver reads to know that a request is ours, whole and fresh. */
export type WebhookHeaders = Readonly<
  Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>
>

interface Signing {
  /** `whsec_` and 24 to 64 bytes in base64, as `CollectorSchema` has checked. */
  readonly secret: string
  /** Stays the same however often the same content is sent. No full stop in it: that is the separator. */
  readonly id: string
  /** Of this attempt, milliseconds since the epoch. */
  readonly now: number
  /** Exactly the text that is sent. */
  readonly body: string
}

/**
 * Signs one request after the Standard Webhooks specification, scheme v1: HMAC-SHA-256 over
 * `id.timestamp.body` (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
export async function signWebhook({ secret, id, now, body }: Signing): Promise<WebhookHeaders> {
  const timestamp = String(Math.floor(now / 1_000))
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(secret.replace(/^whsec_/, '')),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...signature))}`,
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
