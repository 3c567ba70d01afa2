import { chooseSite, siteByHost } from '../sites/choose-site.ts'
import type { Site, SiteIdentity } from '../sites/site.ts'
import { createOffers } from './recipe-offers.ts'
import { send } from './send.ts'

/** Each site's script leaves its adapter here, in the extension's own world: page scripts don't see it. */
interface World {
  earshotSites?: Record<string, Site>
}

interface Ports {
  /** Every site, without its code. */
  readonly sites: readonly SiteIdentity[]
  /** A site's code has come, or other recipes for it. */
  onLoaded(): void
}

/** Tries for one site's code; a worker that is just being replaced is back within seconds. */
const TRIES = 5
const WAIT = 1_000

/**
 * Finds the site of a page by what sites are known by, and has the background put that one site's code into
 * the page: a page of Hacker News never carries the code for forty others. With it come repaired recipes.
 */
export function createSiteLoader({ sites, onLoaded }: Ports) {
  const asked = new Set<string>()
  const given = new Set<string>()
  const offers = createOffers(onLoaded)

  async function load(id: string): Promise<void> {
    for (let n = 0; n < TRIES && loaded(id) === undefined; n++) {
      if (n > 0) await new Promise((resolve) => setTimeout(resolve, WAIT * n))
      const reply = await send('site.wanted', { site: id })
      if (reply.ok) offers.take(id, reply.value.recipes)
      else if (reply.problem.code === 'stale-page') break
    }
    if (loaded(id) === undefined) given.add(id)
    onLoaded()
  }

  async function askAgain(id: string): Promise<void> {
    const reply = await send('site.wanted', { site: id, loaded: true })
    if (reply.ok) offers.take(id, reply.value.recipes)
  }

  function siteFor(
    url: URL,
    document: Document,
    without: ReadonlySet<string>,
    early = false,
  ): Site | null | 'loading' {
    const chosen = early ? siteByHost(url, sites) : chooseSite(url, document, sites, without)
    if (!chosen || given.has(chosen.id)) return null
    const site = loaded(chosen.id)
    // Left in this world by a reader before this one, which asked for itself.
    if (site && !asked.has(chosen.id)) {
      asked.add(chosen.id)
      void askAgain(chosen.id)
    }
    if (site) return site.pageKind(url, document) === null ? null : site
    if (!asked.has(chosen.id)) {
      asked.add(chosen.id)
      void load(chosen.id)
    }
    return 'loading'
  }

  return {
    siteFor,
    offersOf: offers.of,
    /** Asks whether other recipes were shipped meanwhile, for the sites met here. */
    refresh: () => Promise.all([...asked].filter(loaded).map(askAgain)),
  }
}

function loaded(id: string): Site | undefined {
  const { earshotSites } = globalThis as World
  return earshotSites && Object.hasOwn(earshotSites, id) ? earshotSites[id] : undefined
}
