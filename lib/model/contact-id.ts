/**
 * The id of a contact, derived and not drawn, so that two offline devices that meet the same person
 * make the same contact: the first 128 bits of SHA-256 over workspace, site and `Author.key`, written
 * as a UUID version 8 (RFC 9562, section 5.8).
 */
export async function contactIdFor(workspaceId: string, site: string, authorKey: string): Promise<string> {
  const bytes = new TextEncoder().encode(contactIdText(workspaceId, site, authorKey))
  return asContactId(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** What is digested. Apart from `contactIdFor` for a place that cannot wait for a digest. */
export function contactIdText(workspaceId: string, site: string, authorKey: string): string {
  return `${workspaceId}\u001f${site}\u001f${authorKey}`
}

/** A contact id out of the SHA-256 of its text. */
export function asContactId(digest: Uint8Array): string {
  const bytes = digest.slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
