import { parseArgs } from 'node:util'
import { COMMANDS } from './commands/all.ts'
import {
  type Command,
  Misuse,
  misused,
  OPTIONS,
  type OptionName,
  type Options,
  Refusal,
} from './commands/command.ts'
import { type Config, describeVariables, readConfig } from './config.ts'
import { describeFailure } from './describe-failure.ts'
import { nearest } from './nearest-word.ts'
import { VERSION } from './version.ts'

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
  const [name = 'serve', ...operands] = positionals
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (values.help) {
    process.stdout.write(command === undefined || positionals.length === 0 ? HELP : helpFor(name, command))
    return
  }
  if (values.version) {
    process.stdout.write(`${VERSION}\n`)
    return
  }
  if (command === undefined) throw misused(unknownCommand(name))
  refuseForeignOptions(name, command, values)
  const say = (words: string, fact: Readonly<Record<string, unknown>>) => {
    process.stdout.write(`${values.json ? JSON.stringify(fact) : words}\n`)
  }
  await command.run({ operands, options: values, config: configured(), say })
}

function helpFor(name: string, { usage, says }: Command): string {
  return `npm run server -- ${`${name} ${usage}`.trim()}

  ${says}

With --json each line is one object. npm run server -- --help lists every command and variable.
`
}

function unknownCommand(name: string): string {
  const meant = nearest(name, Object.keys(COMMANDS))
  return `There is no command "${name}".${meant === undefined ? '' : ` Do you mean ${meant}?`}`
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

/** How it is asked rightly, under what was wrong. */
function withUsage({ message }: Misuse): string {
  const [name = ''] = process.argv.slice(2).filter((word) => !word.startsWith('-'))
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  const usage = command === undefined ? [] : [`npm run server -- ${name} ${command.usage}`.trimEnd()]
  return [message, ...usage, 'npm run server -- --help lists the commands.'].join('\n')
}

// What is kept here is nobody else's on this computer, whatever the rights of the directory above.
process.umask(0o077)

main().catch((error: unknown) => {
  const words =
    error instanceof Misuse
      ? withUsage(error)
      : error instanceof Refusal
        ? error.message
        : describeFailure(error)
  process.stderr.write(`${words ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exitCode = error instanceof Refusal ? error.status : 1
})
