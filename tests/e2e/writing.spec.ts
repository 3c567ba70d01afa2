import { expect, test } from './support/earshot.ts'
import { openInTeam, openMention } from './support/panel.ts'

test('a note and a draft are kept as they are typed: the panel is closed in the middle and both are there', async ({
  browse,
  server,
}) => {
  const { panel } = await openInTeam(browse, server)
  const notes = async () => (await server.types()).filter((type) => type === 'note.revised').length
  // The sample's own notes are there already.
  const before = await notes()
  await openMention(panel)
  await panel.getByRole('textbox', { name: 'Your reply' }).pressSequentially('I work at Quil')
  await panel.getByRole('textbox', { name: 'Note' }).pressSequentially('Asked twice in sp')
  await expect(panel.getByText('Saved · team can read')).toBeVisible()
  await panel.reload()
  await openMention(panel)
  await expect(panel.getByRole('textbox', { name: 'Your reply' })).toHaveValue('I work at Quil')
  const note = panel.getByRole('textbox', { name: 'Note' })
  await expect(note).toHaveValue('Asked twice in sp')

  await test.step('closing at the very moment of the last letter loses none, and leaving the box gives the note to the team', async () => {
    await note.press('End')
    await note.pressSequentially('ring')
    // Closed in the very instant after the last letter.
    await panel.reload()
    await openMention(panel)
    await expect(note).toHaveValue('Asked twice in spring')
    await note.focus()
    await panel.getByRole('textbox', { name: 'Your reply' }).focus()
    // Longer than the alarm, which is the last resort of what waits.
    await expect.poll(notes, { timeout: 45_000 }).toBeGreaterThan(before)
  })
})

test('a write that fails says so at once and leaves the text in its box', async ({ browse, server }) => {
  const { panel } = await openInTeam(browse, server)
  await openMention(panel)
  await panel.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
  })
  const draft = panel.getByRole('textbox', { name: 'Your reply' })
  await draft.pressSequentially('This must not vanish')
  await expect(panel.getByRole('alert').first()).toBeVisible()
  await expect(draft).toHaveValue('This must not vanish')
})

test('letters typed into a box are letters, not commands', async ({ browse, server }) => {
  const { panel } = await openInTeam(browse, server)
  await openMention(panel)
  const draft = panel.getByRole('textbox', { name: 'Your reply' })
  await draft.pressSequentially('1 j ? 5')
  await expect(draft).toHaveValue('1 j ? 5')
  await expect(panel.getByText(/^Logged/)).toHaveCount(0)
  await expect(panel.getByRole('dialog')).toHaveCount(0)
})

test('people are found as you type, and one is shown with what each colleague did', async ({
  browse,
  server,
}) => {
  const { panel } = await openInTeam(browse, server)
  await panel
    .getByRole('button', { name: 'People' })
    .or(panel.getByRole('link', { name: 'People' }))
    .first()
    .click()
  await panel.getByLabel('Search by name or handle').fill('slow')
  await panel
    .getByRole('button', { name: /slowpour_ana/ })
    .first()
    .click()
  await expect(panel.getByText('Together so far')).toBeVisible()
  await expect(panel.getByText('Maya Osei').first()).toBeVisible()
  await expect(panel.getByText(/Ana keeps photographs/)).toBeVisible()
})
