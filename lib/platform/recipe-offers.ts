import type { Offer } from '../sites/try-recipe.ts'

/**
 * What was shipped for each site, as the background told. Looked at once more by hand, without Zod: the reader
 * carries this file. What does not look right, or does not parse as CSS in this browser, is left out.
 */
export function createOffers(onChange: () => void) {
  const told = new Map<string, { readonly as: string; readonly offers: readonly Offer[] }>()
  return {
    take(site: string, given: unknown): void {
      const as = JSON.stringify(given) ?? ''
      if (as === (told.get(site)?.as ?? '[]')) return
      told.set(site, { as, offers: Array.isArray(given) ? given.filter(isOffer) : NONE })
      onChange()
    },
    /** The same array as long as nothing changed. */
    of: (site: string): readonly Offer[] => told.get(site)?.offers ?? NONE,
  }
}

const NONE: readonly Offer[] = []
/** As in lib/model/recipe-place.ts. */
const LONGEST = 2_000

function isOffer(given: unknown): given is Offer {
  if (!isObject(given) || !isObject(given.recipe)) return false
  const { version, selectors, expects, watches = [] } = given.recipe
  return (
    (given.source === 'team' || given.source === 'release') &&
    (given.hosts === undefined || isTexts(given.hosts)) &&
    Number.isSafeInteger(version) &&
    isObject(selectors) &&
    Object.values(selectors).every(isPlace) &&
    Array.isArray(expects) &&
    expects.every(isExpectation) &&
    isTexts(watches)
  )
}

function isExpectation(given: unknown): boolean {
  return (
    isObject(given) && isSelector(given.selector) && Number.isSafeInteger(given.least) && isTexts(given.on)
  )
}

/** The same cut as in lib/sites/fields.ts. */
function isPlace(given: unknown): boolean {
  if (typeof given !== 'string' || given.length > LONGEST) return false
  return given.split(' | ').every((place) => {
    const selector = place.replace(/@[a-z_][\w.:-]*$/i, '').trim()
    return selector === '' || isSelector(selector)
  })
}

function isSelector(given: unknown): boolean {
  if (typeof given !== 'string' || given.length > LONGEST) return false
  try {
    // Of no document: the page's own nodes are not asked.
    new DocumentFragment().querySelector(given)
    return true
  } catch {
    return false
  }
}

function isTexts(given: unknown): boolean {
  return Array.isArray(given) && given.every((one) => typeof one === 'string' && one.length <= LONGEST)
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}
