import { instant } from './trim.ts'

/** Its characters sort as the numbers do. */
const ALPHABET = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * The time in an AT Protocol record key, ISO in UTC: 13 characters of five bits each, of which the upper 53
 * count microseconds since 1970 and the last ten tell clocks apart (atproto.com, "Timestamp Identifiers").
 * Null for a key of another kind, and for a time before there was the protocol.
 */
export function timeOfTid(key: string): string | null {
  if (!/^[2-7a-j][2-7a-z]{12}$/.test(key)) return null
  let number = 0n
  for (const character of key) number = number * 32n + BigInt(ALPHABET.indexOf(character))
  const ms = Number((number >> 10n) / 1_000n)
  return ms < FIRST ? null : instant(ms)
}

const FIRST = Date.UTC(2022, 0, 1)
