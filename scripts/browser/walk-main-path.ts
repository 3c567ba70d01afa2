import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { EventStore } from '../../server/store.ts'
import type { RunningExtension } from './launch-extension.ts'
import { openPracticeThread } from './steps.ts'

export interface Walk {
  readonly extension: RunningExtension
  readonly store: EventStore
  readonly workspaceId: string
  /** Folder for the pictures. */
  readonly pictures: string
  say(line: string): void
}

/**
 * The main path once, in the real side panel: open a thread, see a mention with its reason, its guidance
 * and a colleague's prior contact, log an outcome, see it arrive at the server.
 * @throws at the first step that shows something else.
 */
export async function walkMainPath(walk: Walk): Promise<void> {
  const { extension, say } = walk
  say('4. Open a thread in the practice town')
  const page = await openPracticeThread(extension, /Third burr set/)
  say(`   "${await text(page, 'h1')}"`)

  say('5. The side panel')
  const panel = await extension.openPanel()
  const card = panel.locator('article.mention', { hasText: 'slowpour_ana' }).first()
  await card.waitFor({ timeout: 20_000 })
  say(`   ${await panel.locator('article.mention').count()} mentions; the first words of one:`)
  say(`   slowpour_ana: "${(await text(card, '.said')).slice(0, 90)}…"`)
  say(`   needs: ${(await card.locator('.needs').innerText()).replaceAll('\n', ' ')}`)
  say(`   why here: ${await text(card, '.reason')}`)
  say(`   known: ${(await card.locator('.chips').innerText()).replaceAll('\n', ' · ')}`)
  await pictures(walk, page, panel, 'here')

  say('6. One mention')
  await card.getByRole('button').first().click()
  const guidance = panel.locator('.guidance').first()
  await guidance.waitFor()
  say(`   guidance: ${sentence(await guidance.innerText(), 5)}`)
  const prior = panel.locator('[aria-labelledby="person-title"]')
  await prior.getByText('Maya Osei').first().waitFor()
  say(`   prior contact: ${sentence(await prior.innerText(), 12)}`)
  await pictures(walk, page, panel, 'mention')

  say('7. Log it with the keyboard')
  const before = (await walk.store.head(walk.workspaceId)).head
  await panel.keyboard.press('1')
  await panel.getByText('Logged: Listened').first().waitFor()
  say('   pressed 1: Listened')
  await pictures(walk, page, panel, 'logged')

  say('8. The server')
  const after = await arrived(walk, before)
  say(`   the log grew from ${before} to ${after}`)
  say(`\nAll steps held. Pictures: ${walk.pictures}`)
}

async function arrived(walk: Walk, before: number): Promise<number> {
  for (let tries = 0; tries < 150; tries++) {
    const { head } = await walk.store.head(walk.workspaceId)
    if (head > before) return head
    await wait(200)
  }
  throw new Error('The interaction did not reach the server within 30 seconds.')
}

async function pictures(walk: Walk, page: Page, panel: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(walk.pictures, `${name}-page.png`) })
  await panel.screenshot({ path: join(walk.pictures, `${name}-panel.png`) })
}

async function text(within: Pick<Page, 'locator'>, selector: string): Promise<string> {
  return (await within.locator(selector).first().innerText()).trim()
}

/** The first lines of what a card shows, as one line. */
function sentence(shown: string, lines: number): string {
  return shown
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, lines)
    .join(' · ')
}
