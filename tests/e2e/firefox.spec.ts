import { expect, test } from '@playwright/test'
import { FIREFOX_BUILD, launchFirefox } from './support/firefox.ts'
import { ABOUT_US, hackerNews } from './support/social-pages.ts'

test('Firefox: from Welcome a topic and a site, then a page is read, a mention shown, and an outcome logged', async () => {
  const firefox = await launchFirefox(FIREFOX_BUILD)
  try {
    const { welcome } = firefox
    await welcome.locator('::-p-text(Use Quillon, the invented company)').click()
    await welcome.waitForSelector('::-p-text(Listening for Quillon)')
    await welcome.locator('::-p-aria(Earshot may read Hacker News)').click()
    await firefox.openServed(hackerNews().url, hackerNews().html)
    const tabId = await welcome.evaluate(async () => {
      const api = (
        globalThis as unknown as {
          browser: { tabs: { query(of: object): Promise<{ id: number; url?: string }[]> } }
        }
      ).browser
      const tabs = await api.tabs.query({})
      return tabs.find(({ url }) => url?.includes('ycombinator'))?.id ?? -1
    })
    const panel = await firefox.openOwn(`sidepanel.html?tab=${tabId}`)
    await panel.waitForSelector('article.mention')
    expect(await panel.$eval('article.mention', (card) => card.textContent)).toContain(ABOUT_US.by)
    expect(await panel.$eval('article.mention mark', (mark) => mark.textContent)).toContain('Quillon')
    await panel.locator('article.mention button').click()
    await panel.waitForSelector('[data-outcome="listened"]')
    await panel.keyboard.press('1')
    await panel.waitForSelector('::-p-text(Logged: Listened)')
  } finally {
    await firefox.close()
  }
})
