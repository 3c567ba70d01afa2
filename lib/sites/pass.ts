import type { PageSeen } from '../model/page.ts'
import type { Post } from '../model/thread.ts'
import { parentOf, readyState } from './dom.ts'
import { openPage } from './page-address.ts'
import { describePage, isEngine, postsIn, withParents } from './read.ts'
import type { Page, Site } from './site.ts'
import { tellMissing } from './tell-missing.ts'
import type { Trial } from './try-recipe-in-visit.ts'
import { inBatches, type Visit } from './visit.ts'

/** The page counts as quiet after so long without a change, milliseconds. */
const QUIET = 400
/** A page that never is quiet (a clock, an animation) is taken as read after this, if it holds what we expect. */
const RESTLESS = 3_000
/** Posts may come late, as Reddit's comments do: before this, missing ones are no sign of a redesign. */
const PATIENCE = 8_000

/** What the reader of one page remembers. One object, changed in place: passes are interrupted and resumed. */
export interface Watching {
  readonly document: Document
  url: URL
  site: Site | null
  /** Software that runs on any host, recognised here, whose reader found no post: a skin of its own. */
  readonly without: Set<string>
  visit: Visit
  /** The first pass over the page is done, and nothing more is awaited. */
  complete: boolean
  /** Time of the newest change. */
  lastChange: number
  /** Since when this visit's page is in view: what is hidden loads late or not at all, so that time is no waiting. */
  waitingSince: number
  /** Counts the in-page navigations. */
  address: number
  /** After an in-page navigation, until when elements of the page before are not taken for the new one's. */
  graceUntil: number
  /** What each container held when last read. Nothing: changed since, or new. */
  reads: WeakMap<Element, { readonly posts: readonly Post[] | null; readonly address: number }>
  /** Nodes that changed and whose containers are still in `reads`. */
  readonly touched: Set<Node>
  now(): number
  /** The site of the page in hand; `loading` while its code is on its way. */
  siteFor(url: URL, document: Document, without: ReadonlySet<string>): Site | null | 'loading'
  /** Begins to observe anew, for what this site watches. */
  observe(): void
  push(seen: PageSeen): void
  /** One more pass is wanted. */
  again(): void
  /** Repaired recipes, tried before they are in force. */
  readonly trial: Trial
  /** The newest message without its posts: one that says nothing new is not sent. */
  told: string
}

interface Entry {
  readonly post: Post
  readonly container: Element
}

/** One reading of the page. Rests (yields) after each element, so that it can be cut into slices. */
export function* readPass(watching: Watching): Generator<void, void> {
  if (!watching.site) {
    const found = watching.siteFor(watching.url, watching.document, watching.without)
    if (found === 'loading') return
    watching.site = found
    if (found) watching.observe()
  }
  yield* forgetTouched(watching)
  if (watching.site) yield* watching.trial.choose(watching, (asExpected) => isComplete(watching, asExpected))
  const { site } = watching
  if (!site || site.pageKind(watching.url, watching.document) === null) return tellUnknown(watching)
  const bare = pageOf(watching, site)
  if (site.prepare) yield* site.prepare(bare)
  const containers = new Set(site.containers(bare))
  const page = { ...bare, containers }
  const entries = new Map<string, Entry>()
  let defeated = 0
  let held = 0
  for (const container of containers) {
    const posts = readOnce(watching, site, container, page)
    if (posts === 'not yet') held++
    else if (posts === null) defeated++
    else for (const post of posts) if (!entries.has(post.key)) entries.set(post.key, { post, container })
    yield
  }
  const failed = defeated > 0 && entries.size === 0
  yield* finish(watching, page, site, [...entries.values()], { failed, held })
}

/** Tells the background, unless it would hear nothing new. */
export function tell(
  watching: Watching,
  part: Pick<PageSeen, 'posts' | 'report' | 'thread'> & Partial<Pick<PageSeen, 'failed' | 'complete'>>,
): void {
  const seen = { visit: watching.visit.id, complete: watching.complete, failed: false, ...part }
  const about = JSON.stringify({ ...seen, posts: null })
  if (part.posts.length === 0 && about === watching.told) return
  watching.told = about
  watching.push(seen)
}

/** The page in hand, for the functions of a site. */
export function pageOf({ document, url }: Watching, { recipe }: Site): Page {
  return openPage(document, url, recipe)
}

function* finish(
  watching: Watching,
  page: Page,
  site: Site,
  entries: readonly Entry[],
  { failed, held }: { readonly failed: boolean; readonly held: number },
): Generator<void, void> {
  const containers = entries.map(({ container }) => container)
  const read = entries.map(({ post }) => post)
  yield
  const fresh = watching.visit.take(read, withParents(site, page, read, containers))
  yield
  const { visit } = watching
  const strict = tellMissing(site, page, read, { posts: visit.size(), missing: visit.missing })
  watching.trial.heard(strict)
  const rests = isComplete(watching, strict.failed.length === 0 && held === 0)
  const complete = (watching.complete || rests) && !watching.trial.awaits()
  if (complete && visit.size() === 0 && isEngine(site)) return passOver(watching, site)
  watching.complete = complete
  const report = watching.complete ? strict : { ...strict, failed: [] }
  const thread = describePage(site, page)
  const batches = inBatches(fresh)
  for (const [at, posts] of batches.entries()) {
    // Until the last is told, whoever hears it does not know the page: what is about them may be in that one.
    tell(watching, {
      posts,
      report,
      thread,
      failed,
      complete: watching.complete && at === batches.length - 1,
    })
    yield
  }
}

/** Forum software with a skin that its adapter can't read: the page may still say in general words what it holds. */
function passOver(watching: Watching, site: Site): void {
  watching.without.add(site.id)
  watching.site = null
  watching.again()
}

function tellUnknown(watching: Watching): void {
  watching.complete ||= isComplete(watching, true)
  tell(watching, { posts: [], report: null, thread: null })
}

function isComplete({ waitingSince, lastChange, document, now }: Watching, asExpected: boolean): boolean {
  const age = now() - waitingSince
  if (age > PATIENCE) return true
  if (!asExpected || readyState(document) !== 'complete') return false
  return age > RESTLESS || now() - lastChange >= QUIET
}

/** Every container above a change must be read again. */
function* forgetTouched({ touched, reads }: Watching): Generator<void, void> {
  const passed = new Set<Node>()
  for (const node of touched) {
    touched.delete(node)
    for (let above: Node | null = node; above && !passed.has(above); above = parentOf(above)) {
      passed.add(above)
      reads.delete(above as Element)
    }
    yield
  }
}

function readOnce(watching: Watching, site: Site, container: Element, page: Page) {
  const before = watching.reads.get(container)
  const isOfPageBefore = before && before.address !== watching.address
  if (isOfPageBefore && watching.now() < watching.graceUntil) return 'not yet'
  if (before) return before.posts
  const posts = postsIn(site, container, page)
  watching.reads.set(container, { posts, address: watching.address })
  return posts
}
