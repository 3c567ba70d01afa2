import type { NewToken } from './people-store.ts'
import type { Ports } from './ports.ts'
import { hashSecret, newToken, type TokenKind } from './secrets.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Short: a stolen one is of little use. */
const ACCESS_MS = 15 * MINUTE_MS
/** A device that is silent for so long signs in again. */
const REFRESH_MS = 90 * DAY_MS

/** A token as it is given out once, and as it is kept. */
export interface MadeToken {
  readonly text: string
  readonly record: NewToken
}

type Making = Pick<Ports, 'random' | 'newRandomId'>

interface Wanted {
  readonly prefix: TokenKind
  readonly kind: NewToken['kind']
  readonly workspaceId: string
  readonly at: number
  /** Null: until it is revoked. */
  readonly lastsMs: number | null
  readonly label?: string
  readonly scopes?: readonly string[]
}

/** Makes one token. Nothing is kept yet. */
export function makeToken({ random, newRandomId }: Making, wanted: Wanted): MadeToken {
  const text = newToken(random, wanted.prefix, wanted.workspaceId)
  return {
    text,
    record: {
      tokenId: newRandomId(),
      kind: wanted.kind,
      hash: hashSecret(text),
      scopes: wanted.scopes ?? [],
      label: wanted.label ?? null,
      expiresAt: wanted.lastsMs === null ? null : wanted.at + wanted.lastsMs,
      createdAt: wanted.at,
    },
  }
}

/** The pair for a device that has a key: a short access token, and the refresh token for the next pair. */
export function makePair(making: Making, workspaceId: string, at: number) {
  const access = makeToken(making, { prefix: 'es', kind: 'access', workspaceId, at, lastsMs: ACCESS_MS })
  const refresh = makeToken(making, { prefix: 'er', kind: 'refresh', workspaceId, at, lastsMs: REFRESH_MS })
  return {
    access: access.record,
    refresh: refresh.record,
    answer: { token: access.text, expiresAt: at + ACCESS_MS, refreshToken: refresh.text },
  }
}

/** What a device gets at joining: with a key a pair, without one a token that lasts. */
export function grantDevice(making: Making, workspaceId: string, at: number, keyed: boolean) {
  if (keyed) {
    const { access, refresh, answer } = makePair(making, workspaceId, at)
    return { tokens: [access, refresh], answer }
  }
  const lasting = makeToken(making, { prefix: 'es', kind: 'device', workspaceId, at, lastsMs: null })
  return { tokens: [lasting.record], answer: { token: lasting.text } }
}
