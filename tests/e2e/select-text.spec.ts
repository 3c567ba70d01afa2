import { expect, openSocialPage, test } from './support/earshot.ts'
import { openBeside } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

/** A page that no site knows and that says nothing of what it holds. */
const LETTER = {
  site: 'letters.example',
  url: 'https://letters.example/to-the-makers',
  pattern: 'https://letters.example/**',
  html: '<!doctype html><title>A letter</title><h1>To the makers</h1><p id="words">Your <b>Q2</b> outlived my kettle.</p><p>Yours, Dora</p><textarea id="box">typed by me</textarea>',
}

/** Selects all of an element's text, as dragging over it does. */
async function select(page: import('@playwright/test').Page, selector: string): Promise<void> {
  await page.evaluate((wanted) => {
    const element = document.querySelector(wanted)
    if (element) getSelection()?.selectAllChildren(element)
  }, selector)
}

test('selected text fills the form by hand, without writing over what was typed, and is logged', async ({
  browse,
}) => {
  const earshot = await browse()
  const page = await openSocialPage(earshot, LETTER)
  const panel = await earshot.openPanel()
  await page.bringToFront()
  await panel.evaluate(() => chrome.permissions.request({ origins: ['https://letters.example/*'] }))
  // The button is there before the page may be seen, too.
  await expect(panel.getByText('No conversation found')).toBeVisible()
  await panel.getByRole('button', { name: 'Log by hand' }).click()

  const take = panel.getByRole('button', { name: 'Take the selected text' })
  const words = panel.getByLabel('What they said (optional)')
  await take.click()
  await expect(panel.getByText('Nothing is selected.')).toBeVisible()

  await select(page, '#words')
  await take.click()
  await expect(words).toHaveValue('Your Q2 outlived my kettle.')
  await expect(panel.getByLabel('Web address (optional)')).toHaveValue(LETTER.url)

  await words.fill('In my own words')
  await take.click()
  await expect(panel.getByText('What you typed was kept.')).toBeVisible()
  await expect(words).toHaveValue('In my own words')
  await panel.getByRole('button', { name: 'Use the selection instead' }).click()
  await expect(words).toHaveValue('Your Q2 outlived my kettle.')

  await panel.getByLabel('Name', { exact: true }).fill('Dora')
  await panel.getByRole('button', { name: 'Log it' }).click()
  await expect(panel.getByText('Logged: Listened').first()).toBeVisible()
  await panel.getByRole('button', { name: 'People' }).click()
  await expect(panel.getByText('Dora').first()).toBeVisible()
})

test('words in a known post bring their author, who is the one met by reading', async ({ browse }) => {
  const earshot = await browse()
  const { page, panel } = await openBeside(earshot, hackerNews())
  await expect(panel.getByText('4 posts read')).toBeVisible()
  await select(page, '.athing.comtr .commtext')
  const author = await page.locator('.athing.comtr .hnuser').first().textContent()
  await panel.getByRole('button', { name: 'Log by hand' }).first().click()
  await panel.getByRole('button', { name: 'Take the selected text' }).click()
  await expect(panel.getByLabel('Name', { exact: true })).toHaveValue(author ?? '')
  await expect(panel.getByLabel('Web address (optional)')).toHaveValue(/news\.ycombinator\.com\/item\?id=\d+/)
})

test('a page that we may not see says so, and how to do it all the same', async ({ browse }) => {
  const earshot = await browse()
  const page = await openSocialPage(earshot, LETTER)
  const panel = await earshot.openPanel()
  await page.bringToFront()
  await select(page, '#words')
  await panel.getByRole('button', { name: 'Log by hand' }).click()
  await panel.getByRole('button', { name: 'Take the selected text' }).click()
  await expect(panel.getByText('Earshot can’t see this page.')).toBeVisible()
})

test('the menu of selected text fills the form on a page that we may not see, and leaves nothing behind', async ({
  browse,
}) => {
  const earshot = await browse()
  const page = await openSocialPage(earshot, LETTER)
  const panel = await earshot.openPanel()
  await page.bringToFront()
  await expect(panel.getByRole('button', { name: 'Log by hand' })).toBeVisible()
  const worker = await earshot.worker()
  // No automation can press an entry of the browser's own menu: its click is told to the listeners as the browser does.
  await worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true })
    const { onClicked } = chrome.contextMenus as unknown as {
      onClicked: { dispatch(clicked: object, tab: object | undefined): void }
    }
    onClicked.dispatch(
      { menuItemId: 'log-selection', selectionText: 'Your Q2 outlived my kettle.', pageUrl: url, frameId: 0 },
      tab,
    )
  }, LETTER.url)
  await expect(panel.getByRole('heading', { name: 'Log by hand' })).toBeVisible()
  await expect(panel.getByLabel('What they said (optional)')).toHaveValue('Your Q2 outlived my kettle.')
  await expect(panel.getByLabel('Web address (optional)')).toHaveValue(LETTER.url)
  const left = () => worker.evaluate(() => chrome.storage.session.get().then((all) => JSON.stringify(all)))
  await expect.poll(left).not.toContain('outlived')
  await panel.getByRole('button', { name: 'Back' }).click()
  await panel.getByRole('button', { name: 'Log by hand' }).click()
  await expect(panel.getByLabel('What they said (optional)')).toHaveValue('')
})
