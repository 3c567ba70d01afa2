import type { ReadReport, RecipeInForce } from '../model/thread.ts'
import { openPage } from './page-address.ts'
import type { Watching } from './pass.ts'
import type { Site } from './site.ts'
import { compare, holds, type Offer, offersFor, siteWith } from './try-recipe.ts'

/** Between two tries of the same offer on a page that changes, milliseconds; each waits twice as long as the one before. */
const FIRST_WAIT = 1_000
const LONGEST_WAIT = 30_000

/** How the offers for one page fare. */
interface Standing {
  /** The visit, the site and the offers that this is about: another one begins anew. */
  visit: string
  readonly offers: readonly Offer[]
  readonly packaged: Site
  /** What `watching.site` was set to last. */
  site: Site
  /** Not refused yet; the first is the one being tried or in force. */
  readonly candidates: Offer[]
  readonly rolledBack: Offer[]
  inForce: boolean
  /** What the recipe in force expects is no longer there, or the site's code could not use it. */
  failing: boolean
  threw: boolean
  /** It was in force and read less at the last look: one more decides. */
  doubted: boolean
  /** Tried once when the page had come to rest. */
  judged: boolean
  wait: number
  notBefore: number
}

export interface Trial {
  /**
   * Before a pass: puts into `watching.site` what reads this page best. `rests`: has the page come to rest? One
   * that does not hold what is expected of it is given longer.
   */
  choose(watching: Watching, rests: (asExpected: boolean) => boolean): Generator<void, void>
  /** After a pass: what it found. */
  heard(report: ReadReport): void
  /** An offer is still to be tried on the page at rest: until then the page is not read completely. */
  awaits(): boolean
}

/**
 * Tries repaired recipes on the pages of one reader. The packaged recipe is in force until an offer is newer,
 * finds what it expects, and reads at least as much of the same page; an offer that reads less when the page
 * has come to rest is rolled back, also one that was in force.
 * @param readAnew called when another recipe is put in force: what was read by the one before counts no more
 * @param offersOf what was shipped for a site; the same array as long as nothing changed
 */
export function createTrial(
  offersOf: ((site: string) => readonly Offer[]) | undefined,
  readAnew: () => void,
): Trial {
  let standing: Standing | null = null
  const hands: Hands = { refused: new WeakSet(), readAnew }

  function follow(watching: Watching, site: Site): Standing | null {
    const offers = offersOf?.(site.id) ?? NO_OFFERS
    const same = standing?.site === site && standing.visit === watching.visit.id
    if (same && standing?.offers === offers) return standing
    if (offers.length === 0 && standing?.site !== site) return null
    const packaged = standing?.site === site ? standing.packaged : site
    const begun = begin(watching, packaged, offers, hands.refused)
    // Also where the offer that read the page until now is gone.
    if (begun.rolledBack.length > 0 || site !== packaged) put(watching, begun, null, hands)
    return begun
  }

  return {
    *choose(watching, rests) {
      standing = watching.site && follow(watching, watching.site)
      const [offer] = standing?.candidates ?? []
      if (!standing || !offer) return
      if (standing.threw) return rollBack(watching, standing, hands)
      if (standing.inForce && !standing.failing) return
      const { packaged } = standing
      const page = openPage(watching.document, watching.url, packaged.recipe)
      const settled = rests(holds(packaged, page))
      const mayWait = standing.judged || standing.doubted || !settled
      if (watching.now() < standing.notBefore && mayWait) return
      const verdict = yield* compare(packaged, page, offer.recipe)
      standing.notBefore = watching.now() + standing.wait
      standing.wait = Math.min(LONGEST_WAIT, 2 * standing.wait)
      const less = verdict === 'less' && settled
      // What read the page until now is not given up for one look at it in the middle of a change.
      if (less && standing.inForce && !standing.doubted) standing.doubted = true
      else if (less) return rollBack(watching, standing, hands)
      else standing.doubted = false
      standing.judged ||= settled && !standing.doubted
      if (verdict === 'at-least' && !standing.inForce) put(watching, standing, offer, hands)
    },
    heard(report) {
      if (!standing?.inForce) return
      const failing = report.failed.length > 0
      if (failing && !standing.failing) standing.judged = false
      standing.failing = failing
    },
    awaits: () =>
      standing !== null &&
      standing.candidates.length > 0 &&
      !standing.judged &&
      (!standing.inForce || standing.failing),
  }
}

interface Hands {
  /** Rolled back by this reader: not tried again on its later pages. */
  readonly refused: WeakSet<Offer['recipe']>
  readAnew(): void
}

const NO_OFFERS: readonly Offer[] = []

function begin(
  watching: Watching,
  packaged: Site,
  offers: readonly Offer[],
  refused: WeakSet<object>,
): Standing {
  const all = offersFor(packaged, watching.url, offers)
  const isRefused = (offer: Offer) => offer.refused === true || refused.has(offer.recipe)
  return {
    visit: watching.visit.id,
    offers,
    packaged,
    site: packaged,
    candidates: all.filter((offer) => !isRefused(offer)),
    rolledBack: all.filter(isRefused),
    inForce: false,
    failing: false,
    threw: false,
    doubted: false,
    judged: false,
    wait: FIRST_WAIT,
    notBefore: 0,
  }
}

/** Reads the page anew, by this offer or by the packaged recipe. */
function put(watching: Watching, standing: Standing, offer: Offer | null, hands: Hands): void {
  standing.inForce = offer !== null
  standing.failing = false
  standing.threw = false
  standing.doubted = false
  standing.judged = false
  standing.wait = FIRST_WAIT
  const { packaged, rolledBack } = standing
  const inForce = told(packaged, offer, rolledBack)
  const onThrown = () => {
    standing.threw = true
    watching.again()
  }
  standing.site = offer ? siteWith(packaged, offer.recipe, inForce, onThrown) : { ...packaged, inForce }
  watching.site = standing.site
  hands.readAnew()
  standing.visit = watching.visit.id
}

function rollBack(watching: Watching, standing: Standing, hands: Hands): void {
  const [offer] = standing.candidates.splice(0, 1)
  if (offer) {
    hands.refused.add(offer.recipe)
    standing.rolledBack.push(offer)
  }
  standing.notBefore = 0
  put(watching, standing, null, hands)
  watching.again()
}

function told(packaged: Site, offer: Offer | null, rolledBack: readonly Offer[]): RecipeInForce {
  return {
    source: offer?.source ?? 'packaged',
    version: (offer ?? packaged).recipe.version,
    refused: rolledBack.length > 0,
    ...(rolledBack.length > 0 && {
      rolledBack: rolledBack.slice(0, 10).map(({ source, recipe }) => ({ source, version: recipe.version })),
    }),
  }
}
