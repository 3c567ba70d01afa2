/** `npm run dev`: rebuilds while you edit, with the sample workspace on a server beside it. `-- -b firefox` for Firefox. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { startServer } from '../server/start-server.ts'

const root = join(import.meta.dirname, '..')
const server = await startServer({ dataDir: join(root, '.earshot', 'sample'), port: 8787, sample: true })
console.log(`Sample workspace: in the options, join ${server.url} with the code ${server.invitation?.code}`)

const wxt = spawn(
  process.execPath,
  [join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
wxt.once('exit', async (code) => {
  await server.stop()
  process.exit(code ?? 1)
})
