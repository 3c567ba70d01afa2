import { z } from '../lib/model/zod.ts'
import type { Position, SnapshotPlace } from './store.ts'

const seq = z.int().nonnegative()
const CursorSchema = z.tuple([z.uuid(), seq, z.string().regex(/^[0-9a-f]{0,32}$/)])
const SnapshotCursorSchema = z.tuple([z.literal('snapshot'), z.uuid(), seq, seq, seq])

/** A position as opaque text for the client: base64url of epoch, seq and check. */
export function encodeCursor({ epoch, seq, check }: Position): string {
  return encode([epoch, seq, check])
}

/** Null for anything that `encodeCursor` did not write. */
export function decodeCursor(text: string): Position | null {
  const parsed = CursorSchema.safeParse(decode(text))
  if (!parsed.success) return null
  const [epoch, seq, check] = parsed.data
  return { epoch, seq, check }
}

/** A place in a snapshot as opaque text. It names itself, so that neither kind of cursor is taken for the other. */
export function encodeSnapshotCursor({ epoch, at, after, count }: SnapshotPlace): string {
  return encode(['snapshot', epoch, at, after, count])
}

/** Null for anything that `encodeSnapshotCursor` did not write. */
export function decodeSnapshotCursor(text: string): SnapshotPlace | null {
  const parsed = SnapshotCursorSchema.safeParse(decode(text))
  if (!parsed.success) return null
  const [, epoch, at, after, count] = parsed.data
  return { epoch, at, after, count }
}

function encode(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function decode(text: string): unknown {
  if (!/^[A-Za-z0-9_-]{1,1000}$/.test(text)) return null
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
