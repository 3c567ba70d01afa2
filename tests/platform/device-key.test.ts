import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import {
  devicePublicKey,
  devicesWithKey,
  forgetDeviceKey,
  signAsDevice,
} from '../../lib/platform/device-key.ts'

const device = () => crypto.randomUUID()

test('what a device signs is told by its public key, and by no other’s', async () => {
  const [one, other] = [device(), device()]
  const [mine, theirs] = await Promise.all([devicePublicKey(one), devicePublicKey(other)])
  const proof = await signAsDevice(one, 'er_1.device.42')
  expect(proof).toMatch(/^[A-Za-z0-9_-]{86}$/)
  const verify = async (jwk: typeof mine, text: string) => {
    const key = await crypto.subtle.importKey(
      'jwk',
      jwk ?? {},
      { name: 'ECDSA', namedCurve: 'P-256' },
      false,
      ['verify'],
    )
    const bytes = Uint8Array.from(atob((proof ?? '').replace(/-/g, '+').replace(/_/g, '/')), (letter) =>
      letter.charCodeAt(0),
    )
    return crypto.subtle.verify(
      { name: 'ECDSA', hash: 'SHA-256' },
      key,
      bytes,
      new TextEncoder().encode(text),
    )
  }
  expect(await verify(mine, 'er_1.device.42')).toBe(true)
  expect(await verify(mine, 'er_1.device.43')).toBe(false)
  expect(await verify(theirs, 'er_1.device.42')).toBe(false)
})

test('a device keeps its key, which nobody can read out', async () => {
  const one = device()
  const first = await devicePublicKey(one)
  expect(await devicePublicKey(one)).toEqual(first)
  expect(Object.keys(first ?? {}).sort()).toEqual(['crv', 'kty', 'x', 'y'])
  const open = indexedDB.open('earshot-device-keys')
  await new Promise((resolve) => {
    open.onsuccess = resolve
  })
  const asked = open.result.transaction('keys').objectStore('keys').get(one)
  await new Promise((resolve) => {
    asked.onsuccess = resolve
  })
  open.result.close()
  await expect(crypto.subtle.exportKey('jwk', (asked.result as CryptoKeyPair).privateKey)).rejects.toThrow()
})

test('a key that was forgotten signs nothing, and one that never was neither', async () => {
  const one = device()
  await devicePublicKey(one)
  expect(await devicesWithKey()).toContain(one)
  await forgetDeviceKey(one)
  expect(await devicesWithKey()).not.toContain(one)
  expect(await signAsDevice(one, 'x')).toBeNull()
  expect(await signAsDevice(device(), 'x')).toBeNull()
})

test('a browser that keeps no database has no key, and nothing throws', async () => {
  const real = indexedDB.open
  indexedDB.open = () => {
    throw new DOMException('refused', 'InvalidStateError')
  }
  expect(await devicePublicKey(device())).toBeNull()
  expect(await signAsDevice(device(), 'x')).toBeNull()
  indexedDB.open = real
})
