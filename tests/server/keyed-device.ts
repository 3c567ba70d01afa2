import { randomUUID } from 'node:crypto'
import { JoinAnswerSchema, proofText } from '../../lib/model/wire.ts'
import { invite } from '../../server/administer.ts'
import type { Device, InMemoryServer } from './serve-in-memory.ts'

const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const

/** A key as a browser makes it: the private half cannot be taken out. */
export async function newDeviceKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ])
  const publicKey = await crypto.subtle.exportKey('jwk', pair.publicKey)
  const sign = async (text: string) => {
    const signature = await crypto.subtle.sign(SIGNING, pair.privateKey, new TextEncoder().encode(text))
    return Buffer.from(signature).toString('base64url')
  }
  return { publicKey, sign }
}

/** A device that joined with a key, and what it needs to refresh its token. */
export async function joinWithKey(server: InMemoryServer, workspaceId: string, name: string) {
  const key = await newDeviceKey()
  const code = await invite(server.ports, workspaceId, { uses: 1, hours: 1 })
  const deviceId = randomUUID()
  const response = await server.postJson('/v1/join', { code, name, deviceId, publicKey: key.publicKey })
  const { member, token, expiresAt, refreshToken = '' } = JoinAnswerSchema.parse(await response.json())
  const device: Device = { workspaceId, memberId: member.id, deviceId, token }
  /** The body of a request for the next token; `over` replaces what is signed, and what is sent. */
  const signed = async (over: Readonly<Record<string, unknown>> = {}, sign = key.sign) => {
    const asked = { refreshToken, deviceId, at: server.clock.now, ...over }
    return { ...asked, proof: await sign(proofText(asked)), ...over }
  }
  const refresh = async (...asked: Parameters<typeof signed>) =>
    server.postJson('/v1/token', await signed(...asked))
  return { device, expiresAt, refreshToken, signed, refresh }
}
