import type { Problem } from '../model/problem.ts'
import type { PanelPorts, PanelTab, SiteChoice } from './ports.ts'

/** What we may see of the tab, and whether a reader answers there. */
export type Access =
  | { readonly kind: 'asking' }
  /** No address: neither a permission nor a click on the toolbar button covers this tab. */
  | {
      readonly kind: 'hidden'
      /** What one tap may open: the page is of none of the sites that are allowed already. */
      readonly sites: readonly SiteChoice[]
    }
  /** One of Earshot's own pages. The practice town is read like any site. */
  | { readonly kind: 'own'; readonly practice: boolean }
  /** A page of the browser or a file, which no extension reads. */
  | { readonly kind: 'browser' }
  | { readonly kind: 'closed'; readonly site: SiteChoice; readonly known: boolean }
  | {
      readonly kind: 'open'
      /** False: for now only, by a click on the toolbar button. */
      readonly always: boolean
      readonly site: SiteChoice
      readonly reader: 'awaited' | 'there' | { readonly problem: Problem }
    }

/** Milliseconds that a page's own reader gets before we call it, and then gets to answer. */
const PATIENCE = { own: 1_500, answer: 6_000 } as const
/** A reload may take a reader with it that was just called: silence counts when the second one keeps it too. */
const MOST_CALLS = 2

/**
 * Finds out what we may see of a tab and calls its reader where none has reported. Tells each step to
 * `say`; stops when `signal` aborts.
 */
export async function findAccess(
  tab: PanelTab | null,
  ports: PanelPorts,
  say: (access: Access) => void,
  signal: AbortSignal,
): Promise<void> {
  const told = (access: Access) => {
    if (!signal.aborted) say(access)
  }
  if (tab?.url == null) return told({ kind: 'hidden', sites: await notAllowed(ports) })
  const address = URL.parse(tab.url)
  if (tab.url.startsWith(`${ports.ownOrigin}/`))
    return told({ kind: 'own', practice: /^\/practice\.html$/.test(address?.pathname ?? '') })
  if (address === null || !/^https?:$/.test(address.protocol)) return told({ kind: 'browser' })

  const known = ports.siteOf(tab.url)
  const site = known ?? siteOfOrigin(address)
  const always = await ports.hasOrigin(tab.url)
  if (signal.aborted) return
  if (always) {
    told({ kind: 'open', always, site, reader: 'awaited' })
    if (await hasReported(tab, ports)) return told({ kind: 'open', always, site, reader: 'there' })
    await ports.wait(PATIENCE.own)
    if (signal.aborted || (await hasReported(tab, ports))) {
      return told({ kind: 'open', always, site, reader: 'there' })
    }
  }
  for (let calls = 0; calls < MOST_CALLS; calls++) {
    const problem = await callOnceLoaded(tab, ports, signal)
    if (signal.aborted) return
    if (problem !== null && !always) return told({ kind: 'closed', site, known: known !== null })
    if (problem !== null) return told({ kind: 'open', always, site, reader: { problem } })
    told({ kind: 'open', always, site, reader: 'awaited' })
    await ports.wait(PATIENCE.answer)
    if (signal.aborted) return
    if (await hasReported(tab, ports)) return told({ kind: 'open', always, site, reader: 'there' })
  }
  const problem: Problem = { code: 'unreadable', detail: 'the reader sent nothing' }
  told({ kind: 'open', always, site, reader: { problem } })
}

async function notAllowed(ports: Pick<PanelPorts, 'sites' | 'hasOrigins'>): Promise<readonly SiteChoice[]> {
  const allowed = await Promise.all(ports.sites.map(({ origins }) => ports.hasOrigins(origins)))
  return ports.sites.filter((_site, at) => allowed[at] === false)
}

/**
 * The browser puts nothing into a page before it has all of its text, which on a slow network takes longer than any
 * answer is waited for. That nobody answers counts once the page is there; until then its own reader may come.
 */
async function callOnceLoaded(
  tab: PanelTab,
  ports: PanelPorts,
  signal: AbortSignal,
): Promise<Problem | null> {
  const problem = await callReader(tab.tabId, ports)
  if (problem?.code !== 'not-found' || !(await ports.isLoading(tab.tabId))) return problem
  while (!signal.aborted && (await ports.isLoading(tab.tabId))) {
    await ports.wait(PATIENCE.own)
    if (await hasReported(tab, ports)) return null
  }
  return signal.aborted ? problem : callReader(tab.tabId, ports)
}

/** A reader that is there sends everything again; where none is, one is put into the page. */
export async function callReader(tabId: number, ports: Pick<PanelPorts, 'send'>): Promise<Problem | null> {
  const reread = await ports.send('reader.reread', null, { tabId })
  if (reread.ok) return null
  const started = await ports.send('reader.start', { tabId })
  return started.ok ? null : started.problem
}

async function hasReported(tab: PanelTab, ports: PanelPorts): Promise<boolean> {
  try {
    return (await ports.store.readHere(tab.tabId)).page !== null
  } catch {
    // The live query behind the screen Here meets the same failure and shows it.
    return false
  }
}

/** Any host can be allowed: the site is then named by its host. */
function siteOfOrigin(address: URL): SiteChoice {
  const origin = `${address.protocol}//${address.hostname}/*`
  return { id: 'generic', name: address.hostname, origins: [origin] }
}
