import { bringAxe, inaccessible } from './support/axe.ts'
import { expect, joinSample, test } from './support/earshot.ts'

const PAGES = [
  'welcome.html',
  'practice.html',
  'practice.html?thread=third-set',
  ...['workspaces', 'topics', 'guidance', 'sites', 'backup', 'privacy', 'look'].map(
    (part) => `options.html#${part}`,
  ),
]

for (const { scheme, width } of [
  { scheme: 'light', width: 320 },
  { scheme: 'dark', width: 900 },
] as const)
  test(`every page of the extension fits and is accessible: ${scheme}, ${width} px`, async ({
    browse,
    server,
  }) => {
    const earshot = await browse()
    await bringAxe(earshot.context)
    await joinSample(earshot, server, 'Robin Vale')
    const page = await earshot.context.newPage()
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 800 })
    for (const path of PAGES) {
      await page.goto('about:blank')
      await page.goto(earshot.page(path))
      await page.getByRole('heading').first().waitFor()
      expect.soft(await inaccessible(page), path).toEqual([])
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect.soft(wider, `${path} is wider than the window`).toBeLessThanOrEqual(0)
    }
  })
