import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Workspaces } from '../model/workspace.ts'
import type { OptionsPorts } from './options-ports.ts'
import { teamOrigins } from './options-team-origin.ts'

/** A site or server on the list, and whether Earshot may read it. */
export interface SiteRow {
  readonly id: string
  readonly name: string
  readonly origins: readonly string[]
  readonly allowed: boolean
}

export type SitesState = ReturnType<typeof createSitesState>

/** Which sites Earshot may read. Each is allowed by one tap and taken back by another. */
export function createSitesState(ports: OptionsPorts, workspaces: ReadonlySignal<Workspaces | null>) {
  const granted = signal<readonly string[] | null>(null)
  /** The last thing asked for was refused, by the person or the browser. */
  const refused = signal<string | null>(null)
  const known = computed<readonly SiteRow[]>(() =>
    ports.sites
      .filter(({ origins }) => origins.length > 0)
      // Two layouts of one site have one permission, and so one switch.
      .filter(({ origins }, at, all) => at === all.findIndex((one) => `${one.origins}` === `${origins}`))
      .map(({ id, name, origins }) => ({
        id,
        name,
        origins,
        allowed: origins.every((origin) => covers(granted.value ?? [], origin)),
      })),
  )
  const teams = computed(() => teamOrigins(ports, workspaces.value?.all ?? []))
  /** Permissions beyond the known sites and the teams' own servers: servers the person added, or a whole `https://*` from elsewhere. */
  const others = computed<readonly SiteRow[]>(() => {
    const named = new Set(ports.sites.flatMap(({ origins }) => origins))
    return (granted.value ?? [])
      .filter((origin) => !named.has(origin) && !teams.value.has(origin))
      .map((origin) => ({ id: origin, name: hostOf(origin), origins: [origin], allowed: true }))
  })

  const look = async () => {
    granted.value = await ports.grantedOrigins()
  }

  async function ask(name: string, origins: readonly string[]): Promise<boolean> {
    const given = await ports.requestOrigins(origins)
    refused.value = given ? null : name
    await look()
    return given
  }

  return {
    granted,
    known,
    others,
    refused,
    async load(signal: AbortSignal): Promise<void> {
      ports.watchPermissions(() => void look().catch(() => undefined), signal)
      await look()
    },
    /** Straight from the click. */
    allow: (site: Pick<SiteRow, 'name' | 'origins'>) => ask(site.name, site.origins),
    async revoke(site: Pick<SiteRow, 'origins'>): Promise<void> {
      await ports.revokeOrigins(site.origins)
      await look()
    },
    /** Straight from the click. `null`: no host name in it. A team's server is refused: it is never read. */
    addServer(text: string): Promise<boolean> | null {
      const address = text.trim().replace(/^(?!https?:\/\/)/i, 'https://')
      const pattern = /\s/.test(text.trim()) ? null : ports.originPattern(address)
      const host = pattern === null ? '' : hostOf(pattern)
      if (pattern === null || !(host.includes('.') || host === 'localhost')) return null
      if (!teams.value.has(pattern)) return ask(host, [pattern])
      refused.value = host
      return Promise.resolve(false)
    },
  }
}

/** Host of a match pattern: `https://*.reddit.com/*` → `reddit.com`. */
function hostOf(origin: string): string {
  return origin
    .replace(/^[a-z*]+:\/\//, '')
    .replace(/^\*\./, '')
    .replace(/\/.*$/, '')
}

/** Is every address of `wanted` inside one of `granted`? Patterns of whole hosts only, as we ask for them. */
function covers(granted: readonly string[], wanted: string): boolean {
  const [scheme, host] = partsOf(wanted)
  return granted.some((origin) => {
    const [grantedScheme, grantedHost] = partsOf(origin)
    if (origin === '<all_urls>') return true
    if (grantedScheme !== '*' && grantedScheme !== scheme) return false
    if (grantedHost === '*' || grantedHost === host) return true
    if (!grantedHost.startsWith('*.')) return false
    const suffix = grantedHost.slice(2)
    const bare = host.replace(/^\*\./, '')
    return bare === suffix || bare.endsWith(`.${suffix}`)
  })
}

function partsOf(origin: string): readonly [scheme: string, host: string] {
  const match = /^([a-z*]+):\/\/([^/]*)\//.exec(origin)
  return [match?.[1] ?? '', match?.[2] ?? '']
}
