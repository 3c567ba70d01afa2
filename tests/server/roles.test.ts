import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorAnswerSchema, JoinAnswerSchema } from '../../lib/model/wire.ts'
import {
  AuditAnswerSchema,
  DevicesAnswerSchema,
  ErasureAnswerSchema,
  InvitationAnswerSchema,
} from '../../lib/model/wire-admin.ts'
import { ROUTES } from '../../server/routes/all.ts'
import { loggedEvent } from './make-events.ts'
import { type Device, type InMemoryServer, serveInMemory } from './serve-in-memory.ts'

let server: InMemoryServer
let workspaceId: string
let owner: Device
let editor: Device
let member: Device

beforeEach(async () => {
  server = serveInMemory()
  workspaceId = (await server.newWorkspace('Quillon')).id
  owner = await server.join(workspaceId, 'Maya Osei', 'owner')
  editor = await server.join(workspaceId, 'Sam Lindqvist', 'editor')
  member = await server.join(workspaceId, 'Newcomer')
})
afterEach(() => server.close())

const refusal = async (response: Response) => {
  const { code } = ErrorAnswerSchema.parse(await response.json()).error
  return `${response.status} ${code}`
}
const trail = async () => AuditAnswerSchema.parse(await (await server.get(owner, 'audit')).json()).entries
const actions = async () => (await trail()).map(({ action }) => action)

describe('every route of a workspace', () => {
  const routes = ROUTES.flatMap(({ method, path, access }) =>
    access === 'anyone' ? [] : [{ method: method.toUpperCase(), path, access }],
  )
  const at = (path: string, workspace: string) =>
    path.replace(':workspace', workspace).replace(/:\w+/, randomUUID())
  const asked = (method: string, path: string, token?: string) =>
    server.app.request(path, {
      method,
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    })

  it('wants a token', async () => {
    for (const { method, path } of routes)
      expect(await refusal(await asked(method, at(path, workspaceId))), path).toBe('401 not_authorised')
  })

  it('is the same nothing in a workspace of others and in one that never was', async () => {
    const stranger = await server.join((await server.newWorkspace('Other')).id, 'Stranger', 'owner')
    for (const { method, path } of routes) {
      const answers = await Promise.all(
        [workspaceId, randomUUID()].map(async (workspace) => {
          const response = await asked(method, at(path, workspace), stranger.token)
          return [response.status, [...response.headers], await response.text()]
        }),
      )
      expect(answers[0], path).toEqual(answers[1])
      expect(answers[0]?.[0], path).toBe(404)
    }
  })

  it('is closed to roles below its own', async () => {
    const closed = routes.filter(({ access }) => access.role !== 'member')
    expect(closed.length).toBeGreaterThan(7)
    for (const { method, path, access } of closed) {
      expect(await refusal(await asked(method, at(path, workspaceId), member.token)), path).toBe(
        '403 not_permitted',
      )
      const asEditor = await asked(method, at(path, workspaceId), editor.token)
      expect(asEditor.status === 403, path).toBe(access.role === 'owner')
    }
  })
})

describe('an owner', () => {
  it('shuts a member out, whose tokens are dead at once, and lets them in again', async () => {
    const change = (body: unknown) => server.ask(owner, 'POST', `members/${member.memberId}`, body)
    expect(await (await change({ disabled: true })).json()).toMatchObject({
      member: { id: member.memberId, disabledAt: server.clock.now },
    })
    expect(await refusal(await server.get(member, 'pull'))).toBe('403 device_revoked')
    expect((await server.pull(owner)).events.at(-1)).toMatchObject({
      type: 'member.changed',
      actorid: owner.memberId,
      data: { member: { id: member.memberId, role: 'member', disabledAt: server.clock.now } },
    })
    const { head } = await server.store.head(workspaceId)
    await change({ disabled: true })
    expect((await server.store.head(workspaceId)).head).toBe(head)
    await change({ disabled: false })
    expect((await server.get(member, 'pull')).status).toBe(200)
    expect(await actions()).toEqual(['member.changed', 'member.changed'])
  })

  it('gives roles, which hold from the next request on', async () => {
    expect((await server.ask(owner, 'POST', `members/${member.memberId}`, { role: 'owner' })).status).toBe(
      200,
    )
    expect((await server.get(member, 'members')).status).toBe(200)
    expect((await server.ask(member, 'POST', `members/${owner.memberId}`, { role: 'member' })).status).toBe(
      200,
    )
    expect(await refusal(await server.get(owner, 'members'))).toBe('403 not_permitted')
  })

  it('cannot leave the workspace without one', async () => {
    for (const change of [{ role: 'member' }, { role: 'editor' }, { disabled: true }])
      expect(await refusal(await server.ask(owner, 'POST', `members/${owner.memberId}`, change))).toBe(
        '409 last_owner',
      )
    expect(await actions()).toEqual([])
  })

  it.each([{}, { role: 'king' }, { disabled: 'yes' }, { name: 'X' }])('cannot ask for %o', async (body) => {
    expect(await refusal(await server.ask(owner, 'POST', `members/${member.memberId}`, body))).toBe(
      '400 invalid',
    )
  })

  it('invites with a role, sees what can still be taken, and withdraws it', async () => {
    const response = await server.ask(owner, 'POST', 'invitations', { role: 'editor', uses: 2 })
    const { code, invitation } = InvitationAnswerSchema.parse(await response.json())
    const joined = await server.postJson('/v1/join', { code, name: 'Second', deviceId: randomUUID() })
    expect(JoinAnswerSchema.parse(await joined.json()).member.role).toBe('editor')
    const listed = await (await server.get(owner, 'invitations')).json()
    expect(listed.invitations).toContainEqual({ ...invitation, usesLeft: 1 })
    expect(JSON.stringify(listed)).not.toContain(code)
    expect((await server.ask(owner, 'DELETE', `invitations/${invitation.id}`)).status).toBe(204)
    expect((await server.ask(owner, 'DELETE', `invitations/${invitation.id}`)).status).toBe(404)
    const late = await server.postJson('/v1/join', { code, name: 'Third', deviceId: randomUUID() })
    expect(await refusal(late)).toBe('401 invitation_expired')
    expect(await actions()).toEqual(['invitation.withdrawn', 'invitation.made'])
  })

  it('ends any device, a member only their own', async () => {
    const devices = async (who: Device) =>
      DevicesAnswerSchema.parse(await (await server.get(who, 'devices')).json()).devices
    expect((await devices(member)).map(({ id, own }) => ({ id, own }))).toEqual([
      { id: member.deviceId, own: true },
    ])
    expect((await devices(owner)).map(({ id }) => id)).not.toContain(editor.deviceId)
    await server.pull(editor)
    expect(await devices(owner)).toHaveLength(3)
    expect((await server.ask(member, 'DELETE', `devices/${owner.deviceId}`)).status).toBe(404)
    expect((await server.ask(owner, 'DELETE', `devices/${member.deviceId}`)).status).toBe(204)
    expect(await refusal(await server.get(member, 'pull'))).toBe('403 device_revoked')
    expect((await server.ask(owner, 'DELETE', `devices/${member.deviceId}`)).status).toBe(404)
  })

  it('sees in the audit trail who did what, page by page, and no name in it', async () => {
    for (let n = 0; n < 120; n++)
      await server.store.audit(workspaceId, { actorId: null, action: 'log.copied', detail: { n }, at: n })
    const first = AuditAnswerSchema.parse(await (await server.get(owner, 'audit')).json())
    expect(first.entries).toHaveLength(100)
    const second = AuditAnswerSchema.parse(
      await (await server.get(owner, `audit?before=${first.before}`)).json(),
    )
    expect([...first.entries, ...second.entries].map(({ detail }) => detail.n)).toEqual(
      Array.from({ length: 120 }, (_, n) => 119 - n),
    )
    expect(second.before).toBeNull()
    for (const before of ['0', '-1', 'x', '9'.repeat(40), ''])
      expect(await refusal(await server.get(owner, `audit?before=${before}`))).toBe('400 bad_cursor')
    await server.ask(owner, 'POST', `members/${member.memberId}`, { role: 'editor' })
    expect(JSON.stringify(await trail())).not.toContain('Newcomer')
  })
})

describe('signing out', () => {
  it('ends the device and says so to colleagues', async () => {
    expect((await server.ask(member, 'DELETE', 'session')).status).toBe(204)
    expect(await refusal(await server.get(member, 'pull'))).toBe('403 device_revoked')
    expect((await server.pull(owner)).events.at(-1)).toMatchObject({
      type: 'device.revoked',
      data: { deviceId: member.deviceId, memberId: member.memberId },
    })
  })
})

describe('erasing somebody', () => {
  const contactId = '6f1c1f2e-8a52-8d0b-9d4e-2f5f6d1f0a01'
  const ask = async (body: unknown) => server.ask(owner, 'POST', 'erasures', body)
  const preview = async () => {
    const answer = ErasureAnswerSchema.parse(await (await ask({ contactIds: [contactId] })).json())
    if (answer.status !== 'to-confirm') throw new Error(answer.status)
    return answer
  }

  it('says first what would go, and takes it on the second word', async () => {
    await server.push(member, [loggedEvent(member), loggedEvent(member, { id: randomUUID() })])
    const before = await preview()
    expect(before).toMatchObject({ events: 2, head: 5 })
    expect((await server.pull(owner)).events).toHaveLength(5)
    const done = await ask({ contactIds: [contactId.toUpperCase()], confirmation: before.confirmation })
    expect(await done.json()).toEqual({ status: 'erased', events: 2, seq: 6 })
    const pulled = await server.pull(owner)
    expect(JSON.stringify(pulled.events)).not.toContain('wobble')
    expect(pulled.erasures).toEqual([{ seq: 6, contactIds: [contactId], marks: [expect.any(String)] }])
    expect(await trail()).toMatchObject([
      { action: 'subject.erased', actorId: owner.memberId, detail: { contacts: 1, events: 2, seq: 6 } },
    ])
    expect(JSON.stringify(await trail())).not.toContain(contactId)
  })

  it('takes a person of several contacts whole or not at all, and says who is missing', async () => {
    const [mergedId, apart] = [randomUUID(), randomUUID()]
    const merge = loggedEvent(member, { type: 'contact.merged', data: { contactId, mergedId } })
    const mine = { contactId, mergedId: apart }
    const alone = loggedEvent(member, { type: 'contact.merged', audience: 'me', data: mine })
    await server.push(member, [loggedEvent(member), merge, alone])
    const whole = [contactId, mergedId].sort()
    for (const [one] of [[contactId], [mergedId]]) {
      const partial = await ask({ contactIds: [one] })
      expect(partial.status).toBe(409)
      expect(await partial.json()).toMatchObject({ error: { code: 'not_whole' }, contactIds: whole })
    }
    const named = [mergedId.toUpperCase(), contactId]
    const counted = ErasureAnswerSchema.parse(await (await ask({ contactIds: named })).json())
    if (counted.status !== 'to-confirm') throw new Error(counted.status)
    const done = await ask({ contactIds: named, confirmation: counted.confirmation })
    expect(await done.json()).toMatchObject({ status: 'erased', events: 3 })
  })

  it('keeps them out for ever', async () => {
    const { confirmation } = await preview()
    await ask({ contactIds: [contactId], confirmation })
    const { receipts } = await server.push(member, [loggedEvent(member)])
    expect(receipts).toMatchObject([{ status: 'rejected', code: 'erased' }])
  })

  it('asks again when something about them was added meanwhile, and not for what is about others', async () => {
    const { confirmation } = await preview()
    await server.push(member, [loggedEvent(member)])
    expect(await refusal(await ask({ contactIds: [contactId], confirmation }))).toBe('409 changed_since')
    const again = await preview()
    const other = randomUUID()
    await server.push(member, [loggedEvent(member, { subject: other }, { contactId: other })])
    expect((await ask({ contactIds: [contactId], confirmation: again.confirmation })).status).toBe(200)
  })

  it('takes no confirmation of something else, and no stale one', async () => {
    const { confirmation } = await preview()
    const [head = '', until = '', mac = ''] = confirmation.split('.')
    for (const [contactIds, text] of [
      [[randomUUID()], confirmation],
      [[contactId, randomUUID()], confirmation],
      [[contactId], `${head}.${Number(until) + 1}.${mac}`],
      [[contactId], `${Number(head) + 1}.${until}.${mac}`],
      [[contactId], `${head}.${until}.${'0'.repeat(64)}`],
      [[contactId], 'yes'],
      [[contactId], `${'9'.repeat(400)}`],
    ] as const)
      expect(await refusal(await ask({ contactIds, confirmation: text }))).toBe('409 changed_since')
    server.clock.now += 15 * 60_000
    expect(await refusal(await ask({ contactIds: [contactId], confirmation }))).toBe('409 changed_since')
  })

  it('forgets whom it erased once every device that was ever used has pulled past it', async () => {
    for (const device of [owner, editor, member]) await server.pull(device)
    await server.join(workspaceId, 'Never Came')
    const { confirmation } = await preview()
    await ask({ contactIds: [contactId], confirmation })
    const named = async () => (await server.pull(owner)).erasures?.flatMap(({ contactIds }) => contactIds)
    for (const device of [owner, editor, member]) {
      const { cursor } = await server.pull(device)
      expect(await named()).toEqual([contactId])
      server.clock.now += 60_000
      await server.pull(device, cursor)
    }
    expect(await named()).toEqual([])
  })
})

describe('a playbook', () => {
  const put = (who: Device, body: unknown, headers: Record<string, string> = {}) =>
    server.ask(who, 'PUT', 'playbook', body, headers)
  const inForce = async () => {
    const response = await server.get(editor, 'playbook')
    return { tag: response.headers.get('etag') ?? '', playbook: await response.json() }
  }

  it('is put in force by an editor who has seen the one before', async () => {
    const { tag, playbook } = await inForce()
    const response = await put(editor, { ...playbook, organisation: 'Quillon Labs' }, { 'if-match': tag })
    expect(await response.json()).toEqual({ status: 'published', version: 2 })
    const next = await inForce()
    expect(next.playbook.organisation).toBe('Quillon Labs')
    expect(response.headers.get('etag')).toBe(next.tag)
    expect(await refusal(await put(editor, playbook, { 'if-match': tag }))).toBe('412 changed_since')
    expect(await actions()).toEqual(['playbook.published'])
  })

  it('is refused without a word on which one was seen, or with faults', async () => {
    const { tag, playbook } = await inForce()
    expect(await refusal(await put(editor, playbook))).toBe('428 if_match_missing')
    const wrong = { ...playbook, organisation: 7 }
    expect(await refusal(await put(editor, wrong, { 'if-match': tag }))).toBe('422 invalid')
    expect(await refusal(await put(editor, [], { 'if-match': tag }))).toBe('400 invalid')
    expect(await refusal(await put(member, playbook, { 'if-match': tag }))).toBe('403 not_permitted')
  })

  it('that two editors send at once is taken from one of them', async () => {
    const { tag, playbook } = await inForce()
    const answers = await Promise.all(
      ['A', 'B'].map((organisation) => put(editor, { ...playbook, organisation }, { 'if-match': tag })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  })
})
