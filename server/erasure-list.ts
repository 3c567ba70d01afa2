import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from '../lib/model/zod.ts'
import { makeDirectory } from './make-directory.ts'
import type { EventStore } from './store.ts'

const FILE = 'erasures.jsonl'
const MARK = /^[0-9a-f]{64}$/

const LineSchema = z.object({
  workspaceId: z.uuid(),
  marks: z.array(z.string().regex(MARK)).max(10_000),
  /** ISO 8601. */
  at: z.iso.datetime(),
})

export type ListedErasure = z.infer<typeof LineSchema>

/** Ends a line that a crash tore before its erasure was made. */
const TORN = ' #torn'

/** The list cannot be relied on: somebody might come back who was erased. */
export class DamagedListError extends Error {
  override name = 'DamagedListError'
}

export type ErasureList = ReturnType<typeof openErasureList>

/**
 * Who was erased, beside the databases and outside every backup of them: a backup is older than some
 * erasures, and restoring it must not bring those people back. One JSON object a line, and in it marks alone
 * (see erasure-mark.ts), which say nothing without the workspace's key.
 */
export function openErasureList(directory: string) {
  const path = join(directory, FILE)
  return {
    path,
    exists: () => existsSync(path),
    /** Makes an empty list, so that a missing one can be told from one without entries. */
    make() {
      makeDirectory(resolve(directory))
      append(path, '')
    },
    /** On the disk when this returns. */
    add({ workspaceId, marks, at }: ListedErasure) {
      makeDirectory(resolve(directory))
      append(path, `${JSON.stringify({ workspaceId, marks, at })}\n`)
    },
    /** @throws DamagedListError for a line in the middle that cannot be read; a torn last one was never answered for. */
    read(): readonly ListedErasure[] {
      if (!existsSync(path)) return []
      const lines = readFileSync(path, 'utf8').split('\n')
      return lines.flatMap((line, at) => {
        if (line.trim() === '' || line.endsWith(TORN)) return []
        const parsed = LineSchema.safeParse(asJson(line))
        if (parsed.success) return [parsed.data]
        if (at === lines.length - 1) return []
        throw new DamagedListError(`${path}, line ${at + 1} cannot be read`)
      })
    },
  }
}

/** The store, with every erasure put on the list before it is made: a crash between the two is on the safe side. */
export function listingErasures(store: EventStore, list: ErasureList): EventStore {
  return {
    ...store,
    async erase(workspaceId, erasure) {
      list.add({ workspaceId, marks: [...erasure.marks], at: new Date(erasure.now).toISOString() })
      return store.erase(workspaceId, erasure)
    },
  }
}

function append(path: string, text: string): void {
  const handle = openSync(path, 'a', 0o600)
  try {
    writeSync(handle, text === '' ? '' : `${endOfLast(path)}${text}`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * What has to follow the last line before another may. One that a crash tore must neither swallow the next nor, once it
 * stands in the middle, be taken for damage. It is marked, not cut off: another process may be adding its own.
 */
function endOfLast(path: string): string {
  const last = readFileSync(path, 'utf8').split('\n').at(-1) ?? ''
  if (last === '') return ''
  return LineSchema.safeParse(asJson(last)).success ? '\n' : `${TORN}\n`
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
