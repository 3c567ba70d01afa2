import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewToken, Rotated } from '../../../server/people-store.ts'
import { hashSecret } from '../../../server/secrets.ts'
import type { EventStore } from '../../../server/store.ts'
import { enter, entry, join, leave, NOW, type Scene, type StoreUnderTest, token } from './store-under-test.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** What every store behind the port must do with tokens and devices. */
export function describeTokens(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`tokens and devices in ${name}`, () => {
    let scene: Scene
    let store: EventStore
    let workspaceId: string

    beforeEach(async () => {
      scene = await enter(await make())
      ;({ store, workspaceId } = scene)
    })
    afterEach(() => leave(scene))

    const pair = (now = NOW) => ({
      access: token('access', { expiresAt: now + 15 * MINUTE, createdAt: now }),
      refresh: token('refresh', { expiresAt: now + 90 * DAY, createdAt: now }),
    })
    /** A device with a pair of tokens. */
    const device = async () => {
      const first = pair()
      const joined = await join(scene, { publicKey: '{"kty":"EC"}', tokens: [first.access, first.refresh] })
      return { ...joined, first }
    }
    const rotate = (deviceId: string, used: NewToken, next: ReturnType<typeof pair>, now: number) =>
      store.rotate({ workspaceId, deviceId, refreshHash: used.hash, next, now, graceMs: MINUTE })
    const statusOf = async ({ hash }: NewToken, now = NOW) =>
      (await store.session(workspaceId, hash, now)).status

    it('speak for their member and device until they run out', async () => {
      const { first, deviceId, memberId } = await device()
      expect(await store.session(workspaceId, first.access.hash, NOW)).toEqual({
        status: 'valid',
        session: {
          workspaceId,
          memberId,
          deviceId,
          role: 'member',
          kind: 'access',
          scopes: [],
          expiresAt: NOW + 15 * MINUTE,
        },
        epoch: (await store.head(workspaceId)).epoch,
      })
      expect(await statusOf(first.access, NOW + 15 * MINUTE)).toBe('expired')
      expect(await statusOf(token('access'))).toBe('unknown')
      expect(await statusOf(first.refresh)).toBe('unknown')
    })

    it('are unknown in any other workspace, and in one that is not there', async () => {
      const { first } = await device()
      const other = randomUUID()
      await store.createWorkspace({ id: other, name: 'Other' }, randomUUID(), NOW)
      for (const elsewhere of [other, randomUUID(), 'nonsense', '../control'])
        expect(await store.session(elsewhere, first.access.hash, NOW)).toEqual({ status: 'unknown' })
    })

    it('rotate: the refresh token is used up, and the new pair is valid', async () => {
      const { first, deviceId, memberId } = await device()
      const second = pair()
      expect(await rotate(deviceId, first.refresh, second, NOW)).toEqual({ status: 'rotated', memberId })
      expect(await statusOf(second.access)).toBe('valid')
      expect((await rotate(deviceId, second.refresh, pair(), NOW + 1)).status).toBe('rotated')
    })

    it('may rotate twice within the grace, for the answer that was lost', async () => {
      const { first, deviceId } = await device()
      const [lost, kept] = [pair(), pair()]
      await rotate(deviceId, first.refresh, lost, NOW)
      expect((await rotate(deviceId, first.refresh, kept, NOW + MINUTE - 1)).status).toBe('rotated')
      expect((await rotate(deviceId, kept.refresh, pair(), NOW + 15 * MINUTE)).status).toBe('rotated')
      // The device went on with the other branch: this one is in somebody else's hands.
      expect((await rotate(deviceId, lost.refresh, pair(), NOW + 17 * MINUTE)).status).toBe('reused')
    })

    it('that come again after their grace end every token of the device', async () => {
      const [stolen, colleague] = [await device(), await device()]
      const second = pair()
      await rotate(stolen.deviceId, stolen.first.refresh, second, NOW)
      const again = await rotate(stolen.deviceId, stolen.first.refresh, pair(), NOW + MINUTE)
      expect(again).toEqual({ status: 'reused' })
      expect(await statusOf(second.access)).toBe('revoked')
      expect((await rotate(stolen.deviceId, second.refresh, pair(), NOW + MINUTE)).status).toBe('revoked')
      expect(await statusOf(colleague.first.access)).toBe('valid')
    })

    it('rotate once when the same one comes many times at once', async () => {
      const { first, deviceId } = await device()
      const nexts = Array.from({ length: 6 }, () => pair())
      const answers = await Promise.all(nexts.map((next) => rotate(deviceId, first.refresh, next, NOW)))
      expect(new Set(answers.map(({ status }: Rotated) => status))).toEqual(new Set(['rotated']))
      // All are within the grace; the first branch that is used ends the others.
      const uses = []
      for (const { refresh } of nexts) uses.push(await rotate(deviceId, refresh, pair(), NOW + 5 * MINUTE))
      expect(uses.filter(({ status }) => status === 'rotated').length).toBe(nexts.length)
      expect((await rotate(deviceId, nexts[0]?.refresh ?? first.refresh, pair(), NOW + DAY)).status).toBe(
        'reused',
      )
    })

    it('rotate for their own device only, and not after their time', async () => {
      const [mine, other] = [await device(), await device()]
      expect(await rotate(other.deviceId, mine.first.refresh, pair(), NOW)).toEqual({ status: 'unknown' })
      expect(await rotate(mine.deviceId, mine.first.access, pair(), NOW)).toEqual({ status: 'unknown' })
      await statusOf(mine.first.access)
      expect(await rotate(mine.deviceId, mine.first.refresh, pair(), NOW + 90 * DAY)).toEqual({
        status: 'expired',
      })
    })

    it('of a device that asked nothing on its first day are void', async () => {
      const [late, inTime] = [await device(), await device()]
      const { status } = await rotate(inTime.deviceId, inTime.first.refresh, pair(), NOW + DAY - 1)
      expect(status).toBe('rotated')
      expect(await rotate(late.deviceId, late.first.refresh, pair(), NOW + DAY)).toEqual({
        status: 'expired',
      })
    })

    it('of a revoked device or a disabled member are revoked, and come back with the member', async () => {
      const [lost, left] = [await device(), await device()]
      expect(await store.revokeDevice(workspaceId, lost.deviceId, NOW)).toBe(true)
      expect(await store.revokeDevice(workspaceId, lost.deviceId, NOW)).toBe(false)
      expect(await store.revokeDevice(workspaceId, randomUUID(), NOW)).toBe(false)
      expect(await statusOf(lost.first.access)).toBe('revoked')
      expect((await rotate(lost.deviceId, lost.first.refresh, pair(), NOW)).status).toBe('revoked')
      await store.setMember(workspaceId, left.memberId, { disabledAt: NOW }, NOW)
      expect(await statusOf(left.first.access)).toBe('revoked')
      await store.setMember(workspaceId, left.memberId, { disabledAt: null }, NOW)
      expect(await statusOf(left.first.access)).toBe('valid')
    })

    it('take a new role from the next request on', async () => {
      const { first, memberId } = await device()
      await store.setMember(workspaceId, memberId, { role: 'owner' }, NOW)
      expect(await store.session(workspaceId, first.access.hash, NOW)).toMatchObject({
        session: { role: 'owner' },
      })
    })

    it('of a person for a script have scopes and a name, are listed without secrets, and can be revoked', async () => {
      const { memberId } = await device()
      const script = token('personal', { scopes: ['pull'], label: 'Weekly report', expiresAt: NOW + DAY })
      await store.issueTokens([{ ...script, workspaceId, memberId, deviceId: null }])
      expect(await store.session(workspaceId, script.hash, NOW)).toMatchObject({
        status: 'valid',
        session: { memberId, deviceId: script.tokenId, kind: 'personal', scopes: ['pull'] },
      })
      const { tokenId, label, scopes, expiresAt, createdAt } = script
      const shown = { tokenId, label, scopes, expiresAt, createdAt, revokedAt: null }
      expect(await store.tokens(workspaceId, memberId)).toEqual([shown])
      expect(await store.tokens(workspaceId, randomUUID())).toEqual([])
      expect(await store.revokeToken(workspaceId, tokenId, NOW + 5)).toBe(true)
      expect(await store.revokeToken(workspaceId, tokenId, NOW + 6)).toBe(false)
      expect(await statusOf(script)).toBe('revoked')
      expect(await store.tokens(workspaceId, memberId)).toEqual([{ ...shown, revokedAt: NOW + 5 }])
    })

    it('tell when a device was seen, and what it has applied, which never goes back', async () => {
      const { deviceId, memberId, first } = await device()
      const seen = async () => store.device(workspaceId, deviceId)
      expect(await seen()).toEqual({
        id: deviceId,
        memberId,
        joinedAt: NOW,
        firstUsedAt: null,
        lastSeenAt: null,
        ackedSeq: 0,
        revokedAt: null,
        publicKey: '{"kty":"EC"}',
      })
      await statusOf(first.access, NOW + 5)
      await statusOf(first.access, NOW + 500)
      expect(await seen()).toMatchObject({ firstUsedAt: NOW + 5, lastSeenAt: NOW + 5 })
      await store.acknowledge(workspaceId, deviceId, 4, NOW + MINUTE)
      await store.acknowledge(workspaceId, deviceId, 3, NOW + 2 * MINUTE)
      expect(await seen()).toMatchObject({ ackedSeq: 4, lastSeenAt: NOW + MINUTE })
      expect(await store.devices(workspaceId)).toEqual([await seen()])
      expect(await store.device(workspaceId, randomUUID())).toBeNull()
      expect(await store.device(randomUUID(), deviceId)).toBeNull()
    })

    it('let a device confirm anew what a restored log holds no more', async () => {
      const { deviceId } = await device()
      await store.append(workspaceId, [entry(scene.maya), entry(scene.maya)], NOW)
      await store.acknowledge(workspaceId, deviceId, 9, NOW)
      await store.newEpoch(workspaceId, randomUUID())
      expect((await store.device(workspaceId, deviceId))?.ackedSeq).toBe(2)
    })

    it('of somebody whom a provider vouches for need no invitation', async () => {
      const memberId = randomUUID()
      await store.addMember(workspaceId, { id: memberId, name: 'Maya Osei' }, NOW)
      const add = (id: string, owner: string, access: NewToken) =>
        store.addDevice(workspaceId, { id, memberId: owner, publicKey: null, tokens: [access] }, NOW)
      const [id, lost, kept] = [randomUUID(), token('access'), token('access')]
      expect(await add(id, memberId, lost)).toBe('added')
      expect(await add(id, memberId, kept)).toBe('added')
      expect(await statusOf(lost)).toBe('revoked')
      expect(await statusOf(kept)).toBe('valid')
      expect(await add(id, memberId, token('access'))).toBe('device-known')
      const { deviceId } = await device()
      expect(await add(deviceId, memberId, token('access'))).toBe('device-known')
      expect(await store.session(null, hashSecret('never made'), NOW)).toEqual({ status: 'unknown' })
    })
  })
}
