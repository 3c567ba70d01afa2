import type { Page } from '@playwright/test'
import { expect, test } from './support/earshot.ts'
import { openBeside } from './support/panel.ts'
import { hackerNews, type Said } from './support/social-pages.ts'
import { openTopicLine } from './support/topic-line.ts'

async function newTopic(options: Page, name: string) {
  await options.getByRole('button', { name: 'Add a topic' }).click()
  const form = options.getByRole('form', { name: 'Topic' })
  await form.getByLabel('Name').fill(name)
  return form
}

test('a topic is written with help: a slip is mended, a spelling added, and an example that fails keeps it back', async ({
  browse,
}) => {
  const earshot = await browse()
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#topics'))
  const form = await newTopic(options, 'Our grinders')
  await form.getByText('Query', { exact: true }).click()
  const query = form.getByRole('textbox', { name: 'Query' })

  await test.step('a query that nobody could mean is refused, with the reason', async () => {
    await query.fill(`${'('.repeat(1_000)}quillon${')'.repeat(1_000)}`)
    await expect(form.getByText('nested more than 50 deep')).toBeVisible()
    await query.fill('quillon OR '.repeat(1_000))
    await expect(form.getByText('longer than 10,000 characters')).toBeVisible()
  })

  await test.step('a word that looks like an operator is remarked on, and one press mends it', async () => {
    await query.fill('quillon or burr')
    await form.getByRole('button', { name: 'Mend: quillon OR burr' }).click()
    await expect(query).toHaveValue('quillon OR burr')
  })

  await test.step('the three boxes hold the same query, and a spelling is added to them', async () => {
    await form.getByText('Three boxes', { exact: true }).click()
    await expect(form.getByLabel('Any of these')).toHaveValue('quillon\nburr')
    await form.getByRole('button', { name: 'Add quilon' }).click()
    await expect(form.getByLabel('Any of these')).toHaveValue('quillon\nburr\nquilon')
    await expect(form.getByRole('button', { name: 'Add quilon' })).toHaveCount(0)
  })

  await test.step('examples are tried at every change, and what fails is not saved', async () => {
    await form.getByText('Examples and a word on what it is about').click()
    await form.getByLabel('Posts that must match').fill('my quilon squeaks')
    await form.getByLabel('Posts that must not match').fill('a burr in my sock')
    await expect(form.getByText('Is found, but should not be')).toBeVisible()
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form.getByText('One example does not hold.')).toBeVisible()
    await form.getByLabel('But none of these').fill('sock')
    await expect(form.getByText('Is found, but should not be')).toHaveCount(0)
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(options.getByText('(quillon OR burr OR quilon) AND NOT sock')).toBeVisible()
  })
})

const SAID: readonly Said[] = [
  { id: '48100002', by: 'slowpour_ana', text: 'Thank you @quillon, the crank is smooth again.', ago: 90 },
  { id: '48100003', by: 'keel_hauler', text: 'A bent quillon on my sabre.', ago: 60 },
  { id: '48100004', by: 'crema_kai', text: 'Zanzibarflakes and a long walk.', ago: 30 },
]

test('where signs decide, “this is us” proposes a word with its counts, the list is filtered by topic', async ({
  browse,
}) => {
  const earshot = await browse()
  const { page, panel } = await openBeside(earshot, hackerNews(SAID))
  const authors = panel.locator('article.mention h3').getByRole('button')
  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#topics'))

  await test.step('a topic that weighs signs, and a plain one', async () => {
    const form = await newTopic(options, 'Our grinders')
    await form.getByLabel('Any of these').fill('quillon\n@quillon')
    await form.getByText('Is the name also an ordinary word?').click()
    await form.getByLabel('Yes, weigh the signs before a post counts').check()
    await form.getByLabel('Words of your trade').fill('burr')
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(options.getByRole('heading', { name: 'Our grinders' })).toBeVisible()
    const plain = await newTopic(options, 'Breakfast')
    await plain.getByLabel('Any of these').fill('zanzibarflakes')
    await plain.getByRole('button', { name: 'Save' }).click()
    await expect(options.getByRole('heading', { name: 'Breakfast' })).toBeVisible()
  })

  await test.step('the handle suffices, the bare word does not', async () => {
    await page.bringToFront()
    await expect(authors).toHaveText(['slowpour_ana', 'crema_kai'])
  })

  await test.step('the list is filtered by topic', async () => {
    await panel.getByRole('button', { name: 'Filter' }).click()
    await panel.getByRole('button', { name: /^Breakfast 1$/ }).click()
    await expect(authors).toHaveText(['crema_kai'])
    await panel.getByRole('button', { name: 'Show all' }).click()
    await expect(authors).toHaveCount(2)
  })

  await test.step('“this is us” proposes a word of the post, and another one', async () => {
    await authors.getByText('slowpour_ana').click()
    await openTopicLine(panel, 'Our grinders')
    await panel.getByRole('button', { name: 'This is us' }).click()
    const proposal = panel.locator('.proposal')
    await expect(proposal.getByText(/^Count “\w+” as a word of our trade\.$/)).toBeVisible()
    await expect(proposal.getByText(/The one mention seen here would stay\./)).toBeVisible()
    const first = await proposal.getByText(/^Count “/).textContent()
    await proposal.getByRole('button', { name: 'Another proposal' }).click()
    await expect(proposal.getByText(/^Count “/)).not.toHaveText(first ?? '')
    const taken = /“(\w+)”/.exec((await proposal.getByText(/^Count “/).textContent()) ?? '')?.[1] ?? '?'
    await proposal.getByRole('button', { name: 'Change the rule' }).click()
    await expect(panel.getByText('The rule is changed.')).toBeVisible()
    await options.bringToFront()
    // The options hear of the change a moment later, and a form keeps what it was opened with.
    await expect(async () => {
      await options.getByRole('button', { name: 'Edit Our grinders' }).click()
      const words = await options.getByLabel('Words of your trade').inputValue()
      await options.getByRole('button', { name: 'Cancel' }).click()
      expect(words).toBe(`burr\n${taken}`)
    }).toPass()
  })
})
