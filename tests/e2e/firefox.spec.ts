import { expect, test } from '@playwright/test'
import { FIREFOX_BUILD, launchFirefox, shows } from './support/firefox.ts'
import { ABOUT_US, hackerNews } from './support/social-pages.ts'

test('Firefox: from Welcome a topic and a site, then a page is read, a mention shown, and an outcome logged', async () => {
  const firefox = await launchFirefox(FIREFOX_BUILD)
  try {
    await firefox.begin('Hacker News')
    const panel = await firefox.openPanel(await firefox.openServed(hackerNews().url, hackerNews().html))
    expect(await panel.$eval('article.mention', (card) => card.textContent)).toContain(ABOUT_US.by)
    expect(await panel.$eval('article.mention mark', (mark) => mark.textContent)).toContain('Quillon')
    await panel.locator('article.mention button').click()
    await shows(panel, '[data-outcome="listened"]')
    await panel.keyboard.press('1')
    await shows(panel, '::-p-text(Logged: Listened)')
  } finally {
    await firefox.close()
  }
})
