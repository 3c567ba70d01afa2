import { parseArgs } from 'node:util'
import { COMMANDS } from './commands/all.ts'
import { type Command, misused, OPTIONS, type OptionName, type Options, Refusal } from './commands/command.ts'
import { type Config, describeVariables, readConfig } from './config.ts'
import { DamagedListError } from './erasure-list.ts'
import { NewerFileError } from './sqlite-file.ts'
import { StoreRefusal } from './store-refusal.ts'

const HELP = `Earshot's sync server

  npm run server -- COMMAND …

${Object.entries(COMMANDS)
  .map(([name, { usage, says }]) => `  ${`${name} ${usage}`.trim()}\n      ${says}`)
  .join('\n')}

Without a command it serves. WORKSPACE is a name or an id. The commands work beside a running server, except
restore. With --json each line is one object.

Variables
${describeVariables()}

Exit status: 0 done, 1 failed, 2 wrong usage or configuration, 130 stopped by a second signal.
`

async function main(): Promise<void> {
  const { values, positionals } = parseCommand()
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const [name = 'serve', ...operands] = positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (command === undefined) throw misused('There is no such command.')
  refuseForeignOptions(name, command, values)
  const say = (words: string, fact: Readonly<Record<string, unknown>>) => {
    process.stdout.write(`${values.json ? JSON.stringify(fact) : words}\n`)
  }
  await command.run({ operands, options: values, config: configured(), say })
}

function configured(): Config {
  const read = readConfig(process.env)
  if (read.ok) return read.config
  const faults = read.faults.map((fault) => `  ${fault}`).join('\n')
  throw new Refusal(`Not started, the configuration is not whole:\n${faults}`, 2)
}

/** An option that would be passed over in silence was meant to do something. */
function refuseForeignOptions(name: string, { takes }: Command, values: Options): void {
  for (const option of Object.keys(values) as OptionName[])
    if (option !== 'json' && !takes.includes(option)) throw misused(`"${name}" does not take --${option}.`)
}

function parseCommand(): { values: Options; positionals: string[] } {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw misused(error instanceof Error ? error.message : 'The arguments could not be read.')
  }
}

/** In words, for what can happen on any machine; null for a bug. */
function describeFailure(error: unknown): string | null {
  if (error instanceof Refusal) return error.message
  if (error instanceof StoreRefusal) return error.message
  if (error instanceof NewerFileError)
    return `The data directory was written by a newer server: ${error.message}. Update this one.`
  if (error instanceof DamagedListError)
    return `The list of erasures is damaged: ${error.message}. Mend that line by hand before anything else.`
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return 'EARSHOT_PORT: another program listens there. Choose another port, or 0 for a free one.'
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'EARSHOT_HOST: this computer does not have that address.'
  if (code === 'ENOSPC') return 'The disk is full. Nothing that was acknowledged is lost; make room.'
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return 'EARSHOT_DATA_DIR (or EARSHOT_PORT below 1024): the system does not permit it. Choose another.'
  return null
}

main().catch((error: unknown) => {
  const words = describeFailure(error)
  process.stderr.write(`${words ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exitCode = error instanceof Refusal ? error.status : 1
})
