import { fail, ok, type Result } from '../model/problem.ts'
import { browser } from './browser.ts'
import { grantedOrigins, originPattern } from './permissions.ts'
import { send } from './send.ts'
import { readWorkspaces, watchWorkspaces } from './settings.ts'

const ID = 'earshot-reader'

/** Where WXT puts the built script of entrypoints/reader.content.ts. */
const FILE = '/content-scripts/reader.js'

/**
 * Makes the reader run on every page of the permitted sites and on no other. Safe to call again and
 * again: at each worker start, and after every permission that is given or taken.
 */
export async function registerReader(): Promise<void> {
  await navigator.locks.request('earshot-reader-scripts', async () => {
    const matches = await siteOrigins()
    const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [ID] })
    if (matches.length === 0) {
      if (registered !== undefined) await browser.scripting.unregisterContentScripts({ ids: [ID] })
      return
    }
    const script = { id: ID, js: [FILE], matches, runAt: 'document_idle' as const }
    if (registered === undefined) await browser.scripting.registerContentScripts([script])
    else await browser.scripting.updateContentScripts([script])
  })
}

/** What may be read: web pages that the person allowed, but for the servers of teams, which are spoken to only. */
async function siteOrigins(): Promise<string[]> {
  const workspaces = await readWorkspaces()
  const all = workspaces.ok ? workspaces.value.all : []
  const servers = new Set(all.map((one) => (one.kind === 'team' ? originPattern(one.server) : null)))
  return (await grantedOrigins()).filter((origin) => /^(\*|https?):\/\//.test(origin) && !servers.has(origin))
}

/** Puts the reader into the pages that are open already, so that a permission works without a reload. */
export async function startOpenTabs(): Promise<void> {
  const origins = await siteOrigins()
  if (origins.length === 0) return
  const tabs = await browser.tabs.query({ url: [...origins], discarded: false })
  await Promise.all(tabs.map(({ id }) => (id === undefined ? null : startReader(id))))
}

/**
 * Puts the reader into one tab, by a site's permission or by `activeTab`. Does nothing where one
 * answers already: two readers would send everything twice. `not-permitted` where the browser refuses.
 */
export async function startReader(tabId: number): Promise<Result<null>> {
  const present = await send('reader.reread', null, { tabId })
  if (present.ok) return ok(null)
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [FILE] })
    return ok(null)
  } catch {
    return fail('not-permitted', { detail: 'reader.start' })
  }
}

/** Puts the code that makes reports into the top frame of a tab; `not-permitted` where the browser refuses. */
export async function startReport(tabId: number): Promise<Result<null>> {
  return startScript(tabId, '/reader/report.js', 'report.wanted')
}

/** Puts the code of one site into the top frame of a tab; `not-permitted` where the browser refuses. */
export async function startSite(tabId: number, site: string): Promise<Result<null>> {
  return startScript(tabId, `/sites/${site}.js`, `site.wanted ${site}`)
}

async function startScript(tabId: number, file: string, detail: string): Promise<Result<null>> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [file] })
    return ok(null)
  } catch {
    return fail('not-permitted', { detail })
  }
}

/**
 * Stops the readers in pages that we may no longer see, after a permission was taken back. Returns the
 * tabs that were stopped.
 */
export async function stopForbiddenReaders(): Promise<readonly number[]> {
  const tabs = await browser.tabs.query({})
  // Without a permission for its page a tab has no address; pages of ours keep theirs.
  const hidden = tabs.flatMap(({ id, url }) => (id !== undefined && !url ? [id] : []))
  const stopped = await Promise.all(
    hidden.map(async (tabId) => ((await send('reader.stop', null, { tabId })).ok ? [tabId] : [])),
  )
  return stopped.flat()
}

/**
 * Calls back after permissions were given, and after some were taken; a team that is joined takes its server
 * from what may be read. For the background: never removed.
 */
export function onSitesChanged(handlers: { onGiven(): void; onTaken(): void }): void {
  browser.permissions.onAdded.addListener(() => handlers.onGiven())
  browser.permissions.onRemoved.addListener(() => handlers.onTaken())
  watchWorkspaces(() => handlers.onTaken(), new AbortController().signal)
}
