/**
 * Keys of devices: P-256, made here and never to be read out, so that a copy of the settings is not a copy of the
 * device. They are in a database of their own, because the workspace's may be lost and come back from the server.
 */
import { PublicKeySchema } from '../model/wire.ts'
import type { z } from '../model/zod.ts'

const DATABASE = 'earshot-device-keys'
const STORE = 'keys'
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const

/**
 * The public half of the device's key, which is made at first use. Null where the browser keeps no database: the
 * device then joins without a key.
 */
export async function devicePublicKey(deviceId: string): Promise<z.infer<typeof PublicKeySchema> | null> {
  try {
    const pair = (await readPair(deviceId)) ?? (await makePair(deviceId))
    return PublicKeySchema.parse(await crypto.subtle.exportKey('jwk', pair.publicKey))
  } catch {
    return null
  }
}

/** Signs with the device's key: 64 bytes r ‖ s in base64url. Null when there is no key. */
export async function signAsDevice(deviceId: string, text: string): Promise<string | null> {
  try {
    const pair = await readPair(deviceId)
    if (pair === null) return null
    const bytes = await crypto.subtle.sign(SIGNING, pair.privateKey, new TextEncoder().encode(text))
    return base64url(new Uint8Array(bytes))
  } catch {
    return null
  }
}

/** Ids of the devices that have a key here. */
export async function devicesWithKey(): Promise<readonly string[]> {
  const keys = await inStore('readonly', (store) => store.getAllKeys())
  return keys.filter((key) => typeof key === 'string')
}

export async function forgetDeviceKey(deviceId: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(deviceId))
}

async function makePair(deviceId: string): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign'])
  await inStore('readwrite', (store) => store.put(pair, deviceId))
  return pair
}

async function readPair(deviceId: string): Promise<CryptoKeyPair | null> {
  const kept: unknown = await inStore('readonly', (store) => store.get(deviceId))
  return isPair(kept) ? kept : null
}

function isPair(kept: unknown): kept is CryptoKeyPair {
  return typeof kept === 'object' && kept !== null && 'privateKey' in kept && 'publicKey' in kept
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const db = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode)
      const asked = work(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('aborted'))
    })
  } finally {
    db.close()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(DATABASE, 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE)
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('not opened'))
  })
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}
