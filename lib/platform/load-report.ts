import { fail, ok } from '../model/problem.ts'
import type { makeReport } from '../sites/make-report.ts'
import type { Site } from '../sites/site.ts'
import { browser } from './browser.ts'
import type { ReplyOf } from './messages.ts'
import { send } from './send.ts'

/** The script that makes reports leaves its door here, in the extension's own world: page scripts don't see it. */
interface World {
  earshotReport?: typeof makeReport
}

/** Longer than any that is made; what comes from beside a page is held to it too. */
export const LONGEST_REPORT = 200_000

/**
 * Makes a report of how the page in hand was read. Its code is put into the page only now: hardly any page is
 * ever reported.
 */
export async function reportPage(
  document: Document,
  { url, site }: { readonly url: URL; readonly site: Site | null },
): Promise<ReplyOf<'reader.report'>> {
  const world = globalThis as World
  if (world.earshotReport === undefined) {
    const started = await send('report.wanted', null)
    if (!started.ok) return started
  }
  if (world.earshotReport === undefined) return fail('unreadable', { detail: 'report: no code' })
  return reportWith(world.earshotReport, document, url, site)
}

/** The same where the code is there. */
export function reportWith(
  make: typeof makeReport,
  document: Document,
  url: URL,
  site: Site | null,
): ReplyOf<'reader.report'> {
  try {
    const [seed = 1] = crypto.getRandomValues(new Uint32Array(1))
    const { version } = browser.runtime.getManifest()
    const report = make({ document, url, site, seed, version, language: navigator.language })
    return report.length > LONGEST_REPORT ? fail('too-large', { detail: 'report' }) : ok({ report })
  } catch (error) {
    // Not what the error says: it may hold words of the page.
    return fail('unreadable', { detail: `report: ${error instanceof Error ? error.name : 'unknown'}` })
  }
}
