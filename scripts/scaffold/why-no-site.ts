import type { SiteIdentity } from '../../lib/sites/site.ts'
import { isHost } from '../../lib/sites/trim.ts'
import { camelCase } from './site-source.ts'

/** What the project holds already: a new site may have none of it. */
interface Present {
  readonly sites: readonly Pick<SiteIdentity, 'id' | 'hosts'>[]
  /** Names of the files in lib/sites, without `.ts`. */
  readonly files: readonly string[]
  /** The source of lib/sites/registry.ts, into which the site's name is imported. */
  readonly registry: string
}

/** Words of the language beside those that every script knows, and what a site's file declares or imports itself. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'arguments async await break case catch class const continue debugger default delete do else enum eval export ' +
    'extends false finally for function if implements import in instanceof interface let new null of package private ' +
    'protected public return static super switch this throw true try type typeof var void while with yield ' +
    'facts recipe site siteFromRecipe'
  ).split(' '),
)

/** Words for several sites or for none. */
const NO_NAMES: ReadonlySet<string> = new Set(
  'all all-sites any index main none other others site-index site-name sites test unknown'.split(' '),
)

/** Why no site can be called so; null: one can. */
export function whyNotName(name: string, { sites, files, registry }: Present): string | null {
  if (name.length > 40 || !/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name))
    return `${name} is no name for a site: small letters and figures, words parted by -, as stack-exchange.`
  const word = camelCase(name)
  if (RESERVED.has(word)) return `${name} is a word of the language: choose another.`
  // Also what every object inherits: a table of sites by their names would find it there.
  if (word in globalThis || name in {}) return `${name} is something that every script has: choose another.`
  if (NO_NAMES.has(name)) return `${name} does not say which site: choose another.`
  const alike = sites.find(({ id }) => bare(id) === bare(name))
  if (alike)
    return `${name} is taken${alike.id === name ? '' : `, but for a dash, by ${alike.id}`}: choose another.`
  if (files.includes(name) || names(registry).has(word))
    return `${name} is the name of a part of the reading itself: choose another.`
  return null
}

/** Why no site can be at this host; null: one can. */
export function whyNotHost(host: string, { sites }: Pick<Present, 'sites'>): string | null {
  if (!isWebHost(host)) {
    const meant = URL.parse(host)?.hostname || URL.parse(`https://${host}`)?.hostname || ''
    return `${host} is no host: write it as ${isWebHost(meant) ? meant : 'www.example.com'}.`
  }
  for (const { id, hosts } of sites) {
    const other = hosts.find((known) => isHost(host, known))
    if (other)
      return `${host} is read by ${id}, which has ${other}. Two layouts of one host are told apart by their marks: see lib/sites/reddit-old.site.ts.`
  }
  return null
}

function isWebHost(host: string): boolean {
  const labels = host.split('.')
  return (
    host.length <= 253 &&
    labels.length > 1 &&
    labels.every((label) => /^(?!-)[a-z\d-]{1,63}(?<!-)$/.test(label)) &&
    // A host that ends in figures is an address of numbers.
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}

/** A name as people hear it. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/g, '')
}

/** Every name that this module imports or declares. */
function names(source: string): ReadonlySet<string> {
  const imported = Array.from(source.matchAll(/^import (?:type )?\{([^}]*)\}/gm), ([, list = '']) =>
    list.split(',').map((part) => part.trim().replace(/^type /, '')),
  )
  const declared = Array.from(
    source.matchAll(/^(?:export )?(?:const|function) (\w+)/gm),
    ([, name = '']) => name,
  )
  return new Set([...imported.flat(), ...declared])
}
