import type { Insertion, Outcome, Statement, Steps, Value } from '../rows/step.ts'

/** The part of a `pg` client that steps need. */
export interface Asking {
  query(
    text: string,
    values: unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>
}

/** PostgreSQL takes 65 535 values in one statement. */
const ROWS_AT_ONCE = 1_000

/** Runs the steps of a transaction that is open already. The workspace is the first value of every statement. */
export async function runSteps<T>(client: Asking, workspaceId: string, steps: Steps<T>): Promise<T> {
  let turn = steps.next()
  while (!turn.done) {
    const outcome =
      'into' in turn.value
        ? await add(client, workspaceId, turn.value)
        : await ask(client, workspaceId, turn.value)
    turn = steps.next(outcome)
  }
  return turn.value
}

async function ask(client: Asking, workspaceId: string, { sql, values }: Statement): Promise<Outcome> {
  const { text, used } = inPostgres(sql)
  const given = used.map((place) => storable(values[place - 1] ?? null))
  const { rows, rowCount } = await client.query(text, [workspaceId, ...given])
  return { rows, changes: rowCount ?? 0 }
}

async function add(client: Asking, workspaceId: string, { into, rows }: Insertion): Promise<Outcome> {
  const columns = Object.keys(rows[0] ?? {})
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const part = rows.slice(from, from + ROWS_AT_ONCE)
    let place = 1
    const lines = part.map(() => `($1, ${columns.map(() => `$${++place}`).join(', ')})`)
    const text = `insert into ${into} (workspace_id, ${columns.join(', ')}) values ${lines.join(', ')}`
    await client.query(text, [workspaceId, ...part.flatMap((row) => Object.values(row).map(storable))])
  }
  return { rows: [], changes: rows.length }
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
function storable(value: Value | readonly string[]): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value
}
