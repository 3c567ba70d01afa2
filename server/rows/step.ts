import { z } from '../../lib/model/zod.ts'

export type Value = string | number | null | Uint8Array
export type Row = Readonly<Record<string, unknown>>

/**
 * One statement over the rows of one workspace. Written once for every database; what differs is a mark:
 * - `{ws}`: the rows are this workspace's. Every statement has one for each table it names; `{ws t}` where that
 *   table is called `t`.
 * - `{lock}`: keep other writers from these rows until the end.
 * - `{in ?2}`: one of the list given as the second value.
 * Values are `?1`, `?2` … and never part of the text; one that the text does not name is left out.
 */
export interface Statement {
  readonly sql: string
  readonly values: readonly (Value | readonly string[])[]
  /** Nobody waits for what becomes of it but the end of the transaction, which fails when it did. */
  readonly told?: true
}

/** Rows to be added, all with the same columns; told, as a statement may be. The workspace's column is the driver's to add. */
export interface Insertion {
  readonly into: string
  readonly rows: readonly Readonly<Record<string, Value>>[]
}

/** Statements of which none needs what another one gives: they are sent at once and run one after the other. */
export interface Together {
  readonly together: readonly Statement[]
}

export interface Outcome {
  readonly rows: readonly Row[]
  /** Rows that were changed or removed. */
  readonly changes: number
  /** Of statements asked together, one each; else nothing. */
  readonly each?: readonly Outcome[]
}

/**
 * What happens in one transaction, one step at a time: the same for a driver that answers at once (SQLite) and
 * for one that has to wait (PostgreSQL). Runs again from its beginning when the transaction has to.
 */
export type Steps<T> = Generator<Statement | Insertion | Together, T, Outcome>

/** The rows, each as `schema` reads it. */
export function* readAll<S extends z.ZodType>(
  schema: S,
  sql: string,
  ...values: Statement['values']
): Steps<z.infer<S>[]> {
  const { rows } = yield { sql, values }
  return rows.map((row) => schema.parse(row))
}

/** The first row, or null. */
export function* readOne<S extends z.ZodType>(
  schema: S,
  sql: string,
  ...values: Statement['values']
): Steps<z.infer<S> | null> {
  const { rows } = yield { sql, values }
  return rows[0] === undefined ? null : schema.parse(rows[0])
}

/** Two readings of one statement each, on one way there and back. The second begins when the first has ended. */
export function* together<A, B>(first: Steps<A>, second: Steps<B>): Steps<readonly [A, B]> {
  const asked = [statementOf(first), statementOf(second)]
  const { each } = yield { together: asked }
  const [one = NOTHING, other = NOTHING] = each ?? []
  return [resultOf(first, one), resultOf(second, other)]
}

const NOTHING: Outcome = { rows: [], changes: 0 }

function statementOf(steps: Steps<unknown>): Statement {
  const { done, value } = steps.next()
  if (done || !('sql' in value)) throw new Error('only statements are asked together')
  return value
}

function resultOf<T>(steps: Steps<T>, outcome: Outcome): T {
  const { done, value } = steps.next(outcome)
  if (!done) throw new Error('one statement each is asked together')
  return value
}

/** How many rows an update or a deletion met. */
export function* change(sql: string, ...values: Statement['values']): Steps<number> {
  return (yield { sql, values }).changes
}

/** Changes or removes rows, however many. Spares the way there and back that `change` takes. */
export function* tell(sql: string, ...values: Statement['values']): Steps<void> {
  yield { sql, values, told: true }
}

export function* insert(into: string, ...rows: Insertion['rows']): Steps<void> {
  if (rows.length > 0) yield { into, rows }
}

/** Bytes of a row. `z.instanceof` would narrow to `Uint8Array<ArrayBuffer>`, which a hash is not typed as. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

/** A list kept as JSON text. */
export const textList = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)))
