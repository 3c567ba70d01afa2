import { all, rawText, readyState } from './dom.ts'
import { facebookUrl, postIdOf } from './facebook-address.ts'
import { instant } from './trim.ts'

/**
 * Exact times out of the records that came with the first page: seconds since the epoch by the id of a post
 * or comment. What is loaded later brings none into the page.
 */
export function timesIn(document: Document, base: URL): ReadonlyMap<string, string> {
  const known = read.get(document)
  if (known) return known
  if (readyState(document) === 'loading') return new Map()
  const times = new Map<string, string>()
  let budget = MOST_READ
  for (const script of all(document, 'script[type="application/json"]')) {
    const text = rawText(script)
    if (text.length > budget || !/"creat(?:ion|ed)_time":/.test(text)) continue
    budget -= text.length
    collect(parse(text), base, times)
  }
  read.set(document, times)
  return times
}

/** Records of a page can be megabytes; reading must not be felt. */
const MOST_READ = 1_500_000
const MOST_NODES = 200_000
const read = new WeakMap<Document, ReadonlyMap<string, string>>()

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Iterative: the page decides how deep its records are. */
function collect(root: unknown, base: URL, times: Map<string, string>): void {
  const open: unknown[] = [root]
  for (let count = 0; open.length > 0 && count < MOST_NODES; count++) {
    const node = open.pop()
    if (typeof node !== 'object' || node === null) continue
    note(node as Record<string, unknown>, base, times)
    for (const child of Object.values(node)) if (typeof child === 'object' && child !== null) open.push(child)
  }
}

/** A story has `creation_time` beside `post_id` or its address, a comment `created_time` beside its number. */
function note(node: Record<string, unknown>, base: URL, times: Map<string, string>): void {
  const seconds = node.creation_time ?? node.created_time
  if (typeof seconds !== 'number' || seconds < 1_000_000_000) return
  const time = instant(seconds * 1000)
  const url = typeof node.url === 'string' ? facebookUrl(node.url, base) : null
  const ids = [node.post_id, node.legacy_fbid, url && postIdOf(url)]
  if (time) for (const id of ids) if (typeof id === 'string' && id !== '') times.set(id, time)
}
