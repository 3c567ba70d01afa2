/**
 * Tokens of devices that change every few minutes. The one that opens the server is in `storage.session`: in memory
 * only, and for pages of ours alone. The one that renews it outlives the browser, and is worth nothing without the
 * device's key.
 */
import { z } from '../model/zod.ts'
import { browser } from './browser.ts'

const RENEWING = 'tokens:'
const OPENING = 'access:'

const RenewingSchema = z.object({ refreshToken: z.string().min(1), offset: z.number() })
const OpeningSchema = z.object({ token: z.string().min(1), expiresAt: z.number() })

/** The shape of KeptTokens in lib/sync/session.ts. */
export interface DeviceTokens {
  readonly access: { readonly token: string; readonly expiresAt: number } | null
  readonly refreshToken: string
  readonly offset: number
}

/** Null: this device's token lasts, or it has none. */
export async function readTokens(deviceId: string): Promise<DeviceTokens | null> {
  const key = `${RENEWING}${deviceId}`
  const renewing = RenewingSchema.safeParse((await browser.storage.local.get(key))[key])
  if (!renewing.success) return null
  const opening = `${OPENING}${deviceId}`
  const access = OpeningSchema.safeParse((await browser.storage.session.get(opening))[opening])
  return { ...renewing.data, access: access.success ? access.data : null }
}

export async function saveTokens(deviceId: string, tokens: DeviceTokens): Promise<void> {
  const { access, refreshToken, offset } = tokens
  await browser.storage.local.set({ [`${RENEWING}${deviceId}`]: { refreshToken, offset } })
  if (access === null) await browser.storage.session.remove(`${OPENING}${deviceId}`)
  else await browser.storage.session.set({ [`${OPENING}${deviceId}`]: access })
}

export async function forgetTokens(deviceId: string): Promise<void> {
  await browser.storage.local.remove(`${RENEWING}${deviceId}`)
  await browser.storage.session.remove(`${OPENING}${deviceId}`)
}

/** Ids of the devices that have tokens here. */
export async function devicesWithTokens(): Promise<readonly string[]> {
  const keys = Object.keys(await browser.storage.local.get(null))
  return keys.filter((key) => key.startsWith(RENEWING)).map((key) => key.slice(RENEWING.length))
}
