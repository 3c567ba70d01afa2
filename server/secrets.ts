import { createHash, timingSafeEqual } from 'node:crypto'

/** Random bytes; `crypto.randomBytes` outside tests. */
export type RandomBytes = (count: number) => Uint8Array

/** Crockford's base 32: no I, L, O or U, so that a code can be read aloud (https://www.crockford.com/base32.html). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 26 characters hold the 128 bits, with two to spare. */
const CODE_LENGTH = 26

/** A new invitation code of 128 random bits, in groups: `7K3QF-0X9AB-…`. Shown once, never stored. */
export function newInvitationCode(random: RandomBytes): string {
  let bits = 0n
  for (const byte of random(16)) bits = (bits << 8n) | BigInt(byte)
  let code = ''
  for (let at = 0; at < CODE_LENGTH; at++) {
    code = (ALPHABET[Number(bits & 31n)] ?? '') + code
    bits >>= 5n
  }
  return (code.match(/.{5}(?=.{5})|.+/g) ?? []).join('-')
}

/** As typed or pasted → as made: case, spaces and hyphens do not matter, O reads as 0, I and L as 1. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** What a token is for: `es` speaks for a device, `er` gets its next one, `ep` speaks for a member's own script. */
export type TokenKind = 'es' | 'er' | 'ep'

/** A new token: its kind, its workspace (so that one place is asked about it, and no index of all), 256 random bits. */
export function newToken(random: RandomBytes, kind: TokenKind, workspaceId: string): string {
  return `${kind}_${workspaceId.replaceAll('-', '')}_${Buffer.from(random(32)).toString('base64url')}`
}

const TOKEN = /^e[srp]_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[\w-]{43}$/

/** The workspace that a token names; null for a token of the first kind, which named none, and for anything else. */
export function workspaceOfToken(token: string): string | null {
  const parts = TOKEN.exec(token)
  return parts === null ? null : parts.slice(1).join('-')
}

/**
 * What is stored of a secret. One round of SHA-256 is enough: the secrets are random and at least 128
 * bits long, there is nothing to guess word by word.
 */
export function hashSecret(secret: string): Uint8Array {
  return createHash('sha256').update(secret).digest()
}

/** Equality that takes the same time wherever the difference is. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
