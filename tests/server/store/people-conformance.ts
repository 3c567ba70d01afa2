import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashSecret } from '../../../server/secrets.ts'
import type { EventStore } from '../../../server/store.ts'
import { enter, leave, NOW, redemption, type Scene, type StoreUnderTest } from './store-under-test.ts'

/** What every store behind the port must do with workspaces, members and invitations. */
export function describePeople(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`the people in ${name}`, () => {
    let scene: Scene
    let store: EventStore
    let workspaceId: string

    beforeEach(async () => {
      scene = await enter(await make())
      ;({ store, workspaceId } = scene)
    })
    afterEach(() => leave(scene))

    it('have one workspace of a name, in any case', async () => {
      expect(await store.createWorkspace({ id: randomUUID(), name: 'QUILLON' }, randomUUID(), NOW)).toBeNull()
      expect(await store.findWorkspace('quillon')).toEqual({ id: workspaceId, name: 'Quillon' })
      expect(await store.findWorkspace(workspaceId)).toEqual({ id: workspaceId, name: 'Quillon' })
      expect(await store.findWorkspace('nobody')).toBeNull()
      const other = { id: randomUUID(), name: 'Another' }
      await store.createWorkspace(other, randomUUID(), NOW)
      expect(await store.workspaces()).toEqual([other, { id: workspaceId, name: 'Quillon' }])
    })

    it('keep the newest playbook in force', async () => {
      expect(await store.playbook(workspaceId)).toBeNull()
      await store.savePlaybook(workspaceId, { version: 1, tag: 'aa', text: '{"a":1}' }, NOW)
      await store.savePlaybook(workspaceId, { version: 3, tag: 'bb', text: '{"a":2}' }, NOW)
      expect(await store.playbook(workspaceId)).toEqual({ version: 3, tag: 'bb', text: '{"a":2}' })
      const again = store.savePlaybook(workspaceId, { version: 3, tag: 'cc', text: '{}' }, NOW)
      await expect(again).rejects.toThrow()
    })

    it('have a role, and can be shut out and let in again', async () => {
      const maya = { id: randomUUID(), name: 'Maya Osei' }
      await store.addMember(workspaceId, { ...maya, role: 'owner' }, NOW)
      await store.addMember(workspaceId, { id: randomUUID(), name: 'Aya' }, NOW)
      expect((await store.members(workspaceId)).map(({ name, role }) => [name, role])).toEqual([
        ['Aya', 'member'],
        ['Maya Osei', 'owner'],
      ])
      const changed = await store.setMember(workspaceId, maya.id, { role: 'editor', disabledAt: NOW }, NOW)
      expect(changed).toEqual({ ...maya, role: 'editor', disabledAt: NOW })
      expect(await store.setMember(workspaceId, maya.id, { disabledAt: null, name: 'Maya' }, NOW)).toEqual({
        id: maya.id,
        name: 'Maya',
        role: 'editor',
        disabledAt: null,
      })
      expect(await store.setMember(workspaceId, randomUUID(), { role: 'owner' }, NOW)).toBeNull()
    })

    it('are found by what their identity provider calls them, in their own workspace only', async () => {
      const [maya, sam] = [randomUUID(), randomUUID()]
      for (const id of [maya, sam]) await store.addMember(workspaceId, { id, name: id }, NOW)
      const link = { issuer: 'https://login.quillon.example', subject: 'maya|1' }
      expect(await store.memberOfSubject(workspaceId, link.issuer, link.subject)).toBeNull()
      await store.linkSubject(workspaceId, { ...link, memberId: sam }, NOW)
      await store.linkSubject(workspaceId, { ...link, memberId: maya }, NOW)
      expect((await store.memberOfSubject(workspaceId, link.issuer, link.subject))?.id).toBe(maya)
      expect(await store.memberOfSubject(workspaceId, 'https://evil.example', link.subject)).toBeNull()
      const other = randomUUID()
      await store.createWorkspace({ id: other, name: 'Other' }, randomUUID(), NOW)
      expect(await store.memberOfSubject(other, link.issuer, link.subject)).toBeNull()
    })

    it('leave a trail of what was done, newest first, in pages', async () => {
      const actorId = randomUUID()
      for (const at of [1, 2, 3])
        await store.audit(workspaceId, { actorId, action: 'device.revoked', detail: { at, done: true }, at })
      await store.audit(workspaceId, { actorId: null, action: 'workspace.restored', detail: {}, at: 4 })
      const trail = (before: number | null, limit = 10) => store.auditTrail(workspaceId, { before, limit })
      expect((await trail(null)).map(({ n }) => n)).toEqual([4, 3, 2, 1])
      expect(await trail(4, 2)).toEqual([
        { n: 3, actorId, action: 'device.revoked', detail: { at: 3, done: true }, at: 3 },
        { n: 2, actorId, action: 'device.revoked', detail: { at: 2, done: true }, at: 2 },
      ])
      expect(await trail(1)).toEqual([])
    })

    describe('invited', () => {
      const codeHash = hashSecret('a code')
      const ask = (over: Parameters<typeof redemption>[1] = {}) => redemption(codeHash, over)
      const offer = (over: { uses?: number; memberId?: string; role?: 'owner' } = {}) =>
        store.addInvitation(
          { codeHash, workspaceId, memberId: null, uses: 1, expiresAt: NOW + 1_000, ...over },
          NOW,
        )
      const sessionOf = ({ tokens }: ReturnType<typeof ask>) =>
        store.session(null, tokens[0]?.hash ?? new Uint8Array(), NOW)

      it('let a device in as a new member of the offered role, whose token then speaks for it', async () => {
        await offer({ role: 'owner' })
        expect(await store.invitedTo(codeHash)).toBe(workspaceId)
        expect(await store.invitedTo(hashSecret('b'))).toBeNull()
        const asked = ask()
        const redeemed = await store.redeem(asked)
        const member = { id: asked.newMemberId, name: 'Sam Lindqvist', role: 'owner', disabledAt: null }
        expect(redeemed).toMatchObject({
          status: 'admitted',
          workspace: { id: workspaceId, name: 'Quillon' },
          member,
          joined: { eventId: asked.newEventId, n: 1, at: NOW },
        })
        expect(await sessionOf(asked)).toEqual({
          status: 'valid',
          session: {
            workspaceId,
            memberId: asked.newMemberId,
            deviceId: asked.deviceId,
            role: 'owner',
            kind: 'device',
            scopes: [],
            expiresAt: null,
          },
          epoch: (await store.head(workspaceId)).epoch,
        })
      })

      it('end with their uses and with their time', async () => {
        await offer({ uses: 2 })
        expect(await store.redeem(ask({ codeHash: hashSecret('b') }))).toEqual({ status: 'unknown' })
        expect(await store.redeem(ask({ now: NOW + 1_000 }))).toEqual({ status: 'expired' })
        expect((await store.redeem(ask())).status).toBe('admitted')
        expect((await store.redeem(ask())).status).toBe('admitted')
        expect(await store.redeem(ask())).toEqual({ status: 'used-up' })
        expect(await store.members(workspaceId)).toHaveLength(2)
      })

      it('give out no use twice when many come at once', async () => {
        await offer({ uses: 3 })
        const answers = await Promise.all(Array.from({ length: 8 }, () => store.redeem(ask())))
        expect(answers.filter(({ status }) => status === 'admitted')).toHaveLength(3)
        expect(answers.filter(({ status }) => status === 'used-up')).toHaveLength(5)
        expect(await store.nextOwnNumber(workspaceId)).toBe(4)
      })

      it('let a device in again whose answer was lost, without a second use or member', async () => {
        await offer()
        const first = ask()
        const admitted = await store.redeem(first)
        const second = ask({ deviceId: first.deviceId })
        expect(await store.redeem(second)).toEqual(admitted)
        expect((await sessionOf(first)).status).toBe('revoked')
        expect(await sessionOf(second)).toMatchObject({ session: { memberId: first.newMemberId } })
      })

      it('do not let anybody take over a device that is in use', async () => {
        await offer({ uses: 5 })
        const first = ask()
        await store.redeem(first)
        await sessionOf(first)
        expect(await store.redeem(ask({ deviceId: first.deviceId }))).toEqual({ status: 'device-known' })
        expect((await sessionOf(first)).status).toBe('valid')
      })

      it('made for a member add a device to that member, while they are not shut out', async () => {
        const memberId = randomUUID()
        await store.addMember(workspaceId, { id: memberId, name: 'Maya Osei' }, NOW)
        await offer({ memberId, uses: 2 })
        const redeemed = await store.redeem(ask({ name: 'Somebody Else' }))
        expect(redeemed).toMatchObject({ member: { id: memberId, name: 'Maya Osei' } })
        await store.setMember(workspaceId, memberId, { disabledAt: NOW }, NOW)
        expect(await store.redeem(ask())).toEqual({ status: 'expired' })
      })

      it('can be listed and withdrawn', async () => {
        await offer({ uses: 2, role: 'owner' })
        expect(await store.invitations(workspaceId, NOW)).toEqual([
          { codeHash: expect.anything(), memberId: null, role: 'owner', usesLeft: 2, expiresAt: NOW + 1_000 },
        ])
        expect(await store.invitations(workspaceId, NOW + 1_000)).toEqual([])
        expect(await store.withdrawInvitation(workspaceId, hashSecret('b'), NOW)).toBe(false)
        expect(await store.withdrawInvitation(workspaceId, codeHash, NOW)).toBe(true)
        expect(await store.invitations(workspaceId, NOW)).toEqual([])
        expect(await store.redeem(ask())).toEqual({ status: 'expired' })
      })
    })
  })
}
