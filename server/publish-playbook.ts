import { createHash } from 'node:crypto'
import { validatePlaybook } from '../lib/matching/validate-playbook.ts'
import { LIMITS } from '../lib/model/limits.ts'
import { type Playbook, PlaybookSchema } from '../lib/model/playbook.ts'
import { z } from '../lib/model/zod.ts'
import { canonicalJson } from './content-hash.ts'
import type { Ports } from './ports.ts'

/** A client refuses a larger answer; the version that is set below may add some digits. */
const MOST_BYTES = LIMITS.playbookBytes - 1024

export type Published =
  | { readonly status: 'published' | 'unchanged'; readonly version: number; readonly tag: string }
  /** Another one came into force since. */
  | { readonly status: 'changed-since' }
  /** One line a fault: where, and what. */
  | { readonly status: 'invalid'; readonly faults: readonly string[] }

/**
 * Puts a playbook in force in a workspace, if its queries parse and its examples hold: a topic whose query
 * does not would silently find nothing in every member's panel. Its version becomes the next one after that in force, or its
 * own if that is higher; the same content again changes nothing. `isExpected` is asked with the tag of the
 * one in force, null when there is none: an editor must not overwrite what a colleague published meanwhile.
 */
export async function publishPlaybook(
  { store, now }: Pick<Ports, 'store' | 'now'>,
  workspaceId: string,
  given: unknown,
  isExpected: (tag: string | null) => boolean = () => true,
): Promise<Published> {
  const faults = faultsOf(given)
  if (faults.length > 0) return { status: 'invalid', faults }
  const playbook = PlaybookSchema.parse(given)
  const inForce = await store.playbook(workspaceId)
  if (!isExpected(inForce?.tag ?? null)) return { status: 'changed-since' }
  if (inForce !== null && sameContent(inForce.text, playbook))
    return { status: 'unchanged', version: inForce.version, tag: inForce.tag }
  const version = Math.max(playbook.version, (inForce?.version ?? 0) + 1)
  const text = JSON.stringify({ ...playbook, version })
  const tag = createHash('sha256').update(text).digest('hex').slice(0, 32)
  try {
    await store.savePlaybook(workspaceId, { version, tag, text }, now())
  } catch (error) {
    // A version is written once: when it is there by now, somebody else was faster.
    if ((await store.playbook(workspaceId))?.version === inForce?.version) throw error
    return { status: 'changed-since' }
  }
  return { status: 'published', version, tag }
}

/** What keeps a playbook from being put in force: one line a fault, with where, what, and the mend. */
export function faultsOf(given: unknown): readonly string[] {
  const parsed = validatePlaybook(given)
  if (!parsed.ok) return parsed.problems.map(({ path, message, mend }) => `${path}: ${message} ${mend}`)
  return Buffer.byteLength(JSON.stringify(parsed.value)) > MOST_BYTES
    ? [`playbook: larger than ${MOST_BYTES} bytes, which no client would take`]
    : []
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
