import { createHash } from 'node:crypto'
import { LIMITS } from '../lib/model/limits.ts'
import { type Playbook, PlaybookSchema } from '../lib/model/playbook.ts'
import { z } from '../lib/model/zod.ts'
import { canonicalJson } from './content-hash.ts'
import type { Ports } from './ports.ts'

/** A client refuses a larger answer; the version that is set below may add some digits. */
const MOST_BYTES = LIMITS.playbookBytes - 1024

export type Published =
  | { readonly status: 'published' | 'unchanged'; readonly version: number }
  /** One line a fault: where, and what. */
  | { readonly status: 'invalid'; readonly faults: readonly string[] }

/**
 * Puts a playbook in force in a workspace. Its version becomes the next one after that in force, or its
 * own if that is higher; the same content again changes nothing.
 */
export async function publishPlaybook(
  { store, now }: Pick<Ports, 'store' | 'now'>,
  workspaceId: string,
  given: unknown,
): Promise<Published> {
  const parsed = PlaybookSchema.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(
      (issue) => `${issue.path.map(String).join('.') || 'playbook'}: ${issue.message}`,
    )
    return { status: 'invalid', faults }
  }
  if (Buffer.byteLength(JSON.stringify(parsed.data)) > MOST_BYTES)
    return {
      status: 'invalid',
      faults: [`playbook: larger than ${MOST_BYTES} bytes, which no client would take`],
    }
  const inForce = await store.playbook(workspaceId)
  if (inForce !== null && sameContent(inForce.text, parsed.data))
    return { status: 'unchanged', version: inForce.version }
  const version = Math.max(parsed.data.version, (inForce?.version ?? 0) + 1)
  const text = JSON.stringify({ ...parsed.data, version })
  const tag = createHash('sha256').update(text).digest('hex').slice(0, 32)
  await store.savePlaybook(workspaceId, { version, tag, text }, now())
  return { status: 'published', version }
}

/** What a new workspace has until somebody publishes one: nothing to listen for, and no guidance. */
export function emptyPlaybook(organisation: string): Playbook {
  const id = organisation
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
  return PlaybookSchema.parse({ id: id || 'playbook', organisation, version: 1, topics: [] })
}

function sameContent(storedText: string, playbook: Playbook): boolean {
  const stored = z.looseObject({ version: z.int() }).parse(JSON.parse(storedText))
  return canonicalJson({ ...stored, version: 0 }) === canonicalJson({ ...playbook, version: 0 })
}
