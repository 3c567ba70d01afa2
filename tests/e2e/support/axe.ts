import { createRequire } from 'node:module'
import type { BrowserContext, Page } from '@playwright/test'
import type axe from 'axe-core'

/** The shorter of the two forms in which it is published: each document reads it anew. */
const SCRIPT = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** From here on every document that this context opens can be asked what `inaccessible` finds. */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: SCRIPT })
}

/**
 * Every element of the page that breaks one of axe's rules, as `rule: markup`. Asked in the page itself, and only for
 * what is wrong: to describe all that is right as well, in a blank page beside it, took most of the time of these tests.
 */
export function inaccessible(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: typeof axe }).axe
    const { violations } = await run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
  })
}
