import { chooseSite, siteByHost } from '../sites/choose-site.ts'
import type { Site, SiteIdentity } from '../sites/site.ts'
import { send } from './send.ts'

/** Each site's script leaves its adapter here, in the extension's own world: page scripts don't see it. */
interface World {
  earshotSites?: Record<string, Site>
}

interface Ports {
  /** Every site, without its code. */
  readonly sites: readonly SiteIdentity[]
  /** A site's code has come. */
  onLoaded(): void
}

/** Tries for one site's code; a worker that is just being replaced is back within seconds. */
const TRIES = 5
const WAIT = 1_000

/**
 * Finds the site of a page by what sites are known by, and has the background put that one site's code into
 * the page: a page of Hacker News never carries the code for forty others.
 */
export function createSiteLoader({ sites, onLoaded }: Ports) {
  const asked = new Set<string>()
  const given = new Set<string>()

  async function load(id: string): Promise<void> {
    for (let n = 0; n < TRIES && loaded(id) === undefined; n++) {
      if (n > 0) await new Promise((resolve) => setTimeout(resolve, WAIT * n))
      const reply = await send('site.wanted', { site: id })
      if (!reply.ok && reply.problem.code === 'stale-page') break
    }
    if (loaded(id) === undefined) given.add(id)
    onLoaded()
  }

  return (
    url: URL,
    document: Document,
    without: ReadonlySet<string>,
    early = false,
  ): Site | null | 'loading' => {
    const chosen = early ? siteByHost(url, sites) : chooseSite(url, document, sites, without)
    if (!chosen || given.has(chosen.id)) return null
    const site = loaded(chosen.id)
    if (site) return site.pageKind(url, document) === null ? null : site
    if (!asked.has(chosen.id)) {
      asked.add(chosen.id)
      void load(chosen.id)
    }
    return 'loading'
  }
}

function loaded(id: string): Site | undefined {
  const { earshotSites } = globalThis as World
  return earshotSites && Object.hasOwn(earshotSites, id) ? earshotSites[id] : undefined
}
