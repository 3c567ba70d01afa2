import { z } from '../model/zod.ts'
import { browser } from './browser.ts'

const PREFIX = 'kept-aside:'

const KeptAsideSchema = z.object({ setting: z.string(), at: z.number(), value: z.unknown() })

/** A setting that could not be read, as it was found. */
export interface KeptAside {
  readonly key: string
  readonly setting: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly value: unknown
}

/** Keeps an unreadable setting under a key of its own, before a new one takes its place. */
export async function keepAside(setting: string, value: unknown): Promise<void> {
  await browser.storage.local.set({
    [`${PREFIX}${setting}:${crypto.randomUUID()}`]: { setting, at: Date.now(), value },
  })
}

/** Every setting kept aside, newest first. */
export async function readKeptAside(): Promise<readonly KeptAside[]> {
  const all = await browser.storage.local.get(null)
  return Object.entries(all)
    .filter(([key]) => key.startsWith(PREFIX))
    .flatMap(([key, value]) => {
      const parsed = KeptAsideSchema.safeParse(value)
      return parsed.success ? [{ ...parsed.data, value: parsed.data.value, key }] : []
    })
    .sort((one, other) => other.at - one.at)
}

/** Forgets one for good. */
export async function discardKeptAside(key: string): Promise<void> {
  if (key.startsWith(PREFIX)) await browser.storage.local.remove(key)
}
