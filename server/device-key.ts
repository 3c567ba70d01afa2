import { PublicKeySchema } from '../lib/model/wire.ts'

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' } as const
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const

/**
 * Whether the device with this public key (JSON text of a JWK, or null for a device without one) signed the
 * text. `signature`: r ‖ s in base64url. A key that is none, such as a point off the curve, has signed nothing.
 */
export async function isSignedBy(
  publicKey: string | null,
  text: string,
  signature: string,
): Promise<boolean> {
  if (publicKey === null) return false
  const jwk = PublicKeySchema.safeParse(JSON.parse(publicKey))
  if (!jwk.success) return false
  try {
    const key = await crypto.subtle.importKey('jwk', jwk.data, CURVE, false, ['verify'])
    return await crypto.subtle.verify(
      SIGNING,
      key,
      Buffer.from(signature, 'base64url'),
      new TextEncoder().encode(text),
    )
  } catch (error) {
    if (error instanceof DOMException) return false
    throw error
  }
}
