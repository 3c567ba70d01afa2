// node scripts/run.mjs SCRIPT [ARGUMENT …]
//
// Runs on whatever Node the machine has (20 or newer), before anything is installed: installs what the
// lock file names, if that is not what is there, then runs a script of the project with the Node that the
// project pins. The build tools need a newer one than many machines have.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.earshot-installed')
const windows = process.platform === 'win32'

install()
run()

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  // On standard error: what a command prints may be piped into another.
  console.error('Installing what package-lock.json names (a minute or so the first time) …')
  // Not `npm ci`: it refuses a lock file without the optional builds for other systems, and such a file is what
  // npm writes where a registry carries only some of them. This installs what is locked and writes nothing.
  const done = spawnSync(
    windows ? 'npm.cmd' : 'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['inherit', 2, 'inherit'],
      shell: windows,
      env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
    },
  )
  if (done.status !== 0) {
    console.error('npm install failed: see its message above. Nothing else was changed.')
    process.exit(done.status ?? 1)
  }
  writeFileSync(stamp, lock)
}

function run() {
  const [script = '', ...rest] = process.argv.slice(2)
  const own = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  const node = existsSync(own) ? own : process.execPath
  const path = [dirname(own), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const child = spawn(node, [join(root, script), ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  })
  // Ctrl-C reaches the script by itself; this process only waits for it to end in order.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  // npm starts a shell between itself and this process, and a signal to npm ends only that shell.
  const parent = process.ppid
  const orphaned = setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, 500)
  child.once('exit', (code, signal) => {
    clearInterval(orphaned)
    process.exit(code ?? (signal === null ? 1 : 143))
  })
}
