import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Insertion, Outcome, Statement, Steps, Together } from './rows/step.ts'

/** Runs the steps of a transaction that is open already, at once. */
export type StepRunner = <T>(steps: Steps<T>) => T

/** Statements are compiled once for each open file. */
export function createStepRunner(db: DatabaseSync): StepRunner {
  const compiled = new Map<string, StatementSync>()
  const compile = (key: string, sql: () => string): StatementSync => {
    const known = compiled.get(key)
    if (known !== undefined) return known
    const statement = db.prepare(sql())
    compiled.set(key, statement)
    return statement
  }
  const ask = ({ sql, values }: Statement): Outcome => {
    const statement = compile(sql, () => inSqlite(sql))
    const given = values.map((value) => (isList(value) ? JSON.stringify(value) : value))
    if (/^\s*select|returning/i.test(sql)) return { rows: statement.all(...given), changes: 0 }
    return { rows: [], changes: Number(statement.run(...given).changes) }
  }
  const add = ({ into, rows }: Insertion): Outcome => {
    const columns = Object.keys(rows[0] ?? {})
    const statement = compile(`${into} ${columns}`, () => {
      const places = columns.map(() => '?').join(', ')
      return `insert into ${into} (${columns.join(', ')}) values (${places})`
    })
    for (const row of rows) statement.run(...(Object.values(row) as SQLInputValue[]))
    return { rows: [], changes: rows.length }
  }
  const take = (step: Statement | Insertion | Together): Outcome => {
    if ('into' in step) return add(step)
    return 'together' in step ? { rows: [], changes: 0, each: step.together.map(ask) } : ask(step)
  }
  return (steps) => {
    let turn = steps.next()
    while (!turn.done) turn = steps.next(take(turn.value))
    return turn.value
  }
}

/** A file holds one workspace, and a transaction that writes has the whole file to itself. */
function inSqlite(sql: string): string {
  return sql
    .replace(/\{ws( \w+)?\}/g, 'true')
    .replaceAll('{lock}', '')
    .replace(/\{in (\?\d+)\}/g, 'in (select value from json_each($1))')
}

function isList(value: Statement['values'][number]): value is readonly string[] {
  return Array.isArray(value)
}
