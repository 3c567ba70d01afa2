/**
 * The id of a contact, derived and not drawn, so that two offline devices that meet the same person
 * make the same contact: the first 128 bits of SHA-256 over workspace, site and `Author.key`, written
 * as a UUID version 8 (RFC 9562, section 5.8).
 */
export async function contactIdFor(workspaceId: string, site: string, authorKey: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${workspaceId}\u001f${site}\u001f${authorKey}`)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).slice(0, 16)
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x80
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
