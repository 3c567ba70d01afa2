import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Config } from '../config.ts'
import { type ErasureList, listingErasures, openErasureList } from '../erasure-list.ts'
import { openStore } from '../open-store.ts'
import type { MemberRecord } from '../people-store.ts'
import { type Ports, realPorts } from '../ports.ts'
import type { WorkspaceRecord } from '../store.ts'

/** Every option of every command. `parseArgs` reads them; a command names those that it takes. */
export const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  version: { type: 'boolean' },
  all: { type: 'boolean' },
  sample: { type: 'boolean' },
  yes: { type: 'boolean' },
  'after-pg-restore': { type: 'boolean' },
  'without-erasures': { type: 'boolean' },
  playbook: { type: 'string' },
  uses: { type: 'string' },
  hours: { type: 'string' },
  member: { type: 'string' },
  role: { type: 'string' },
  site: { type: 'string' },
  key: { type: 'string' },
  contact: { type: 'string', multiple: true },
  before: { type: 'string' },
  limit: { type: 'string' },
} as const

export type OptionName = keyof typeof OPTIONS

export type Options = {
  readonly [Name in OptionName]?: (typeof OPTIONS)[Name] extends { multiple: true }
    ? string[]
    : (typeof OPTIONS)[Name]['type'] extends 'boolean'
      ? boolean
      : string
}

export interface Asked {
  readonly operands: readonly string[]
  readonly options: Options
  readonly config: Config
  /** One line for a person; with --json one object a line for a script instead. */
  say(words: string, fact: Readonly<Record<string, unknown>>): void
}

export interface Command {
  /** What comes after the name. */
  readonly usage: string
  /** One line for --help and docs/operate.md. */
  readonly says: string
  readonly takes: readonly OptionName[]
  run(asked: Asked): Promise<void>
}

/** What a person must mend; printed as it is, without a stack. 1: it failed. 2: it was asked wrongly. */
export class Refusal extends Error {
  readonly status: 1 | 2
  constructor(message: string, status: 1 | 2) {
    super(message)
    this.status = status
  }
}

/** It was asked wrongly: how it is asked rightly belongs under the message. */
export class Misuse extends Refusal {
  constructor(message: string) {
    super(message, 2)
  }
}

export function misused(message: string): Misuse {
  return new Misuse(message)
}

/** What a command works with: the store of the configuration, whose erasures are listed. */
export interface Tools extends Ports {
  readonly list: ErasureList
}

type Work = (tools: Tools) => Promise<void>

/** For a command that works on what is there. A directory without databases is a mistyped one, and is told, not made. */
export async function withStore(config: Config, work: Work): Promise<void> {
  const dataDir = resolve(config.dataDir)
  if (config.postgresUrl === null && !databasesIn(dataDir).some((path) => existsSync(path)))
    throw new Refusal(
      `${dataDir} holds no databases of this server. Set EARSHOT_DATA_DIR to the directory that does. If there is none yet: create-workspace.`,
      1,
    )
  await withOpened(config, openErasureList(resolve(config.erasuresDir)), work)
}

/** For a command that a server may begin with: makes the data directory, and the list of erasures in or beside it. */
export async function withNewStore(config: Config, work: Work): Promise<void> {
  const list = openErasureList(resolve(config.erasuresDir))
  await withOpened(config, list, async (tools) => {
    // Beside a database elsewhere the list is where the servers run, not where somebody happens to type a command.
    if (config.postgresUrl === null) list.make()
    await work(tools)
  })
}

async function withOpened(config: Config, list: ErasureList, work: Work): Promise<void> {
  const opened = await openStore({ ...config, dataDir: resolve(config.dataDir) })
  try {
    await work({ ...realPorts(listingErasures(opened, list)), list })
  } finally {
    await opened.close()
  }
}

/** @throws Refusal where there is no list: what were put on a new one, no restore would read. */
export function refuseMissingList(list: ErasureList): void {
  if (list.exists()) return
  throw new Refusal(
    `The list of erasures is not at ${list.path}. Set EARSHOT_ERASURES_DIR as the server has it; a server that starts makes the list. Nothing was done.`,
    1,
  )
}

/** Exactly so many operands as there are names; else `message`. */
export function operandsOf(asked: Asked, count: number, message: string): string[] {
  if (asked.operands.length !== count) throw misused(message)
  return [...asked.operands]
}

export async function findWorkspace({ store }: Pick<Ports, 'store'>, name: string): Promise<WorkspaceRecord> {
  const workspace = await store.findWorkspace(name)
  if (workspace !== null) return workspace
  const names = (await store.workspaces()).map((each) => `"${each.name}"`)
  const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : ''
  const has = names.length === 0 ? 'none yet' : `${names.slice(0, NAMES).join(', ')}${more}`
  throw new Refusal(`There is no workspace "${name}" on this server, which has ${has}.`, 1)
}

/** How many names of workspaces are worth reading when one was mistyped. */
const NAMES = 10

/** By name or id; a name that several bear is not enough. */
export async function findMember(
  { store }: Pick<Ports, 'store'>,
  workspace: WorkspaceRecord,
  given: string,
): Promise<MemberRecord> {
  const named = (await store.members(workspace.id)).filter(({ id, name }) => given === id || given === name)
  const [member, ...others] = named
  if (member === undefined) throw new Refusal(`Nobody in "${workspace.name}" is called "${given}".`, 1)
  if (others.length > 0) {
    const ids = named.map(({ id }) => `  ${id}`).join('\n')
    throw new Refusal(`Several members are called "${given}". Give the id instead:\n${ids}`, 1)
  }
  return member
}

export function readCount(text: string, option: string, most: number): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (count < 1 || count > most) throw misused(`${option} is a whole number from 1 to ${most}.`)
  return count
}

/** A file as JSON, or a Refusal that says what is wrong with it. */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Refusal(`${file} cannot be read.`, 1)
  })
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${error instanceof Error ? error.message : 'unknown fault'}`, 1)
  }
}

/** The files of the embedded store below a data directory. */
export function databasesIn(dataDir: string): readonly string[] {
  return [join(dataDir, 'control.sqlite'), join(dataDir, 'workspaces')]
}

/** ISO 8601, for tables; `never` for null. */
export function written(at: number | null): string {
  return at === null ? 'never' : new Date(at).toISOString()
}

/** `1 use`, `5 uses`, `2 entries`. */
export function counted(count: number, what: string): string {
  return `${count} ${count === 1 ? what : what.replace(/y$/, 'ie')}${count === 1 ? '' : 's'}`
}
