import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { SnapshotAnswerSchema } from '../../lib/model/wire.ts'
import { z } from '../../lib/model/zod.ts'
import { launchExtension, type RunningExtension } from '../../scripts/browser/launch-extension.ts'
import { joinTeam } from '../../scripts/browser/steps.ts'
import { admitDevices } from '../../scripts/torture/admit-devices.ts'
import { countOf, logOne, openMention, queueCopies } from '../../scripts/torture/browser.ts'
import { invite } from '../../server/administer.ts'
import { contentHash } from '../../server/content-hash.ts'
import { realPorts } from '../../server/ports.ts'
import { inviteToSample } from '../../server/start-server.ts'
import type { Figure } from '../figure.ts'
import type { Place } from './place.ts'
import type { Sizes } from './sizes.ts'
import { timed } from './spread.ts'
import { type Line, push, pushBody } from './talk.ts'
import { createDeviceEntries, inBatches } from './write-entries.ts'

const BUILD = join(import.meta.dirname, '..', '..', '.output', 'chrome-mv3')
const BATCH = 200
const APPENDED_AT_ONCE = 1_000
const PATIENCE_MS = 900_000
/** Between two looks into the browser's database: often enough to see progress, too seldom to slow it down. */
const LOOK_MS = 250

/** The real extension in Chromium: it empties a full outbox, and reads a long log that it has never seen. */
export async function* inChromium(place: Place, sizes: Sizes): AsyncIterable<Figure> {
  if (!existsSync(BUILD)) throw new Error('Build first: npm run build:chrome')
  yield await withExtension((extension) => outboxFigure(place, sizes, extension))
  yield await withExtension((extension) => firstSyncFigure(place, sizes, extension))
}

async function withExtension(work: (extension: RunningExtension) => Promise<Figure>): Promise<Figure> {
  const extension = await launchExtension({
    extensionDir: BUILD,
    headless: true,
    granted: ['http://*/*', 'https://*/*'],
  })
  try {
    return await work(extension)
  } finally {
    await extension.close()
  }
}

/** From the moment a person asks to send now until nothing waits. Against bare pushes from Node. */
async function outboxFigure(place: Place, { outbox }: Sizes, extension: RunningExtension): Promise<Figure> {
  const { server, store } = place
  const { code, workspaceId } = await inviteToSample(realPorts(store))
  await joinTeam(extension, { server: server.url, code, name: 'Robin Vale' })
  const panel = await openMention(extension)
  const inside = await openInside(extension)
  await logOne(panel)
  await untilEmpty(inside, workspaceId)
  const before = (await store.head(workspaceId)).head
  await queueCopies(inside, workspaceId, outbox)
  const value = await timed(async () => {
    // What the button "Send now" says to the background.
    await inside.evaluate(() => chrome.runtime.sendMessage({ earshot: 'sync.poke', request: { now: true } }))
    await untilEmpty(inside, workspaceId)
  })
  const added = (await store.head(workspaceId)).head - before
  if (added !== outbox) throw new Error(`${added} of ${outbox} entries reached the log`)
  const baseline = await timeBarePushes(place, outbox)
  return secondsFigure(`outbox of ${outbox} sent by Chromium, against bare pushes from Node`, value, baseline)
}

/** From "join" until the log is in the browser's database. Against fetching the same pages in Node. */
async function firstSyncFigure(
  place: Place,
  { firstSync }: Sizes,
  extension: RunningExtension,
): Promise<Figure> {
  const { server, store } = place
  const { workspaceId, devices } = await admitDevices(store, 'a log to be read', 1)
  const [device] = devices
  if (device === undefined) throw new Error('nobody was admitted')
  const entries = createDeviceEntries(workspaceId, device)(firstSync)
  for (const batch of inBatches(entries, APPENDED_AT_ONCE)) {
    const hashed = batch.map((event) => ({ event, contentHash: contentHash(event) }))
    await store.append(workspaceId, hashed, Date.now())
  }
  const code = await invite(realPorts(store), workspaceId, { uses: 1, hours: 1 })
  const inside = await openInside(extension)
  const seen = new Set<number>()
  const value = await timed(async () => {
    await joinTeam(extension, { server: server.url, code, name: 'Robin Vale' })
    await untilRead(inside, workspaceId, seen)
  })
  const kept = await countOf(inside, workspaceId, 'interactions')
  if (kept !== firstSync) throw new Error(`${kept} of ${firstSync} entries are in the browser`)
  if (seen.size < 3) throw new Error('the browser showed no progress')
  const baseline = await timed(() => fetchSnapshot({ url: server.url, workspaceId, device }))
  const what = `first sync of ${firstSync} entries in Chromium, with progress, against fetching them in Node`
  return secondsFigure(what, value, baseline)
}

function secondsFigure(what: string, value: number, baseline: number): Figure {
  return {
    bench: 'sync',
    case: what,
    value: value / 1_000,
    unit: 's',
    baseline: baseline / 1_000,
    ratio: value / baseline,
    n: 1,
  }
}

async function timeBarePushes({ server, store }: Place, count: number): Promise<number> {
  const { workspaceId, devices } = await admitDevices(store, 'bare pushes', 1)
  const [device] = devices
  if (device === undefined) throw new Error('nobody was admitted')
  const line = { url: server.url, workspaceId, device }
  const bodies = inBatches(createDeviceEntries(workspaceId, device)(count), BATCH)
  return timed(async () => {
    for (const body of bodies) await push(line, pushBody(device, body))
  })
}

async function fetchSnapshot({ url, workspaceId, device }: Line): Promise<void> {
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query = cursor === '' ? '' : `?${new URLSearchParams({ cursor })}`
    const answer: Response = await fetch(`${url}/v1/w/${workspaceId}/snapshot${query}`, {
      headers: { authorization: `Bearer ${device.token}` },
    })
    cursor = SnapshotAnswerSchema.parse(await answer.json()).snapshotCursor
  }
}

/** A page of the extension, which sees its databases. */
async function openInside(extension: RunningExtension): Promise<Page> {
  const page = await extension.context.newPage()
  await page.goto(extension.page('options.html'))
  return page
}

async function untilEmpty(page: Page, workspaceId: string): Promise<void> {
  await until(async () => (await countOf(page, workspaceId, 'outbox')) === 0)
}

const ProgressSchema = z.object({ done: z.int(), of: z.int() })

/** Until the place in the log is known and no snapshot is under way; `seen` gets each progress on the way. */
async function untilRead(page: Page, workspaceId: string, seen: Set<number>): Promise<void> {
  await until(async () => {
    const progress = ProgressSchema.safeParse(await syncState(page, workspaceId, 'snapshot'))
    if (progress.success) seen.add(progress.data.done)
    return !progress.success && typeof (await syncState(page, workspaceId, 'cursor')) === 'string'
  })
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('the browser did not finish within a quarter of an hour')
    await wait(LOOK_MS)
  }
}

function syncState(page: Page, workspaceId: string, key: string): Promise<unknown> {
  return page.evaluate(
    async ({ name, key }) => {
      const asked = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await asked(indexedDB.open(name))
      const row: unknown = await asked(database.transaction('syncState').objectStore('syncState').get(key))
      database.close()
      return (row as { value?: unknown } | undefined)?.value ?? null
    },
    { name: `earshot-${workspaceId}`, key },
  )
}
