/**
 * Draws the extension's icon, `scripts/icon.svg`, as PNG in the sizes that browsers ask for. Run by
 * hand after the drawing changed: `node scripts/draw-icons.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './find-browser.ts'

const folder = join(import.meta.dirname, '../public/icon')
const drawing = readFileSync(join(import.meta.dirname, 'icon.svg'), 'utf8')
const browser = await chromium.launch({
  executablePath: findBrowser('chromium').path,
  args: ['--no-sandbox'],
})
for (const size of [16, 32, 48, 128]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  )
  writeFileSync(join(folder, `${size}.png`), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
