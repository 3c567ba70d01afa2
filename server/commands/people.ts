import { changeMember } from '../change-member.ts'
import { revokeDevice } from '../revoke-device.ts'
import {
  type Asked,
  type Command,
  counted,
  findMember,
  findWorkspace,
  operandsOf,
  Refusal,
  readCount,
  withStore,
  written,
} from './command.ts'
import { readRole } from './workspaces.ts'

export const listMembers: Command = {
  usage: 'WORKSPACE',
  says: 'lists who is in it, with their roles',
  takes: [],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace.')
    await withStore(asked.config, async (ports) => {
      const workspace = await findWorkspace(ports, name)
      const members = await ports.store.members(workspace.id)
      if (members.length === 0) asked.say(`Nobody is in "${workspace.name}" yet: invite.`, { event: 'none' })
      for (const { id, name: called, role, disabledAt } of members)
        asked.say(`${id}  ${role.padEnd(6)}  ${called}${disabledAt === null ? '' : '  (shut out)'}`, {
          event: 'member',
          id,
          name: called,
          role,
          disabledAt,
        })
    })
  },
}

export const listDevices: Command = {
  usage: 'WORKSPACE [--all]',
  says: 'lists devices: whose, last seen, how far each has confirmed the log; --all: those too that were never used',
  takes: ['all'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace.')
    await withStore(asked.config, async (ports) => {
      const workspace = await findWorkspace(ports, name)
      const names = new Map(
        (await ports.store.members(workspace.id)).map((member) => [member.id, member.name]),
      )
      const { head } = await ports.store.head(workspace.id)
      const devices = await ports.store.devices(workspace.id)
      // A sign-in that was given up is nobody's device, and no erasure waits for it.
      const listed = devices.filter(({ firstUsedAt }) => asked.options.all || firstUsedAt !== null)
      for (const { publicKey: _, ...device } of listed) {
        const whose = names.get(device.memberId) ?? 'nobody'
        const ended = device.revokedAt === null ? '' : `  (ended ${written(device.revokedAt)})`
        asked.say(
          `${device.id}  ${whose}  last seen ${written(device.lastSeenAt)}  confirmed to ${device.ackedSeq} of ${head}${ended}`,
          { event: 'device', ...device, memberName: whose },
        )
      }
      if (listed.length === 0) asked.say(`No device of "${workspace.name}" was used yet.`, { event: 'none' })
      const unused = devices.length - listed.length
      if (unused > 0 && !asked.options.json)
        asked.say(`Never used, and not listed: ${counted(unused, 'device')} (--all lists them too).`, {})
    })
  },
}

export const endDevice: Command = {
  usage: 'WORKSPACE DEVICE',
  says: 'ends a device that is lost or left: its tokens are void at once',
  takes: [],
  async run(asked) {
    const [name = '', id = ''] = operandsOf(asked, 2, 'Say which workspace, and which device by its id.')
    await withStore(asked.config, async (ports) => {
      const workspace = await findWorkspace(ports, name)
      const device = await ports.store.device(workspace.id, id)
      if (device === null) throw new Refusal(`"${workspace.name}" has no device ${id}.`, 1)
      const ended = await revokeDevice(ports, workspace.id, device, { actorId: null, reason: 'command' })
      asked.say(ended ? `Device ${id} is ended.` : `Device ${id} was ended before.`, {
        event: 'device-ended',
        id,
        changed: ended,
      })
    })
  },
}

export const shutOut: Command = {
  usage: 'WORKSPACE NAME',
  says: 'shuts a member out: their tokens are void at once, what they wrote stays',
  takes: [],
  run: (asked) => change(asked, { disabled: true }, 'is shut out'),
}

export const letIn: Command = {
  usage: 'WORKSPACE NAME',
  says: 'lets a member in again',
  takes: [],
  run: (asked) => change(asked, { disabled: false }, 'is let in'),
}

export const setRole: Command = {
  usage: 'WORKSPACE NAME ROLE',
  says: 'owner (members, erasure, audit), editor (playbook) or member',
  takes: [],
  async run(asked) {
    const [name = '', member = '', given = ''] = operandsOf(
      asked,
      3,
      'Say which workspace, who, and which role.',
    )
    const role = readRole(given, 'ROLE')
    await change({ ...asked, operands: [name, member] }, { role }, `is ${role}`)
  },
}

async function change(
  asked: Asked,
  wanted: { disabled: boolean } | { role: ReturnType<typeof readRole> },
  is: string,
): Promise<void> {
  const [name = '', given = ''] = operandsOf(asked, 2, 'Say which workspace, and who: by name or id.')
  await withStore(asked.config, async (ports) => {
    const workspace = await findWorkspace(ports, name)
    const { id } = await findMember(ports, workspace, given)
    const changed = await changeMember(ports, workspace.id, { memberId: id, actorId: null, ...wanted })
    if (!('member' in changed))
      throw changed.status === 'last-owner'
        ? new Refusal(`${given} is the only owner. Make somebody else owner first: set-role.`, 1)
        : new Refusal(`${given} is not there any more.`, 1)
    const { status, member } = changed
    asked.say(`${member.name} ${is}${status === 'unchanged' ? ' already' : ''}.`, {
      event: 'member',
      ...member,
      changed: status === 'changed',
    })
  })
}

export const showAudit: Command = {
  usage: 'WORKSPACE [--limit N]',
  says: 'who administered what and when, the newest first (50 unless told)',
  takes: ['limit'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace.')
    let left = readCount(asked.options.limit ?? '50', '--limit', 100_000)
    await withStore(asked.config, async ({ store }) => {
      const workspace = await findWorkspace({ store }, name)
      const names = new Map((await store.members(workspace.id)).map((member) => [member.id, member.name]))
      for (let before: number | null = null; left > 0; ) {
        const records = await store.auditTrail(workspace.id, { before, limit: Math.min(left, 500) })
        for (const record of records) {
          const { at, actorId, action, detail } = record
          const who = actorId === null ? 'command line' : (names.get(actorId) ?? actorId)
          asked.say(`${written(at)}  ${who}  ${action}  ${JSON.stringify(detail)}`, {
            event: 'audit',
            ...record,
          })
        }
        left -= records.length
        if (before === null && records.length === 0)
          asked.say(`Nobody has administered "${workspace.name}" yet.`, { event: 'none' })
        before = records.at(-1)?.n ?? null
        if (before === null) break
      }
    })
  },
}
