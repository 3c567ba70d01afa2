import type { RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { joinTeam } from '../../scripts/browser/steps.ts'
import { expect, test } from './support/earshot.ts'
import { startGate } from './support/gate.ts'
import { logWith, openBeside, openMention } from './support/panel.ts'
import { hackerNews } from './support/social-pages.ts'

const SIXTY_DAYS = 60 * 24 * 3_600_000

test('after two months away nobody is shown before the team’s server has answered; without it, the panel says how old it is', async ({
  browse,
  server,
}) => {
  const gate = await startGate(server.url)
  const earshot = await browse()
  await joinTeam(earshot, { server: gate.url, code: server.invitation(), name: 'Robin Vale' })
  const first = await openBeside(earshot, hackerNews())
  await openMention(first.panel)
  await logWith(first.panel, '1', 'Listened')
  await expect(first.panel.getByText('All sent')).toBeVisible()
  await first.panel.close()

  gate.holdPulls(true)
  await beAway(earshot, server.workspaceId)
  const back = await earshot.openPanel()
  await first.page.bringToFront()
  await expect(back.getByText('Asking your team’s server')).toBeVisible()
  expect(await back.locator('article.mention').count()).toBe(0)
  gate.holdPulls(false)
  await expect(back.locator('article.mention').first()).toBeVisible()
  await expect(back.getByText('Not refreshed for a while')).toHaveCount(0)
  await back.close()

  await server.stop()
  await beAway(earshot, server.workspaceId)
  const offline = await earshot.openPanel()
  await first.page.bringToFront()
  await expect(offline.getByText('Not refreshed for a while')).toBeVisible()
  await expect(offline.locator('article.mention').first()).toBeVisible()
  await server.startAgain()
  await gate.close()
})

/**
 * As if the last round that worked were two months ago. Under the lock that a round holds: one that ends later would
 * write down again what it began with.
 */
async function beAway(earshot: RunningExtension, workspaceId: string): Promise<void> {
  const page = await earshot.context.newPage()
  await page.goto(earshot.page('options.html'))
  await page.evaluate(
    ({ id, away }) =>
      navigator.locks.request(`earshot-sync-${id}`, async () => {
        const asked = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result)
            request.onerror = () => reject(request.error)
          })
        const database = await asked(indexedDB.open(`earshot-${id}`))
        const transaction = database.transaction('syncState', 'readwrite')
        const rows = transaction.objectStore('syncState')
        const retry = (await asked(rows.get('retry'))) as { key: string; value: Record<string, unknown> }
        rows.put({ ...retry, value: { ...retry.value, lastOkAt: Date.now() - away } })
        await new Promise<void>((resolve, reject) => {
          transaction.oncomplete = () => resolve()
          transaction.onabort = () => reject(transaction.error)
        })
        database.close()
      }),
    { id: workspaceId, away: SIXTY_DAYS },
  )
  await page.close()
}
