import { expect, joinSample, test } from './support/earshot.ts'
import { openBeside } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

test('without a mouse: to a mention, its note and back, to the search, and out of every field first', async ({
  browse,
  server,
}) => {
  const earshot = await browse()
  await joinSample(earshot, server, 'Robin Vale')
  const { panel } = await openBeside(earshot, hackerNews())
  await expect(panel.locator('article.mention')).toHaveCount(1)
  const row = panel.locator('article.mention').getByRole('button').first()
  await panel.keyboard.press('j')
  await expect(row).toBeFocused()
  // Faster than the mention loads.
  await panel.keyboard.press('Enter')
  await panel.keyboard.press('n')
  await expect(panel.getByRole('textbox', { name: 'Note' })).toBeFocused()
  await panel.keyboard.press('Escape')
  await expect(panel.getByRole('button', { name: 'Listened' })).toBeVisible()
  await panel.keyboard.press('Escape')
  await expect(row).toBeFocused()
  await panel.keyboard.press('/')
  const search = panel.getByLabel('Search by name or handle')
  await expect(search).toBeFocused()
  await panel.keyboard.type('slow')
  await expect(search).toHaveValue('slow')
  await panel.keyboard.press('Escape')
  await panel.keyboard.press('g')
  await panel.keyboard.press('h')
  await expect(row).toBeVisible()
})
