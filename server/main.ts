import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createWorkspace, invite } from './administer.ts'
import { type Config, describeVariables, readConfig } from './config.ts'
import { createLog } from './log.ts'
import { type Ports, realPorts } from './ports.ts'
import { faultsOf, publishPlaybook } from './publish-playbook.ts'
import { NewerFileError } from './sqlite-file.ts'
import { createSqliteStore } from './sqlite-store.ts'
import { inviteToSample, startServer } from './start-server.ts'
import type { WorkspaceRecord } from './store.ts'

const HELP = `Earshot's sync server

  npm run server                                     start serving
  npm run server -- serve --sample                   the same, with the sample workspace and an invitation to it
  npm run server -- create-workspace NAME [--playbook FILE]
  npm run server -- invite WORKSPACE [--uses N] [--hours H] [--member NAME]
                                                     prints an invitation code, once (1 use, 24 hours unless told);
                                                     with --member it adds a browser to that member
  npm run server -- playbook WORKSPACE FILE          checks a playbook and puts it in force
  npm run server -- sample                           makes the sample workspace, prints an invitation to it

WORKSPACE is a name or an id. The commands work beside a running server.

Variables
${describeVariables()}

Exit status: 0 done, 1 failed, 2 wrong usage or configuration, 130 stopped by a second signal.
`

/** What a person must mend; printed as it is, without a stack. */
class Refusal extends Error {
  readonly status: 1 | 2
  constructor(message: string, status: 1 | 2) {
    super(message)
    this.status = status
  }
}

const misused = (message: string) =>
  new Refusal(`${message}\nnpm run server -- --help lists the commands.`, 2)

async function main(): Promise<void> {
  const { values, positionals } = parseCommand()
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const [command = 'serve', ...operands] = positionals
  const read = readConfig(process.env)
  if (!read.ok) {
    throw new Refusal(
      `Not started, the configuration is not whole:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}`,
      2,
    )
  }
  const { config } = read
  switch (command) {
    case 'serve':
      return serve(config, values.sample ?? false)
    case 'create-workspace':
      return withPorts(config, (ports) => runCreateWorkspace(ports, operands, values.playbook))
    case 'invite':
      return withPorts(config, (ports) => runInvite(ports, operands, values))
    case 'playbook':
      return withPorts(config, (ports) => runPlaybook(ports, operands))
    case 'sample':
      return withPorts(config, async (ports) =>
        printJson({ event: 'invitation', ...(await inviteToSample(ports)) }),
      )
    default:
      throw misused('There is no such command.')
  }
}

function parseCommand() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        sample: { type: 'boolean' },
        playbook: { type: 'string' },
        uses: { type: 'string' },
        hours: { type: 'string' },
        member: { type: 'string' },
      },
    })
  } catch (error) {
    throw misused(error instanceof Error ? error.message : 'The arguments could not be read.')
  }
}

/** Runs until a signal. The first one drains, the second leaves at once. */
async function serve(config: Config, sample: boolean): Promise<void> {
  const { host, port, rates, addressHeader, stopSeconds } = config
  const log = createLog(config.logLevel)
  const dataDir = resolve(config.dataDir)
  const running = await startServer({ dataDir, host, port, rates, addressHeader, stopSeconds, sample, log })
  printJson({ event: 'listening', url: running.url, dataDir })
  if (running.invitation !== undefined)
    printJson({ event: 'invitation', url: running.url, ...running.invitation })
  let signals = 0
  const onSignal = (signal: NodeJS.Signals) => {
    signals += 1
    if (signals > 1) process.exit(130)
    log.info({ signal }, 'stopping')
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, 'could not stop in order')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
}

async function withPorts(config: Config, work: (ports: Ports) => Promise<void>): Promise<void> {
  const store = createSqliteStore(resolve(config.dataDir))
  try {
    await work(realPorts(store))
  } finally {
    await store.close()
  }
}

async function runCreateWorkspace(ports: Ports, [name, ...rest]: string[], file?: string): Promise<void> {
  if (!name?.trim() || name.trim().length > 300 || rest.length > 0)
    throw misused('Give the workspace one name, in quotes if it has spaces.')
  // Read and checked first: a mistake in the file must not leave half a workspace behind.
  const playbook = file === undefined ? undefined : await readPlaybook(file)
  if (playbook !== undefined) refuseFaults(faultsOf(playbook))
  const workspace = await createWorkspace(ports, name.trim())
  if (workspace === null) throw new Refusal(`There is a workspace "${name.trim()}" already.`, 1)
  print(`Workspace "${workspace.name}", id ${workspace.id}`)
  if (playbook !== undefined) await publish(ports, workspace, playbook)
  print(`Next: npm run server -- invite "${workspace.name}"`)
}

async function runInvite(
  ports: Ports,
  [name, ...rest]: string[],
  { uses = '1', hours = '24', member }: { uses?: string; hours?: string; member?: string },
): Promise<void> {
  if (name === undefined || rest.length > 0) throw misused('Say which workspace to invite to.')
  const workspace = await findWorkspace(ports, name)
  const memberId = member === undefined ? null : await findMember(ports, workspace, member)
  const [usesRead, hoursRead] = [readCount(uses, '--uses', 10_000), readCount(hours, '--hours', 24 * 90)]
  const code = await invite(ports, workspace.id, { uses: usesRead, hours: hoursRead, memberId })
  process.stderr.write(
    `For "${workspace.name}", ${usesRead} use(s), ${hoursRead} hour(s). Not shown again.\n`,
  )
  print(code)
}

async function runPlaybook(ports: Ports, [name, file, ...rest]: string[]): Promise<void> {
  if (name === undefined || file === undefined || rest.length > 0)
    throw misused('Say which workspace, and which file.')
  await publish(ports, await findWorkspace(ports, name), await readPlaybook(file))
}

async function publish(ports: Ports, workspace: WorkspaceRecord, playbook: unknown): Promise<void> {
  const published = await publishPlaybook(ports, workspace.id, playbook)
  refuseFaults(published.status === 'invalid' ? published.faults : [])
  if (published.status === 'invalid') return
  print(
    published.status === 'unchanged'
      ? `Version ${published.version} is in force already, with the same content.`
      : `Version ${published.version} is in force in "${workspace.name}".`,
  )
}

function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0)
    throw new Refusal(`The playbook is not in force:\n${faults.map((fault) => `  ${fault}`).join('\n')}`, 1)
}

async function readPlaybook(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal(`${file} cannot be read.`, 1)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${error instanceof Error ? error.message : 'unknown fault'}`, 1)
  }
}

async function findWorkspace({ store }: Ports, name: string): Promise<WorkspaceRecord> {
  const workspace = await store.findWorkspace(name)
  if (workspace === null) throw new Refusal(`There is no workspace "${name}" in this data directory.`, 1)
  return workspace
}

async function findMember({ store }: Ports, workspace: WorkspaceRecord, given: string): Promise<string> {
  const named = (await store.members(workspace.id)).filter(({ id, name }) => given === id || given === name)
  const [member, ...others] = named
  if (member === undefined) throw new Refusal(`Nobody in "${workspace.name}" is called "${given}".`, 1)
  if (others.length > 0) {
    const ids = named.map(({ id }) => `  ${id}`).join('\n')
    throw new Refusal(`Several members are called "${given}". Give the id instead:\n${ids}`, 1)
  }
  return member.id
}

function readCount(text: string, option: string, most: number): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > most) throw misused(`${option} is a whole number from 1 to ${most}.`)
  return count
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** One line that a script can read; never goes through the log, which strikes codes out. */
function printJson(line: Record<string, unknown>): void {
  print(JSON.stringify(line))
}

/** In words, for what can happen on any machine; null for a bug. */
function describeFailure(error: unknown): string | null {
  if (error instanceof Refusal) return error.message
  if (error instanceof NewerFileError)
    return `The data directory was written by a newer server: ${error.message}. Update this one.`
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return 'EARSHOT_PORT: another program listens there. Choose another port, or 0 for a free one.'
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return 'EARSHOT_HOST: this computer does not have that address.'
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST')
    return 'EARSHOT_DATA_DIR (or EARSHOT_PORT below 1024): the system does not permit it. Choose another.'
  return null
}

main().catch((error: unknown) => {
  const words = describeFailure(error)
  process.stderr.write(`${words ?? (error instanceof Error ? error.stack : String(error))}\n`)
  process.exitCode = error instanceof Refusal ? error.status : 1
})
