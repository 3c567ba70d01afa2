/**
 * `npm start`: builds, starts the sync server with the sample workspace, and opens the browser on the
 * practice town with that workspace joined. Without a display it walks the main path once in the real
 * side panel, says what it saw, saves pictures and ends. `--keep` stays up, `--headless` forces the walk.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type RunningServer, startServer } from '../server/start-server.ts'
import { launchExtension, type RunningExtension } from './browser/launch-extension.ts'
import { joinTeam } from './browser/steps.ts'
import { walkMainPath } from './browser/walk-main-path.ts'
import { findBrowser } from './find-browser.ts'

const { values } = parseArgs({ options: { keep: { type: 'boolean' }, headless: { type: 'boolean' } } })

const root = join(import.meta.dirname, '..')
const own = join(root, '.earshot')
const extensionDir = join(root, '.output', 'chrome-mv3')
const headless = values.headless || !hasDisplay()

/** The sample server's own address; sites are still asked for. */
const HERE = 'http://127.0.0.1/*'

const say = (line: string) => console.log(line)

await main().catch((error: unknown) => {
  console.error(`\n✗ ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
})

async function main(): Promise<void> {
  say('1. Build')
  const built = spawnSync(process.execPath, [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), 'build'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`The build failed.\n${built.stdout}${built.stderr}`)
  say('   built .output/chrome-mv3')

  const { path, from } = findBrowser('chromium', (line) => say(`   ${line}`))
  say(`   browser: ${path} (${from})`)

  say('2. Sync server')
  // Apart from .earshot/server, where a server of one's own keeps what matters. The walk begins anew each time.
  const dataDir = headless ? await mkdtemp(join(tmpdir(), 'earshot-sample-')) : join(own, 'sample')
  const server = await startServer({ dataDir, port: headless ? 0 : 8787, sample: true })
  if (!server.invitation) throw new Error('The server made no invitation to the sample workspace.')
  say(`   ${server.url}, workspace "Quillon" with two colleagues, Maya and Sam`)
  try {
    await (headless ? walk(server) : show(server))
  } finally {
    await server.stop()
    if (headless) await rm(dataDir, { recursive: true, force: true })
  }
}

/** With a display: everything open and joined, until the window is closed. */
async function show(server: RunningServer): Promise<void> {
  const profile = join(own, 'profile')
  mkdirSync(profile, { recursive: true })
  say('3. Join the sample workspace')
  const shown = await launchExtension({ extensionDir, headless: false, profile, granted: [HERE] })
  if (await hasJoined(shown, server.url)) say('   joined already, in the profile kept in .earshot/profile')
  else await joinSample(shown, server)
  const page = await shown.context.newPage()
  await page.goto(shown.page('practice.html'))
  for (const other of shown.context.pages()) if (other !== page) await other.close()
  await page.bringToFront()
  say('4. Chromium is open on the practice town.')
  say('   Open a thread, then press the Earshot button in the toolbar.')
  say('   Close the window, or press Ctrl-C, to end.')
  await untilClosed(shown)
}

async function walk(server: RunningServer): Promise<void> {
  const extension = await launchExtension({ extensionDir, headless: true, granted: [HERE] })
  try {
    say('3. Join the sample workspace')
    const workspaceId = await joinSample(extension, server)
    const pictures = join(own, 'pictures')
    mkdirSync(pictures, { recursive: true })
    await walkMainPath({ extension, store: server.store, workspaceId, pictures, say })
    if (!values.keep) return
    say(`Staying up: the server at ${server.url}. Ctrl-C ends.`)
    await untilClosed(extension)
  } finally {
    await extension.close()
  }
}

/** A profile from an earlier start is a member already; joining again would make a second one of that name. */
async function hasJoined(extension: RunningExtension, server: string): Promise<boolean> {
  const worker = await extension.worker()
  const kept = await worker.evaluate(() => chrome.storage.local.get('workspaces'))
  return JSON.stringify(kept).includes(JSON.stringify(server))
}

async function joinSample(extension: RunningExtension, server: RunningServer): Promise<string> {
  const { code, workspaceId } = server.invitation ?? { code: '', workspaceId: '' }
  say(`   ${await joinTeam(extension, { server: server.url, code, name: 'Robin Vale' })}`)
  return workspaceId
}

function untilClosed(extension: RunningExtension): Promise<void> {
  return new Promise((resolve) => {
    extension.context.once('close', () => resolve())
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}
