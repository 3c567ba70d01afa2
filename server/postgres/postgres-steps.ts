import type { Insertion, Outcome, Statement, Steps, Together } from '../rows/step.ts'
import { arrayOf, typesOf } from './columns.ts'

/** The part of a `pg` client that steps need. */
export interface Asking {
  query(
    text: string,
    values: unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>
}

/** PostgreSQL takes 65 535 values in one statement. */
const ROWS_AT_ONCE = 1_000

/** An open transaction. */
export interface Transacted {
  readonly client: Asking
  /** The first value of every statement. */
  readonly workspaceId: string
  /** It takes no `INSERT … SELECT` under row-level security. */
  readonly citus: boolean
}

/**
 * Runs the steps of a transaction that is open already, or opened by a message before. What is told is sent and not
 * waited for until a step asks something, or at the end: nothing is committed that was not answered.
 */
export async function runSteps<T>(transacted: Transacted, steps: Steps<T>): Promise<T> {
  let told: Promise<Outcome>[] = []
  let turn = steps.next()
  while (!turn.done) {
    const step = turn.value
    const answer = send(transacted, step)
    if ('into' in step || ('told' in step && step.told)) {
      // Looked at later: Node must not take it for an error that nobody looks at.
      answer.catch(() => undefined)
      told.push(answer)
      turn = steps.next(UNKNOWN)
      continue
    }
    // Those before fail before this one does, and say why.
    const outcomes = await Promise.all([...told, answer])
    told = []
    turn = steps.next(outcomes.at(-1) ?? UNKNOWN)
  }
  await Promise.all(told)
  return turn.value
}

const UNKNOWN: Outcome = { rows: [], changes: 0 }

async function send(transacted: Transacted, step: Statement | Insertion | Together): Promise<Outcome> {
  if ('into' in step) return add(transacted, step)
  if (!('together' in step)) return ask(transacted, step)
  const each = await Promise.all(step.together.map((statement) => ask(transacted, statement)))
  return { ...UNKNOWN, each }
}

async function ask({ client, workspaceId }: Transacted, { sql, values }: Statement): Promise<Outcome> {
  const { text, used } = inPostgres(sql)
  const given = used.map((place) => storable(values[place - 1] ?? null))
  const { rows, rowCount } = await client.query(text, [workspaceId, ...given])
  return { rows, changes: rowCount ?? 0 }
}

async function add(transacted: Transacted, { into, rows }: Insertion): Promise<Outcome> {
  const columns = Object.keys(rows[0] ?? {})
  const types = transacted.citus ? null : typesOf(into, columns)
  if (types !== null) await addByColumns(transacted, { into, rows }, types)
  else {
    const parts = Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, n) =>
      rows.slice(n * ROWS_AT_ONCE, (n + 1) * ROWS_AT_ONCE),
    )
    // All are on their way before the next step is.
    await Promise.all(parts.map((part) => addListed(transacted, { into, rows: part }, columns)))
  }
  return { rows: [], changes: rows.length }
}

/** The text is short, and the same however many there are. A list of rows is parsed anew each time: half of the work. */
async function addByColumns(
  { client, workspaceId }: Transacted,
  { into, rows }: Insertion,
  types: ReadonlyMap<string, string>,
): Promise<void> {
  const lists = [...types.values()].map((type, n) => `$${n + 2}::${type}[]`)
  const text = `insert into ${into} (workspace_id, ${[...types.keys()].join(', ')}) select $1, * from unnest(${lists.join(', ')})`
  const arrays = [...types].map(([column, type]) => {
    const values = rows.map((row) => storable(row[column] ?? null))
    return arrayOf(type, values)
  })
  await client.query(text, [workspaceId, ...arrays])
}

async function addListed(
  { client, workspaceId }: Transacted,
  { into, rows }: Insertion,
  columns: readonly string[],
): Promise<void> {
  let place = 1
  const lines = rows.map(() => `($1, ${columns.map(() => `$${++place}`).join(', ')})`)
  const text = `insert into ${into} (workspace_id, ${columns.join(', ')}) values ${lines.join(', ')}`
  await client.query(text, [workspaceId, ...rows.flatMap((row) => Object.values(row).map(storable))])
}

interface Rendered {
  readonly text: string
  /** Which of the statement's values the text names, in the order of `$2`, `$3` … */
  readonly used: readonly number[]
}

const rendered = new Map<string, Rendered>()

function inPostgres(sql: string): Rendered {
  const known = rendered.get(sql)
  if (known !== undefined) return known
  const used: number[] = []
  const text = sql
    .replaceAll('{ws}', 'workspace_id = $1')
    .replace(/\{ws (\w+)\}/g, (_match, table: string) => `${table}.workspace_id = $1`)
    .replaceAll('{lock}', 'for update')
    .replace(/\{in (\?\d+)\}/g, '= any($1)')
    .replace(/\?(\d+)/g, (_match, digits: string) => {
      const place = Number(digits)
      if (!used.includes(place)) used.push(place)
      return `$${used.indexOf(place) + 2}`
    })
  const made = { text, used }
  rendered.set(sql, made)
  return made
}

/** PostgreSQL keeps no U+0000 in a text. Events keep theirs: they are stored as JSON, which writes it as an escape. */
function storable<T>(value: T): T | string {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}
