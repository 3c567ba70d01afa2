import { expect, type Page } from '@playwright/test'
import type { RunningExtension } from '../../../scripts/browser/launch-extension.ts'
import { joinSample, openSocialPage, type TestServer } from './earshot.ts'
import { hackerNews, type SocialPage } from './social-pages.ts'

/** Opens a site's page and the real panel beside it, and allows the site with the one tap that the panel offers. */
export async function openBeside(
  earshot: RunningExtension,
  social: SocialPage,
): Promise<{ page: Page; panel: Page }> {
  const page = await openSocialPage(earshot, social)
  const panel = await earshot.openPanel()
  await page.bringToFront()
  await panel.getByRole('button', { name: social.site, exact: true }).first().click()
  return { page, panel }
}

/** Opens the first mention and waits until an outcome can be chosen. */
export async function openMention(panel: Page): Promise<void> {
  await panel.locator('article.mention').first().getByRole('button').first().click()
  await expect(panel.getByRole('button', { name: 'Listened' })).toBeVisible()
}

/** Logs the open mention with a number key. */
export async function logWith(panel: Page, key: string, outcome: string): Promise<void> {
  await panel.keyboard.press(key)
  await expect(panel.getByText(`Logged: ${outcome}`).first()).toBeVisible()
}

/** A browser that has joined the sample team, on a page with one mention, the panel beside it. */
export async function openInTeam(
  browse: () => Promise<RunningExtension>,
  server: TestServer,
  social: SocialPage = hackerNews(),
): Promise<{ earshot: RunningExtension; page: Page; panel: Page }> {
  const earshot = await browse()
  await joinSample(earshot, server, 'Robin Vale')
  return { earshot, ...(await openBeside(earshot, social)) }
}
