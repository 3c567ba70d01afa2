import { z } from '../lib/model/zod.ts'
import type { Position } from './store.ts'

const CursorSchema = z.tuple([z.uuid(), z.int().nonnegative(), z.string().regex(/^[0-9a-f]{0,32}$/)])

/** A position as opaque text for the client: base64url of epoch, seq and check. */
export function encodeCursor({ epoch, seq, check }: Position): string {
  return Buffer.from(JSON.stringify([epoch, seq, check])).toString('base64url')
}

/** Null for anything that `encodeCursor` did not write. */
export function decodeCursor(text: string): Position | null {
  if (!/^[A-Za-z0-9_-]{1,1000}$/.test(text)) return null
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return null
  }
  const parsed = CursorSchema.safeParse(parts)
  if (!parsed.success) return null
  const [epoch, seq, check] = parsed.data
  return { epoch, seq, check }
}
