/**
 * npm run docs:operate [-- --check]
 *
 * Writes the variables and commands of the server into docs/operate.md. With --check it writes nothing and exits 1
 * when the page is not what the server says.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { COMMANDS } from '../server/commands/all.ts'
import { VARIABLES } from '../server/variables.ts'

const path = fileURLToPath(new URL('../docs/operate.md', import.meta.url))
const before = readFileSync(path, 'utf8')
const after = [
  [
    'variables',
    ['variable', 'default', 'says', 'set it to'],
    Object.entries(VARIABLES).map(([name, { says, mend, fallback }]) => [
      `\`${name}\``,
      fallback,
      says,
      mend,
    ]),
  ] as const,
  [
    'commands',
    ['command', 'does'],
    Object.entries(COMMANDS).map(([name, { usage, says }]) => [`\`${`${name} ${usage}`.trim()}\``, says]),
  ] as const,
].reduce((text, [name, heads, rows]) => withTable(text, name, heads, rows), before)

if (!process.argv.includes('--check')) {
  writeFileSync(path, after)
} else if (before !== after) {
  console.error('docs/operate.md is not what the server says. Run: npm run docs:operate')
  process.exitCode = 1
}

function withTable(
  text: string,
  name: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(begin), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/operate.md has no ${begin} … ${end}`)
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const table = [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
  return `${text.slice(0, from + begin.length)}\n${table}\n${text.slice(to)}`
}
