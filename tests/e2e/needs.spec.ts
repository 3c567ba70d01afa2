import type { Page } from '@playwright/test'
import { expect, test } from './support/earshot.ts'
import { openInTeam } from './support/panel.ts'
import { hackerNews, type Said } from './support/social-pages.ts'

/** Posts whose needs are plain, in no order of urgency. */
const SAID: readonly Said[] = [
  { id: '48100001', by: 'galley_gus', text: 'Porridge with zanzibarflakes, every single day.', ago: 200 },
  {
    id: '48100002',
    by: 'brewbert',
    text: 'Does anyone know where I can find the manual of the Quillon Q2?',
    ago: 120,
  },
  {
    id: '48100003',
    by: 'tamper_tom',
    text: 'The burr of my Quillon snapped on day three and it stopped working.',
    ago: 90,
  },
  { id: '48100004', by: 'crema_kai', text: 'Love my Quillon, best grinder ever.', ago: 60 },
]

const authors = (panel: Page) => panel.locator('article.mention h3').getByRole('button')
const cardOf = (panel: Page, author: string) => panel.locator('article.mention').filter({ hasText: author })

test('labels say why, the order says its rule, and the list can be filtered by need, all from the keyboard', async ({
  browse,
  server,
}) => {
  const { panel } = await openInTeam(browse, server, hackerNews(SAID))
  await expect(panel.locator('article.mention')).toHaveCount(3)

  await test.step('each label stands with its words', async () => {
    await expect(cardOf(panel, 'tamper_tom').locator('.needs')).toContainText(/complaint “[^”]+”/i)
    await expect(cardOf(panel, 'brewbert').locator('.needs')).toContainText(/question “[^”]+”/i)
  })

  await test.step('the most pressing first, and why', async () => {
    await panel.getByRole('radio', { name: 'Most pressing first' }).check()
    await expect(authors(panel).first()).toHaveText('tamper_tom')
    await panel.getByText('How is this ordered?').click()
    await expect(panel.getByText('Each post stands by its first label, in this order.')).toBeVisible()
    await expect(panel.locator('.order-rule .taken').first()).toContainText('· 1')
  })

  await test.step('filter by need, and Escape shows all again', async () => {
    await panel.getByRole('heading', { level: 1 }).click()
    await panel.keyboard.press('f')
    await expect(panel.getByRole('button', { name: 'Filter' })).toHaveAttribute('aria-expanded', 'true')
    const complaint = panel.getByRole('button', { name: /^Complaint 1$/ })
    await complaint.focus()
    await panel.keyboard.press('Enter')
    await expect(complaint).toHaveAttribute('aria-pressed', 'true')
    await expect(complaint).toBeFocused()
    await expect(panel.getByText('1 of 3 shown')).toBeVisible()
    await expect(authors(panel)).toHaveText(['tamper_tom'])
    await panel.keyboard.press('Escape')
    await expect(authors(panel)).toHaveCount(3)
    await panel.keyboard.press('Escape')
    await expect(panel.getByRole('button', { name: 'Filter' })).toBeFocused()
  })

  await test.step('on the mention, what a label rests on', async () => {
    await authors(panel).first().click()
    const why = panel.locator('details.why').filter({ hasText: /complaint/i })
    await why.locator('summary').click()
    await expect(why).toContainText('The post states a fault, a failure or a grievance.')
    await expect(why).toContainText('such labels are right.')
  })

  await test.step('no second opinion is spoken of: it is off, and this browser has no model', async () => {
    await expect(panel.getByText('Second opinion')).toHaveCount(0)
  })
})

test('a second opinion is off until it is switched on, asked on a click, and stands beside the label', async ({
  browse,
  server,
}) => {
  const { earshot, page, panel } = await openInTeam(browse, server, hackerNews(SAID))
  await panel.context().addInitScript(() => {
    if (location.protocol !== 'chrome-extension:') return
    const prompts: string[] = []
    Object.assign(globalThis, {
      prompts,
      LanguageModel: {
        availability: async () => 'downloadable',
        create: async (options: { monitor(target: EventTarget): void }) => {
          const target = new EventTarget()
          options.monitor(target)
          target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded: 0.5 }))
          return {
            prompt: async (text: string) => {
              prompts.push(text)
              return '{"needs":[{"need":"complaint","quote":"it stopped working"}]}'
            },
            destroy: () => undefined,
          }
        },
      },
    })
  })
  await panel.reload()
  await authors(panel).getByText('tamper_tom').click()
  await expect(panel.getByRole('heading', { name: 'Guidance' }).first()).toBeVisible()
  await expect(panel.getByText('Second opinion')).toHaveCount(0)

  const options = await earshot.context.newPage()
  await options.goto(earshot.page('options.html#look'))
  await expect(options.getByText('It is not downloaded yet.')).toBeVisible()
  await options.getByRole('switch', { name: 'Offer a second opinion on posts' }).click()
  await expect(options.getByRole('switch')).toBeChecked()
  await options.close()
  await page.bringToFront()

  await panel.getByRole('button', { name: 'Ask it about this post' }).click()
  await expect(panel.getByText('The browser has to download the model first')).toBeVisible()
  expect(await panel.evaluate(() => Reflect.get(globalThis, 'prompts'))).toEqual([])
  await panel.getByRole('button', { name: 'Download and ask' }).click()
  await expect(panel.locator('.opinion')).toContainText('“it stopped working”')
  await expect(panel.locator('.opinion')).toContainText('The labels above stay as they are.')
  expect(await panel.evaluate(() => Reflect.get(globalThis, 'prompts'))).toEqual([
    `The post: "${SAID[2]?.text}"`,
  ])
})
