import { type Anonymised, anonymise } from './anonymise.ts'
import { all, attribute, nearest, one, parentOf, tagOf } from './dom.ts'
import { openPage } from './page-address.ts'
import { containersOf, describePage, postsIn, read } from './read.ts'
import type { Page, Reading, Site } from './site.ts'

interface Asked {
  readonly document: Document
  readonly url: URL
  /** Who reads the page, with the recipe in force; null: nobody does. */
  readonly site: Site | null
  /** Of the browser, as `de-DE`. */
  readonly language: string
  /** Of Earshot. */
  readonly version: string
  /** A whole number, new for each report: see `anonymise`. */
  readonly seed: number
}

/** Containers of posts that a report shows, and the most characters of each and of an outline. */
const MOST_CONTAINERS = 3
const LONGEST_CONTAINER = 16_000
const LONGEST_OUTLINE = 56_000
/** Elements beside each other with one name and class: more of them tell nothing new. */
const MOST_ALIKE = 3
const MAIN = 'main,[role="main"],#main,#content'
/** An outline shows how a page is built, which these have no part in. */
const NO_BUILDING = 'script,style,link,meta,svg,noscript,template,iframe,nav,footer'

/**
 * Says how a page was read, for whoever repairs the site's reader: counts, failed expectations, and how a few
 * posts are built, or the whole main part where none was found. No word, name, number or id of the page is in
 * it. At most about 64,000 characters. The document is not changed.
 */
export function makeReport(asked: Asked): string {
  const { document, url, site } = asked
  const reading = site && attempt(() => read(site, document, url))
  const containers = site
    ? (attempt(() => containersOfPosts(site, openPage(document, url, site.recipe))) ?? [])
    : []
  const shown = containers.filter((one) => !containers.some((other) => other !== one && isInside(one, other)))
  const roots = shown.slice(0, MOST_CONTAINERS)
  const main = one(document, MAIN) ?? one(document, 'body')
  const outlined = roots.length === 0 && main ? [main] : roots
  const made = anonymise(document, outlined, {
    url,
    site,
    seed: asked.seed,
    keepsUnwritten: true,
    most: roots.length === 0 ? LONGEST_OUTLINE : LONGEST_CONTAINER,
    ...(roots.length === 0 && main && { without: repeatedIn(main) }),
  })
  return [
    '# Earshot: a page is read wrongly',
    'Every word, name, number, address and id of the page was replaced by filler.',
    facts(asked, reading, made),
    ...parts(made, containers.length, roots.length === 0),
  ]
    .join('\n\n')
    .replace(/\r\n?/g, '\n')
}

/** Of all containers those that hold a post: not the boxes in one that a page labels too. All, where none is read. */
function containersOfPosts(site: Site, bare: Page): readonly Element[] {
  const containers = containersOf(site, bare)
  const page: Page = { ...bare, containers }
  const each = [...containers]
  const holding = each.filter((container) => (postsIn(site, container, page)?.length ?? 0) > 0)
  return holding.length > 0 ? holding : each
}

function facts(
  { document, url, site, language, version }: Asked,
  reading: Reading | null,
  made: Anonymised,
): string {
  const root = one(document, 'html')
  const report = reading?.report
  const missing = report ? Object.entries(report.missing).filter(([, count]) => count > 0) : []
  const recipe = report?.recipe
  return [
    `- Earshot ${version}, browser language ${language}, page language ${(root && attribute(root, 'lang')) || 'not said'}`,
    `- Site: ${site ? site.id : 'none reads it'}`,
    recipe &&
      `- Recipe: ${recipe.source}, version ${recipe.version}${recipe.refused ? ', a shipped one was refused' : ''}`,
    site &&
      `- Page: ${attempt(() => describePage(site, openPage(document, url, site.recipe)).page) ?? 'unknown'}`,
    `- Address in filler: ${made.url}`,
    report
      ? `- Read: ${report.posts} posts, ${report.collapsed} collapsed, not loaded: ${report.unloaded ?? 'not said'}`
      : site && '- Read: the reader failed',
    missing.length > 0 && `- Missing: ${missing.map(([part, count]) => `${part} ${count}`).join(', ')}`,
    ...(report?.failed ?? []).map(
      ({ selector, least, found }) => `- Expected at least ${least}, found ${found}: \`${selector}\``,
    ),
  ]
    .filter(Boolean)
    .join('\n')
}

function parts({ html, around, cut }: Anonymised, found: number, isOutline: boolean): readonly string[] {
  return html.map((source, at) => {
    const title = isOutline ? '## The main part of the page' : `## Post ${at + 1} of ${found}`
    const fence = '`'.repeat(4)
    const note = cut[at] ? '\n\nCut: it is longer.' : ''
    return `${title}\n\n${fence}html\n${(around[at] ?? []).join('\n')}\n${source}\n${fence}${note}`
  })
}

function isInside(inner: Element, outer: Element): boolean {
  const above = parentOf(inner)
  return above !== null && outer.contains(above)
}

/** What an outline leaves out: the fourth of several alike, and what is no part of how posts are built. */
function repeatedIn(main: Element): ReadonlySet<Element> {
  const without = new Set<Element>(Array.from(all(main, NO_BUILDING)))
  const alike = new WeakMap<Element, Map<string, number>>()
  for (const element of all(main, '*')) {
    const above = parentOf(element)
    if (!above || without.has(element) || nearest(element, NO_BUILDING)) continue
    const counts = alike.get(above) ?? new Map<string, number>()
    const kind = `${tagOf(element)} ${attribute(element, 'class') ?? ''}`
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    alike.set(above, counts)
    if (count > MOST_ALIKE) without.add(element)
  }
  return without
}

/** A page that broke its reader is just the one to be told of. */
function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
