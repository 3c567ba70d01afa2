import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { contactIdFor } from '../../lib/model/contact-id.ts'
import { createSqliteStore } from '../../server/sqlite-store.ts'
import { ownProcesses } from './own-processes.ts'
import { entry, typed } from './store/store-under-test.ts'

// Each command is a process of its own, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

const processes = ownProcesses()

const factsOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('whoever administers', () => {
  it('lists members, changes a role, shuts out and lets in; never the last owner; all of it is audited', async () => {
    await processes.run(['sample'])
    const members = factsOf((await processes.run(['members', 'Quillon', '--json'])).out)
    expect(members.map(({ name, role }) => [name, role])).toEqual([
      ['Maya Osei', 'member'],
      ['Sam Lindqvist', 'member'],
    ])
    expect((await processes.run(['set-role', 'Quillon', 'Maya Osei', 'owner'])).out).toBe(
      'Maya Osei is owner.\n',
    )
    expect(await processes.run(['disable-member', 'Quillon', 'Maya Osei'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('only owner'),
    })
    expect((await processes.run(['disable-member', 'Quillon', 'Sam Lindqvist'])).out).toContain('shut out')
    expect((await processes.run(['enable-member', 'Quillon', 'Sam Lindqvist'])).out).toContain('let in')
    const audit = factsOf((await processes.run(['audit', 'Quillon', '--json'])).out)
    expect(audit.map(({ action }) => action)).toEqual([
      ...['member.changed', 'member.changed', 'member.changed'],
      'workspace.made',
    ])
    expect(JSON.stringify(audit)).not.toContain('Maya')
  })

  it('sees in the audit trail what the command line invited and put in force, and no code', async () => {
    await processes.run(['create-workspace', 'Nord', '--playbook', 'samples/quillon.playbook.json'])
    const { out: code, err } = await processes.run(['invite', 'Nord', '--role', 'owner', '--uses', '2'])
    expect(err).toContain('2 uses, 24 hours')
    const { out } = await processes.run(['audit', 'Nord', '--json'])
    expect(factsOf(out)).toMatchObject([
      { action: 'invitation.made', actorId: null, detail: { role: 'owner', uses: 2, hours: 24 } },
      { action: 'playbook.published', actorId: null, detail: { version: 7 } },
      { action: 'workspace.made', actorId: null, detail: { sample: false } },
    ])
    expect(out).not.toContain(code.trim())
  })

  it('is told that a file is no place for a backup', async () => {
    await processes.run(['sample'])
    writeFileSync(processes.at('file'), '')
    const { status, err } = await processes.run(['backup', processes.at('file')])
    expect(status).toBe(1)
    expect(err).toContain('file is no directory')
  })

  it('is told when a log is not what was stored, and by which exit status', async () => {
    await processes.run(['sample'])
    const [{ id }] = factsOf((await processes.run(['verify', '--json'])).out)
    const file = new DatabaseSync(processes.at('data', 'workspaces', `${id}.sqlite`))
    file.exec("update event set payload = replace(payload, 'Sam', 'Tom'), hlc = hlc where seq = 3")
    file.exec('delete from event where seq = 5')
    file.close()
    const { status, out, err } = await processes.run(['verify', 'Quillon'])
    expect(status).toBe(1)
    expect(out).toContain('NOT SOUND')
    expect(out).toContain('1 number(s) are missing')
    expect(err).toContain('restore from a backup')
  })

  it('erases a person under every contact that is merged with them, and says which', async () => {
    await processes.run(['sample'])
    const [{ id: workspaceId }] = factsOf((await processes.run(['verify', '--json'])).out)
    const [one, other, mine] = await Promise.all(
      ['brewbert', 'brewbert_ii', 'brew'].map((handle) => contactIdFor(workspaceId, 'practice', handle)),
    )
    const store = createSqliteStore(processes.at('data'))
    const speaker = { workspaceId, memberId: randomUUID(), deviceId: randomUUID() }
    const merging = (mergedId = '', audience = 'team') =>
      typed(speaker, 'contact.merged', { contactId: one, mergedId }, { subject: one, audience })
    const about = entry(speaker, { subject: other }, { contactId: other })
    await store.append(workspaceId, [merging(other), merging(mine, 'me'), about], Date.now())
    await store.close()

    const whom = ['erase', 'Quillon', '--site', 'practice', '--key', 'brewbert']
    const { out } = await processes.run(whom)
    expect(out).toContain(`Merged with them, and erased with them: ${other}.`)
    expect(out).toContain(`left as they are: ${mine}.`)
    const [preview] = factsOf((await processes.run([...whom, '--json'])).out)
    expect(preview).toMatchObject({ contacts: 2, contactIds: [one, other].sort(), perhaps: [mine] })
    const [erased] = factsOf((await processes.run([...whom, '--yes', '--json'])).out)
    expect(erased).toMatchObject({ event: 'erased', events: preview.events })
    for (const id of [one, other]) {
      const again = factsOf((await processes.run(['erase', 'Quillon', '--contact', id ?? '', '--json'])).out)
      expect(again).toMatchObject([{ events: 0, contacts: 1 }])
    }
  })

  it('erases nobody by half an order, and drops nothing of a day to come', async () => {
    await processes.run(['sample'])
    const whom = ['--site', 'practice', '--key', 'slowpour_ana']
    expect((await processes.run(['erase', 'Quillon', ...whom])).out).toContain('Nothing was erased')
    const refused = [
      ['erase', 'Quillon'],
      ['erase', 'Quillon', '--site', 'practice'],
      ['erase', 'Quillon', '--contact', 'brewbert', '--yes'],
      ['trim', 'Quillon', '--before', '2999-01-01'],
      ['trim', 'Quillon', '--before', '2026-02-30'],
      ['create-workspace', 'One\nQuillon: sound, 0 entries'],
      ['create-workspace', 'Red \u001b[31m'],
      ['verify', '--yes'],
      ['backup'],
    ]
    for (const operands of refused)
      expect(await processes.run(operands)).toMatchObject({ status: 2, out: '' })
  })
})
