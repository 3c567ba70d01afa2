import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.ts'
import { OPTIONS_STORIES } from '../stories/options-stories.ts'
import { serveStories } from '../stories/serve.ts'
import { STORIES } from '../stories/stories.ts'

const PANEL = [...Object.keys(STORIES), 'opening', 'asking-first', 'start-failed']
const OPTIONS = Object.keys(OPTIONS_STORIES)

/** The narrowest panel, the longest words, both schemes, both directions. */
const LOOKS = [
  { locale: 'en', appearance: 'dark', width: 500 },
  { locale: 'de', appearance: 'light', width: 320 },
  { locale: 'en-XA', appearance: 'light', width: 320 },
  { locale: 'ar-XB', appearance: 'dark', width: 360 },
] as const

let browser: Browser
let stories: Awaited<ReturnType<typeof serveStories>>

test.beforeAll(async () => {
  stories = await serveStories()
  browser = await chromium.launch({ executablePath: findBrowser('chromium').path, args: ['--no-sandbox'] })
})

test.afterAll(async () => {
  await browser.close()
  await stories.close()
})

/** What stands out at a side, and what a finger would miss. Sizes in CSS pixels. */
function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`
    const shown = [...document.querySelectorAll('body *')].map((element) => ({
      element,
      box: element.getBoundingClientRect(),
    }))
    const outside = shown
      .filter(({ box }) => box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5))
      .map(({ element }) => `stands out: ${name(element)}`)
    const small = shown
      .filter(({ element }) => element.matches('button:not(.cover), select, textarea, input.field'))
      .filter(({ box }) => box.width > 0 && box.height < 31.5)
      .map(({ element, box }) => `only ${box.height} px high: ${name(element)}`)
    return [...outside, ...small]
  })
}

async function looksRight(
  { locale, appearance, width }: (typeof LOOKS)[number],
  path: string,
  screens: readonly string[],
): Promise<void> {
  test.setTimeout(screens.length * 10_000)
  const context = await browser.newContext({ viewport: { width, height: 780 } })
  const page = await context.newPage()
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  for (const screen of screens) {
    await page.goto(`${stories.url}${path}?screen=${screen}&locale=${locale}&appearance=${appearance}`)
    await page.locator(`html[data-ready="${screen}"]`).waitFor()
    expect.soft(await misfits(page), screen).toEqual([])
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    expect.soft(found, screen).toEqual([])
  }
  expect(broken).toEqual([])
  await context.close()
}

for (const look of LOOKS) {
  const { locale, appearance, width } = look
  test(`every screen of the panel fits and is accessible: ${locale}, ${appearance}, ${width} px`, () =>
    looksRight(look, '', PANEL))
  test(`every state of the options fits and is accessible: ${locale}, ${appearance}, ${width} px`, () =>
    looksRight(look, 'options.html', OPTIONS))
}
