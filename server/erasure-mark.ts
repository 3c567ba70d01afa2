import { createHmac } from 'node:crypto'

/**
 * What is kept of an erased contact: HMAC-SHA-256 of its id under the workspace's erasure key, in hexadecimal.
 * An id alone could be worked out again from a handle; a mark cannot, without the key.
 */
export function erasureMark(key: Uint8Array, contactId: string): string {
  return createHmac('sha256', key).update(contactId.toLowerCase()).digest('hex')
}
