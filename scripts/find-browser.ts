import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

export type BrowserKind = 'chromium' | 'firefox'

export interface FoundBrowser {
  readonly path: string
  /** How it came to be here, for the person who runs the command. */
  readonly from: string
}

/**
 * Chrome itself is not in this list: since version 137 its branded builds ignore `--load-extension`
 * (https://github.com/mozilla/web-ext/issues/3388).
 */
const NAMES: Record<BrowserKind, readonly string[]> = {
  chromium: ['chromium', 'chromium-browser'],
  firefox: ['firefox-esr', 'firefox'],
}
const PACKAGES: Record<BrowserKind, string> = { chromium: 'chromium', firefox: 'firefox-esr' }
const VARIABLES: Record<BrowserKind, string> = { chromium: 'EARSHOT_CHROMIUM', firefox: 'EARSHOT_FIREFOX' }

/**
 * A browser that can load the built extension: one that is already there, else Playwright's own
 * download, else the system's package.
 * @throws when none can be had, with what was tried.
 */
export function findBrowser(kind: BrowserKind, say: (line: string) => void = () => {}): FoundBrowser {
  const found = named(kind) ?? onPath(kind) ?? downloaded(kind)
  if (found) return found
  const tried: string[] = []
  for (const install of kind === 'chromium' ? [byPlaywright, bySystem] : [bySystem]) {
    const attempt = install(kind, say)
    const now = onPath(kind) ?? downloaded(kind)
    if (now) return { ...now, from: attempt }
    tried.push(attempt)
  }
  throw new Error(
    `No ${kind} was found, and it could not be installed (tried: ${tried.join('; ')}). Install it, or name one in ${VARIABLES[kind]}.`,
  )
}

function named(kind: BrowserKind): FoundBrowser | null {
  const path = process.env[VARIABLES[kind]]
  if (!path) return null
  if (!runnable(path)) throw new Error(`${VARIABLES[kind]} names ${path}, which cannot be run.`)
  return { path, from: `named in ${VARIABLES[kind]}` }
}

function onPath(kind: BrowserKind): FoundBrowser | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of NAMES[kind]) {
      const path = join(folder, name)
      if (folder && runnable(path)) return { path, from: 'already installed' }
    }
  return null
}

function downloaded(kind: BrowserKind): FoundBrowser | null {
  if (kind !== 'chromium') return null
  const path = chromium.executablePath()
  return path && existsSync(path) ? { path, from: "Playwright's download" } : null
}

function byPlaywright(_kind: BrowserKind, say: (line: string) => void): string {
  say("No Chromium found: trying Playwright's download …")
  const cli = join(import.meta.dirname, '..', 'node_modules', 'playwright', 'cli.js')
  const run = spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 })
  return run.status === 0 ? "Playwright's download" : "Playwright's download, which failed"
}

function bySystem(kind: BrowserKind, say: (line: string) => void): string {
  const name = PACKAGES[kind]
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return `the system package ${name}, but there is no apt-get`
  say(`Installing the system's package ${name} …`)
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const step of [
    ['apt-get', 'update', '-q'],
    ['apt-get', 'install', '-y', '-q', '--no-install-recommends', name],
  ]) {
    const [command = '', ...rest] = [...prefix, ...step]
    const run = spawnSync(command, rest, {
      stdio: 'ignore',
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (run.status !== 0) return `the system package ${name}, but "${step.join(' ')}" failed`
  }
  return `the system package ${name}`
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
