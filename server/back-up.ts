import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from '../lib/model/zod.ts'
import { makeDirectory } from './make-directory.ts'
import type { EventStore } from './store.ts'
import { VERSION } from './version.ts'

const MANIFEST = 'manifest.json'

const ManifestSchema = z.object({
  format: z.literal('earshot-backup/1'),
  /** Of the server that wrote it. */
  version: z.string(),
  /** When it was begun; every entry acknowledged before is in it. */
  at: z.iso.datetime(),
  /** How many lines the list of erasures had: a shorter one at restoring is not the newest. */
  erasuresListed: z.int().nonnegative(),
  workspaces: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      // Nothing else is ever opened, wherever a changed manifest points.
      file: z.string().regex(/^workspaces\/[0-9a-f-]{36}\.sqlite$/),
      bytes: z.int().positive(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** The log goes at least so far. */
      head: z.int().nonnegative(),
    }),
  ),
})

export type Manifest = z.infer<typeof ManifestSchema>

export type BackedUp =
  | { readonly status: 'done'; readonly manifest: Manifest }
  | { readonly status: 'not-empty' }
  | { readonly status: 'not-a-directory' }
  /** This store has tools of its own. */
  | { readonly status: 'not-files' }

/**
 * Copies every workspace into a directory, while the server works on. The manifest comes last: a directory
 * without one is a backup that broke off.
 */
export async function backUp(
  store: EventStore,
  directory: string,
  { now, erasuresListed }: { readonly now: number; readonly erasuresListed: number },
): Promise<BackedUp> {
  const found = await lookInto(directory)
  if (found !== 'free') return { status: found }
  makeDirectory(join(resolve(directory), 'workspaces'))
  const workspaces: Manifest['workspaces'] = []
  for (const { id, name } of await store.workspaces()) {
    const file = `workspaces/${id}.sqlite`
    const path = join(directory, file)
    const { head } = await store.head(id)
    if (!(await store.copyTo(id, path))) return { status: 'not-files' }
    await flush(path)
    workspaces.push({ id, name, file, head, bytes: (await stat(path)).size, sha256: await digest(path) })
  }
  const at = new Date(now).toISOString()
  const manifest: Manifest = { format: 'earshot-backup/1', version: VERSION, at, erasuresListed, workspaces }
  const part = join(directory, `${MANIFEST}.part`)
  await writeFile(part, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  await flush(part)
  await rename(part, join(directory, MANIFEST))
  await flush(directory)
  return { status: 'done', manifest }
}

export type ReadBackup =
  | { readonly status: 'whole'; readonly manifest: Manifest }
  /** One line a fault. */
  | { readonly status: 'unusable'; readonly faults: readonly string[] }

/** Reads a backup's manifest and every byte that it names. */
export async function readBackup(directory: string): Promise<ReadBackup> {
  const parsed = ManifestSchema.safeParse(await readManifest(directory))
  if (!parsed.success) {
    const fault = `${join(directory, MANIFEST)} is missing or is not a manifest: this is no backup, or one that broke off`
    return { status: 'unusable', faults: [fault] }
  }
  const faults: string[] = []
  for (const { file, sha256 } of parsed.data.workspaces) {
    const found = await digest(join(directory, file)).catch(() => null)
    if (found === null) faults.push(`${file} is missing`)
    else if (found !== sha256) faults.push(`${file} is not what was written: its checksum differs`)
  }
  return faults.length > 0 ? { status: 'unusable', faults } : { status: 'whole', manifest: parsed.data }
}

/** What stands where a backup is to go. `free`: nothing, or a directory without anything in it. */
async function lookInto(directory: string): Promise<'free' | 'not-empty' | 'not-a-directory'> {
  try {
    return (await readdir(directory)).length === 0 ? 'free' : 'not-empty'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT') return 'free'
    if (code === 'ENOTDIR') return 'not-a-directory'
    throw error
  }
}

async function readManifest(directory: string): Promise<unknown> {
  try {
    const handle = await open(join(directory, MANIFEST))
    try {
      return JSON.parse(await handle.readFile('utf8'))
    } finally {
      await handle.close()
    }
  } catch {
    return null
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
