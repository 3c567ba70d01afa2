// Runs on whatever Node the machine has (20 or newer), before anything is installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.earshot-installed')

/**
 * Installs what the lock file names, if that is not what is there, then runs a script with the Node
 * that the project pins: the build tools need a newer one than many machines have.
 * @param {string} script path from the root
 */
export function runWithPinnedNode(script) {
  install()
  const own = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const node = existsSync(own) ? own : process.execPath
  const run = spawnSync(node, [join(root, script), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [dirname(own), join(root, 'node_modules', '.bin'), process.env.PATH].join(
        process.platform === 'win32' ? ';' : ':',
      ),
    },
  })
  process.exit(run.status ?? 1)
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing what package-lock.json names (a minute or so the first time) …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Not `npm ci`: it refuses a lock file without the optional builds for other systems, and such a file is what
  // npm writes where a registry carries only some of them. This installs what is locked and writes nothing.
  const run = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  })
  if (run.status !== 0) {
    console.error('npm install failed: see its message above. Nothing else was changed.')
    process.exit(run.status ?? 1)
  }
  writeFileSync(stamp, lock)
}
