import { type PageSelection, PageSelectionSchema } from '../model/selection.ts'
import { z } from '../model/zod.ts'
import { browser } from './browser.ts'

/**
 * Selected text on its way from the page's menu to the panel that the same click opens. It lies in the
 * browser's memory (`storage.session`, which extension pages alone can read) until the panel takes it, once.
 */

const SLOT = 'picked-text'

/** Older than this it belongs to a panel that never opened, milliseconds. */
const STALE = 120_000

const PickedSchema = z.object({ windowId: z.int(), at: z.number(), selection: PageSelectionSchema })

/** Leaves it for the panel of this window. What was left before is replaced. */
export async function leavePicked(windowId: number, selection: PageSelection, now: number): Promise<void> {
  await browser.storage.session.set({ [SLOT]: { windowId, at: now, selection } })
}

/** Calls back with what is left for the panel of this window, now and later, each once, until `signal` aborts. */
export function watchPicked(
  onPicked: (selection: PageSelection) => void,
  signal: AbortSignal,
  now: () => number,
): void {
  const look = async () => {
    const left = (await browser.storage.session.get(SLOT))[SLOT]
    if (left === undefined || signal.aborted) return
    const { data } = PickedSchema.safeParse(left)
    const isFresh = data !== undefined && Math.abs(now() - data.at) < STALE
    if (isFresh && data.windowId !== (await browser.windows.getCurrent()).id) return
    await browser.storage.session.remove(SLOT)
    if (isFresh && !signal.aborted) onPicked(data.selection)
  }
  // One after the other, or two changes at once would both find the same.
  let turn = Promise.resolve()
  const next = () => {
    turn = turn.then(look).catch(() => undefined)
  }
  const onChanged = (changes: Record<string, unknown>, area: string) => {
    if (area === 'session' && SLOT in changes) next()
  }
  browser.storage.onChanged.addListener(onChanged)
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(onChanged), { once: true })
  next()
}
