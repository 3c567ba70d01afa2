import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const MAIN = join(import.meta.dirname, '..', '..', 'server', 'main.ts')

/** Real processes of the server and its commands on one data directory. `endAll` after each test. */
export function serverProcesses(variables: Readonly<Record<string, string>>) {
  const children: ChildProcess[] = []
  const start = (operands: readonly string[], more: Readonly<Record<string, string>>) => {
    const child = spawn(process.execPath, [MAIN, ...operands], {
      env: { PATH: process.env.PATH, EARSHOT_PORT: '0', ...variables, ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.push(child)
    return child
  }
  return {
    /** A command to its end. */
    async run(operands: readonly string[], more: Readonly<Record<string, string>> = {}) {
      const child = start(operands, more)
      let [out, err] = ['', '']
      child.stdout?.on('data', (chunk) => {
        out += chunk
      })
      child.stderr?.on('data', (chunk) => {
        err += chunk
      })
      const status = await new Promise((resolve) => child.on('close', resolve))
      return { status, out, err }
    },
    /** Serving, from the line on that says where. */
    async serve(more: Readonly<Record<string, string>> = {}) {
      const child = start(['serve'], more)
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
      let err = ''
      child.stderr?.on('data', (chunk) => {
        err += chunk
      })
      const said = await new Promise<{ url: string; metrics?: string }>((resolve, reject) => {
        void ended.then((status) => reject(new Error(`ended with ${status}: ${err}`)))
        createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).on('line', (line) => {
          const spoken = JSON.parse(line)
          if (spoken.event === 'listening') resolve(spoken)
        })
      })
      return { child, ended, ...said }
    },
    endAll() {
      for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
    },
  }
}
