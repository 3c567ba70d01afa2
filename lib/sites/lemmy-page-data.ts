import { all, rawText, readyState } from './dom.ts'

/** What the page's own data says of a post or a comment, beyond what it shows. */
export interface LemmyFacts {
  /** As the server gave it: older servers leave out the zone, which is UTC. */
  readonly published: string | null
  /** Who wrote it, everywhere: `https://host/u/name`. */
  readonly actor: string | null
  /** Number of the account on this server. */
  readonly person: number | null
  readonly likes: number | null
  readonly gone: 'deleted' | 'limited' | null
  /** The comment that it answers; 0: the post itself; null: not said. */
  readonly parent: number | null
}

/** A page of 300 comments has a third of a megabyte. */
const MOST_TEXT = 4_000_000
const MOST_ENTRIES = 2_000

const known = new WeakMap<Document, ReadonlyMap<string, LemmyFacts>>()

/**
 * The data that the server put into the page for its own script (`window.isoData = …`), by `post/1` and
 * `comment/1`. It is that of the first page: what was opened since is not in it, but numbers stay the same.
 * Text of a hostile page like any other: read within bounds, and what has not the shape we know is left out.
 */
export function lemmyFacts(document: Document): ReadonlyMap<string, LemmyFacts> {
  const before = known.get(document)
  if (before) return before
  const facts = new Map<string, LemmyFacts>()
  for (const script of all(document, 'script:not([src])')) {
    const text = rawText(script)
    if (text.length > MOST_TEXT || !/^\s*window\.isoData\s*=/.test(text.slice(0, 200))) continue
    collect(parse(text), facts)
  }
  // While the page still comes in, the script may not be there yet.
  if (facts.size > 0 || readyState(document) !== 'loading') known.set(document, facts)
  return facts
}

/** JSON but for `undefined`, which its writer (serialize-javascript) leaves in. */
function parse(text: string): unknown {
  const start = text.indexOf('{')
  // It is written in one line; since 0.19.6 other statements follow in the same script.
  const line = text.indexOf('\n', start)
  return (line < 0 ? null : json(text.slice(start, line))) ?? json(text.slice(start))
}

function json(text: string): unknown {
  const whole = text.slice(0, text.lastIndexOf('}') + 1)
  try {
    return JSON.parse(whole.replace(/:undefined(?=[,}])/g, ':null'))
  } catch {
    return null
  }
}

function collect(data: unknown, facts: Map<string, LemmyFacts>): void {
  for (const answer of Object.values(part(data, 'routeData')).slice(0, 20)) {
    // Before 0.18 an answer was what is now its data.
    const found = { ...(answer as object), ...part(answer, 'data') } as Record<string, unknown>
    const views = [...list(found.posts), ...list(found.comments), found.post_view, found.comment_view]
    for (const view of views.slice(0, MOST_ENTRIES)) collectView(view, facts)
    const combined = list(found.items).slice(0, MOST_ENTRIES)
    for (const view of combined) collectView(view, facts)
  }
}

function collectView(view: unknown, facts: Map<string, LemmyFacts>): void {
  const isComment = Object.keys(part(view, 'comment')).length > 0
  const entry = part(view, isComment ? 'comment' : 'post')
  const id = number(entry.id)
  if (id === null) return
  const creator = part(view, 'creator')
  const counts = part(view, 'counts')
  const gone = entry.removed === true ? 'limited' : entry.deleted === true ? 'deleted' : null
  facts.set(`${isComment ? 'comment' : 'post'}/${id}`, {
    published: text(entry.published) ?? text(entry.published_at),
    actor: text(creator.actor_id) ?? text(creator.ap_id),
    person: number(creator.id),
    likes: number(counts.upvotes) ?? number(entry.upvotes),
    gone,
    parent: isComment ? parentIn(text(entry.path)) : null,
  })
}

/** `0.12.34` is comment 34, which answers 12; `0.12` answers the post. */
function parentIn(path: string | null): number | null {
  const above = path?.match(/(?:^|\.)(\d{1,15})\.\d{1,15}$/)?.[1]
  return above === undefined ? null : Number(above)
}

function part(value: unknown, name: string): Record<string, unknown> {
  const inner = typeof value === 'object' && value ? (value as Record<string, unknown>)[name] : null
  return typeof inner === 'object' && inner ? (inner as Record<string, unknown>) : {}
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, MOST_ENTRIES) : []
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.length < 1_000 ? value : null
}

function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
