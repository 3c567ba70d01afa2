import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from '../../lib/model/zod.ts'

const root = join(import.meta.dirname, '..', '..')
const PATIENCE_MS = 60_000
/** Shells count file sizes in blocks of so many bytes (POSIX `ulimit`). */
const BLOCK = 512

const ListeningSchema = z.object({ event: z.literal('listening'), url: z.string() })

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Ends it as a power switch does a program: no handler runs. */
  kill(): Promise<void>
  /** Asks it to finish what it has begun. */
  drain(): Promise<void>
}

export interface ServerSettings {
  readonly environment: Readonly<Record<string, string>>
  /** No file may grow beyond this: a write past it fails as on a disk that is full. */
  readonly fileBytes?: number
}

/** The sync server as it runs in earnest, in a process of its own, on a free port. */
export async function startProcess({ environment, fileBytes }: ServerSettings): Promise<ServerProcess> {
  const script = join(root, 'server', 'main.ts')
  const limit = fileBytes === undefined ? '' : `trap '' XFSZ; ulimit -f ${Math.ceil(fileBytes / BLOCK)}; `
  const child = spawn('sh', ['-c', `${limit}exec "$0" "$1" serve`, process.execPath, script], {
    cwd: root,
    env: { PATH: process.env.PATH, EARSHOT_PORT: '0', EARSHOT_LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  try {
    const url = await listening(child)
    return { url, pid: child.pid ?? 0, kill: () => end('SIGKILL'), drain: () => end('SIGTERM') }
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('the server writes nowhere')
    const late = setTimeout(() => reject(new Error('the server did not begin within a minute')), PATIENCE_MS)
    child.once('exit', (code) => reject(new Error(`the server ended before it began, status ${code}`)))
    createInterface(child.stdout).on('line', (line) => {
      const said = ListeningSchema.safeParse(JSON.parse(line))
      if (!said.success) return
      clearTimeout(late)
      resolve(said.data.url)
    })
  })
}
