import type { Page } from '@playwright/test'
import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { expect, joinSample, test } from './support/earshot.ts'
import { type Conversation, LIVING_PAGES, type LivingPage } from './support/living-pages.ts'
import { openInTeam } from './support/panel.ts'

async function open(earshot: RunningExtension, living: LivingPage): Promise<Page> {
  await earshot.context.route(`${living.origin}/**`, (route) => {
    if (route.request().resourceType() !== 'document') return route.abort()
    const at = route.request().url().endsWith(living.second.path) ? 1 : 0
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: living.html(at) })
  })
  const page = await earshot.context.newPage()
  await page.goto(living.origin + living.first.path)
  return page
}

async function expectAlone(panel: Page, { by, text }: Conversation, other: Conversation): Promise<void> {
  const cards = panel.locator('article.mention')
  await expect(cards.filter({ hasText: text })).toHaveCount(1)
  await expect(cards.filter({ hasText: text })).toContainText(by.split('_')[0] ?? by)
  await expect(cards.filter({ hasText: other.text })).toHaveCount(0)
  await expect(cards).toHaveCount(1)
}

for (const living of LIVING_PAGES)
  test(`from one conversation to the next and back, ${living.name}`, async ({ browse, server }) => {
    const earshot = await browse()
    await joinSample(earshot, server, 'Robin Vale')
    const options = await earshot.context.newPage()
    await options.goto(earshot.page('options.html#sites'))
    await options.getByLabel('Add a server or a forum').fill(living.origin)
    await options.getByRole('button', { name: 'Allow this site' }).click()
    // Emptied once the browser has given the permission.
    await expect(options.getByLabel('Add a server or a forum')).toHaveValue('')
    const page = await open(earshot, living)
    await page.bringToFront()
    const panel = await earshot.openPanel()
    await expectAlone(panel, living.first, living.second)
    await page.evaluate('go(1)')
    await expectAlone(panel, living.second, living.first)
    await page.goBack()
    await expectAlone(panel, living.first, living.second)
  })

test('a page that comes back from the back/forward cache is read again', async ({ browse, server }) => {
  const kept = () => browse({ backForwardCache: true })
  const { earshot, page, panel } = await openInTeam(kept, server)
  await expect(panel.locator('article.mention')).toHaveCount(1)
  await earshot.context.route('https://elsewhere.example/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<!doctype html><title>Elsewhere</title><p>Nothing here.',
    }),
  )
  await page.evaluate('globalThis.stayed = true')
  await page.goto('https://elsewhere.example/')
  await expect(panel.locator('article.mention')).toHaveCount(0)
  await page.goBack({ waitUntil: 'commit' })
  // The page's own variable is still there: it was never loaded anew.
  await expect.poll(() => page.evaluate('globalThis.stayed').catch(String)).toBe(true)
  await expect(panel.locator('article.mention')).toHaveCount(1)
})
