/**
 * npm run match -- --playbook P.json < posts.jsonl > mentions.jsonl
 *
 * Matches posts, one JSON object a line, against a playbook's topics. One line in, one line out, in the
 * same order; a line that cannot be read is answered with its problem and the run goes on. Memory does
 * not grow with the number of lines.
 */
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type CompiledTopics, compileTopics } from '../lib/matching/compile-topics.ts'
import { validateTopics } from '../lib/matching/validate-playbook.ts'
import { LIMITS } from '../lib/model/limits.ts'
import { matchLine } from './match/match-line.ts'
import { readLines } from './match/read-lines.ts'
import { createWriter } from './match/write-lines.ts'

const USAGE = `Usage: npm run match -- --playbook P.json < posts.jsonl > mentions.jsonl

  --playbook P.json   a whole playbook, or {"topics": [{"id", "name", "kind", "query"}]}
  --now TIME          the time of asking for last> and age<, as 2026-05-31T08:00:00Z; left out: now
  --help              this text

Each line of the input is a post: {"id", "site", "text", "lang"?, "quoted"?, "author"?: {"handle", "name"?}},
and for the fields of queries "community"?, "url"?, "type"? (post or comment), "isReply"?, "toUs"?, "known"?, "tags"?,
"lastContact"?, "time"?.
Each line of the output: {"id", "mentions": [{"topic", "score", "parts", "evidence"}], "needs": [...]}, where
"parts" are the signs of a topic that weighs them,
or {"id", "problem"} for a line that cannot be read.
Exit codes: 0 when every line was answered, 2 when the playbook or the command cannot be used.`

/** A playbook or a command line that cannot be used: told in full on standard error, exit code 2. */
class Unusable extends Error {}

function readArguments(): { readonly playbook: string; readonly now: number } {
  try {
    const { values } = parseArgs({
      options: { playbook: { type: 'string' }, now: { type: 'string' }, help: { type: 'boolean' } },
    })
    if (values.help === true) {
      console.log(USAGE)
      process.exit(0)
    }
    const now = values.now === undefined ? Date.now() : Date.parse(values.now)
    if (Number.isNaN(now)) throw new Error(`"${values.now}" is no time.`)
    // npm runs scripts in the project's folder; people name files from where they are.
    if (values.playbook !== undefined)
      return { playbook: resolve(process.env.INIT_CWD ?? '.', values.playbook), now }
  } catch (error) {
    throw new Unusable(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  }
  throw new Unusable(`Name the playbook with --playbook.\n\n${USAGE}`)
}

function readTopics(path: string): CompiledTopics {
  const checked = validateTopics(parseJson(path, readText(path)))
  if (checked.ok) return compileTopics(checked.value)
  const lines = checked.problems.map(
    ({ path: at, message, mend }) => `  ${at === '' ? '(whole file)' : at}\n    ${message}\n    ${mend}`,
  )
  throw new Unusable(`${path} cannot be used:\n${lines.join('\n')}`)
}

function readText(path: string): string {
  try {
    const { size } = statSync(path)
    if (size > LIMITS.playbookBytes)
      throw new Unusable(`${path} is larger than ${LIMITS.playbookBytes / 1_048_576} MiB. Split it.`)
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    if (error instanceof Unusable) throw error
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw new Unusable(
      code === 'ENOENT'
        ? `There is no file ${path}. Check the name.`
        : `${path} cannot be read (${String(code)}).`,
    )
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const where = error instanceof Error ? error.message : ''
    throw new Unusable(`${path} is not JSON: ${where}. Mend it there, or check it in an editor.`)
  }
}

async function main(): Promise<void> {
  const { playbook, now } = readArguments()
  const topics = readTopics(playbook)
  const writer = createWriter(process.stdout)
  for await (const line of readLines(process.stdin)) {
    if (!(await writer.write(`${JSON.stringify(matchLine(topics, line, now))}\n`))) break
  }
}

try {
  await main()
} catch (error) {
  if (!(error instanceof Unusable)) throw error
  console.error(error.message)
  process.exitCode = 2
}
