import { expect, test } from '@playwright/test'
import { type EditorName, replyForm } from './editors/build.ts'
import { FIREFOX_BUILD, launchFirefox, shows } from './support/firefox.ts'
import { hackerNews } from './support/social-pages.ts'

const LINES = [
  'Thank you, Ana! 😀👍🏽 That is “odd”: 1 < 2 & <b>3</b>.',
  'Is it cold?',
  'שלום, right to left.',
]
const TEXT = `${LINES[0]}\n\n${LINES[1]}\n${LINES[2]}`
const EDITORS: readonly EditorName[] = [
  'textarea',
  'react-textarea',
  'contenteditable',
  'lexical',
  'draft',
  'tiptap',
  'quill',
]

/**
 * Firefox shows a content script the page through Xrays, where some ways of writing could differ. The box has the
 * focus, as when a person just clicked it; the panel is a tab of its own, which WebDriver can drive.
 */
test('Firefox: the draft goes into the box that has the focus, and the panel says so', async () => {
  test.setTimeout(300_000)
  const firefox = await launchFirefox(FIREFOX_BUILD)
  try {
    await firefox.begin('Hacker News')
    for (const name of EDITORS) {
      const social = hackerNews()
      const form = await replyForm(name)
      const page = await firefox.openServed(
        social.url,
        social.html.replace('</body>', () => `${form}</body>`),
      )
      await page.click('#editor [contenteditable="true"], #editor[contenteditable="true"], #editor textarea')
      const panel = await firefox.openPanel(page)
      await panel.locator('article.mention button').click()
      await shows(panel, '#draft')
      await panel.locator('#draft').fill(TEXT)
      // A tab behind another one has its timers slowed down to one a second.
      await page.bringToFront()
      await panel.$eval('[data-key="insert"]', (button) => (button as HTMLButtonElement).click())
      await shows(panel, '.placed p')
      const said = await panel.$eval('.placed', (line) => line.textContent)
      const held = await page.evaluate(() => globalThis.composer.held())
      const lines = held
        .replaceAll('\u00a0', ' ')
        .split('\n')
        .map((line) => line.trim())
      expect({ name, said, lines: lines.filter((line) => line !== '') }).toEqual({
        name,
        said: 'It is in the reply box. Read it there and press the site’s own button.',
        lines: LINES,
      })
      const happened = await page.evaluate(() => globalThis.composer.happened)
      expect(happened.filter((event) => event !== 'click')).toEqual([])
      await panel.close()
      await page.close()
    }
  } finally {
    await firefox.close()
  }
})
