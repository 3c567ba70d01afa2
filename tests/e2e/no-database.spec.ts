import type { Page } from '@playwright/test'
import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { expect, test } from './support/earshot.ts'

/** A page of Earshot in a browser that is told to remember nothing: every database is refused, as Firefox does it. */
async function openForgetful(earshot: RunningExtension, path: string): Promise<Page> {
  const page = await earshot.context.newPage()
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open
    IDBFactory.prototype.open = function (...asked) {
      if (sessionStorage.getItem('remembers') !== null) return open.apply(this, asked)
      throw new DOMException(
        'A mutation operation was attempted on a database that did not allow mutations.',
        'InvalidStateError',
      )
    }
  })
  await page.goto(earshot.page(path))
  return page
}

test('a browser that keeps no database says so before anything is typed, and offers no box to type into', async ({
  browse,
}) => {
  const earshot = await browse()
  const panel = await openForgetful(earshot, 'sidepanel.html')
  await expect(panel.getByText('This browser lets Earshot keep no database.')).toBeVisible()
  await expect(panel.getByText('nothing can be written here: it would be lost')).toBeVisible()
  await expect(panel.locator('input, textarea, select, [contenteditable]')).toHaveCount(0)
  await expect(panel.getByRole('button', { name: 'Try again' })).toBeVisible()

  for (const part of ['topics', 'guidance', 'recipes', 'backup']) {
    const options = await openForgetful(earshot, `options.html#${part}`)
    await expect(options.getByText('This browser lets Earshot keep no database.')).toBeVisible()
    await expect(options.getByRole('main').locator('input, textarea, select, button')).toHaveCount(0)
    await options.close()
  }

  const ordinary = await earshot.context.newPage()
  await ordinary.goto(earshot.page('options.html#topics'))
  await expect(ordinary.getByRole('button', { name: 'Add a topic' })).toBeVisible()
  await expect(ordinary.getByText('This browser lets Earshot keep no database.')).toHaveCount(0)
})

test('a browser that keeps databases again is believed: the panel opens by itself', async ({ browse }) => {
  const earshot = await browse()
  const panel = await openForgetful(earshot, 'sidepanel.html')
  await expect(panel.getByText('This browser lets Earshot keep no database.')).toBeVisible()
  await panel.evaluate(() => sessionStorage.setItem('remembers', 'yes'))
  await expect(panel.getByRole('button', { name: 'People' })).toBeVisible()
  await expect(panel.getByText('This browser lets Earshot keep no database.')).toHaveCount(0)
})
