import type { Value } from '../rows/step.ts'

/** Of the columns of `event` that a new row has. What comes by the hundred goes in as one list for each column. */
const EVENT = {
  ...{ seq: 'bigint', id: 'uuid', type: 'text', ev: 'integer', actor_id: 'uuid', device_id: 'uuid' },
  ...{ device_n: 'bigint', hlc: 'text', audience: 'text', subject_id: 'uuid', about_id: 'uuid' },
  ...{ occurred_at: 'text', received_at: 'bigint', content_hash: 'bytea', payload: 'text' },
}
const TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = { event: EVENT }

/** These columns with their types, where rows of this table may be added column by column; else null. */
export function typesOf(table: string, columns: readonly string[]): ReadonlyMap<string, string> | null {
  const types = new Map<string, string>()
  for (const column of columns) {
    const type = TYPES[table]?.[column]
    if (type === undefined) return null
    types.set(column, type)
  }
  return types
}

/** Object ids of types, the same in every PostgreSQL (pg_type.dat). */
const BINARY: Readonly<Record<string, number>> = { bytea: 17, text: 25 }

/**
 * One column as the driver takes an array. Texts and bytes in PostgreSQL's binary form: as text, an array of JSON has
 * a backslash before every quotation mark, which both sides pay for.
 */
export function arrayOf(type: string, column: readonly Value[]): readonly Value[] | Buffer {
  const oid = BINARY[type]
  return oid === undefined ? column : binaryArray(oid, column)
}

const HEAD_BYTES = 20
const LENGTH_BYTES = 4
const NULL_LENGTH = -1

/** As `array_recv` reads it (src/backend/utils/adt/arrayfuncs.c): one dimension, counted from 1. */
function binaryArray(oid: number, column: readonly Value[]): Buffer {
  const parts = column.map((value) => {
    if (value === null) return null
    return value instanceof Uint8Array ? value : Buffer.from(String(value))
  })
  const size = parts.reduce((sum, part) => sum + LENGTH_BYTES + (part?.byteLength ?? 0), HEAD_BYTES)
  const array = Buffer.allocUnsafe(size)
  const hasNull = parts.includes(null) ? 1 : 0
  let at = 0
  for (const number of [1, hasNull, oid, parts.length, 1]) at = array.writeInt32BE(number, at)
  for (const part of parts) {
    at = array.writeInt32BE(part?.byteLength ?? NULL_LENGTH, at)
    if (part === null) continue
    array.set(part, at)
    at += part.byteLength
  }
  return array
}
