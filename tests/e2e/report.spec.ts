import { readFileSync } from 'node:fs'
import { expect, test } from './support/earshot.ts'
import { openBeside } from './support/panel.ts'
import { hackerNews, type SocialPage } from './support/social-pages.ts'

/** Hacker News after a redesign: nothing that its recipe stands on is where it was. */
function redesigned(): SocialPage {
  const social = hackerNews()
  const html = social.html
    .replaceAll('class="athing', 'class="row')
    .replaceAll('class="hnuser"', 'class="account"')
    .replaceAll('class="commtext', 'class="words')
    .replaceAll('class="default"', 'class="reply"')
  return { ...social, html }
}

/** Words of at least five letters that people of the page wrote or are called. */
function wordsOf(html: string): readonly string[] {
  const text = html.replace(/<[^>]*>/g, ' ').replace(/&\w+;/g, ' ')
  return [...new Set(text.toLowerCase().match(/\p{L}{5,}/gu) ?? [])]
}

test('a page that changed can be reported: the whole report is shown, copied and saved, without a word of the page', async ({
  browse,
}) => {
  const earshot = await browse()
  const social = redesigned()
  const { page, panel } = await openBeside(earshot, social)
  await expect(panel.getByText('This site has changed')).toBeVisible({ timeout: 20_000 })
  const before = await page.content()
  await panel.getByRole('button', { name: 'Report this' }).click()
  await expect(panel.getByRole('heading', { name: 'Report this page' })).toBeFocused()
  await expect(panel.getByText('Nothing is sent')).toBeVisible()

  const shown = panel.getByLabel('The whole report')
  await expect(shown).toHaveValue(/Site: hackernews/)
  const report = await shown.inputValue()
  expect(report).toMatch(/Expected at least 1, found 0: `/)
  expect(report).toContain('comment-tree')
  // Only where it shows the page: above it we speak.
  const markup = report.slice(report.indexOf('## ')).toLowerCase()
  const kept = wordsOf(social.html).filter((word) =>
    new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(markup),
  )
  expect(kept.filter((word) => !/^(?:hours?|reply|comments?|points?|parent|minutes?)$/.test(word))).toEqual(
    [],
  )

  await panel.getByRole('button', { name: 'Copy' }).click()
  await expect(panel.getByText('Copied.')).toBeVisible()
  const elsewhere = await earshot.context.newPage()
  await elsewhere.setContent('<textarea></textarea>')
  await elsewhere.locator('textarea').press('Control+v')
  await expect(elsewhere.locator('textarea')).toHaveValue(report)
  await elsewhere.close()
  await page.bringToFront()

  const saving = panel.waitForEvent('download')
  await panel.getByRole('button', { name: 'Save as a file' }).click()
  const file = await saving
  expect(file.suggestedFilename()).toMatch(/^earshot-report-\d{4}-\d\d-\d\d\.md$/)
  expect(readFileSync(await file.path(), 'utf8')).toBe(report)

  expect(await page.content()).toBe(before)
  await panel.getByRole('button', { name: 'Close' }).click()
  await expect(panel.getByRole('button', { name: 'Report this' })).toBeFocused()
})

test('a page that is read well can be reported too', async ({ browse }) => {
  const earshot = await browse()
  const { panel } = await openBeside(earshot, hackerNews())
  await expect(panel.getByText('4 posts read')).toBeVisible()
  await panel.getByRole('button', { name: 'Something is read wrongly?' }).click()
  await expect(panel.getByLabel('The whole report')).toHaveValue(/Read: 4 posts/)
  await panel.getByRole('button', { name: 'Back' }).click()
  await expect(panel.getByRole('button', { name: 'Something is read wrongly?' })).toBeFocused()
})
