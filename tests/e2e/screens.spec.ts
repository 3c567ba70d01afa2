import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { findBrowser } from '../../scripts/find-browser.ts'
import { OPTIONS_STORIES } from '../stories/options-stories.ts'
import { serveStories } from '../stories/serve.ts'
import { STORIES } from '../stories/stories.ts'
import { bringAxe, inaccessible } from './support/axe.ts'

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

type Look = (typeof LOOKS)[number]

/** Goes through `screens` in one page; each is a document of its own, with nothing left of the one before. */
async function walk(
  { locale, appearance, width }: Look,
  path: string,
  screens: readonly string[],
  at: (page: Page, screen: string) => Promise<void>,
): Promise<void> {
  test.setTimeout(60_000 + screens.length * 5_000)
  const context = await browser.newContext({ viewport: { width, height: 780 } })
  await bringAxe(context)
  const page = await context.newPage()
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(String(error)))
  for (const screen of screens) {
    await page.goto(`${stories.url}${path}?screen=${screen}&locale=${locale}&appearance=${appearance}`)
    await page.locator(`html[data-ready="${screen}"]`).waitFor()
    await at(page, screen)
  }
  expect(broken).toEqual([])
  await context.close()
}

async function looksRight(page: Page, screen: string): Promise<void> {
  expect.soft(await misfits(page), screen).toEqual([])
  expect.soft(await inaccessible(page), screen).toEqual([])
}

/** What nobody should ever draw. */
function spoil(): void {
  const pale = document.createElement('p')
  pale.textContent = 'Hardly to be read'
  pale.style.cssText = 'color: #888; background: #777'
  const nameless = document.createElement('button')
  nameless.style.cssText = 'block-size: 40px; inline-size: 40px'
  const low = document.createElement('button')
  low.textContent = 'Low'
  low.className = 'button'
  low.style.cssText = 'block-size: 20px; min-block-size: 0; padding: 0'
  const wide = document.createElement('div')
  wide.className = 'wide'
  wide.style.cssText = 'inline-size: 110vw; block-size: 8px'
  document.querySelector('main')?.append(pale, nameless, low, wide)
}

for (const look of LOOKS) {
  const { locale, appearance, width } = look
  const named = `${locale}, ${appearance}, ${width} px`
  test(`every screen of the panel fits and is accessible: ${named}`, () => walk(look, '', PANEL, looksRight))
  test(`every state of the options fits and is accessible: ${named}`, () =>
    walk(look, 'options.html', OPTIONS, looksRight))
  test(`pale words, a nameless button, one too low and a box too wide are found: ${named}`, () =>
    walk(look, '', ['here'], async (page) => {
      await page.evaluate(spoil)
      expect(await misfits(page)).toEqual(['stands out: DIV.wide', 'only 20 px high: BUTTON.button'])
      const found = await inaccessible(page)
      expect(found.map((fault) => fault.replace(/:.*/, '')).sort()).toEqual(['button-name', 'color-contrast'])
    }))
}
