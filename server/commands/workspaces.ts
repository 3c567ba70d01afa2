import { LIMITS } from '../../lib/model/limits.ts'
import { LabelSchema } from '../../lib/model/wire.ts'
import { createWorkspace } from '../administer.ts'
import { invitationIdOf, makeInvitation } from '../make-invitation.ts'
import type { Role } from '../people-store.ts'
import type { Ports } from '../ports.ts'
import { faultsOf, publishPlaybook } from '../publish-playbook.ts'
import { inviteToSample } from '../start-server.ts'
import type { WorkspaceRecord } from '../store.ts'
import {
  type Asked,
  type Command,
  counted,
  findMember,
  findWorkspace,
  misused,
  operandsOf,
  Refusal,
  readCount,
  readJsonFile,
  withNewStore,
  withStore,
} from './command.ts'

const ROLES: readonly string[] = ['owner', 'editor', 'member'] satisfies Role[]

export const makeWorkspace: Command = {
  usage: 'NAME [--playbook FILE]',
  says: 'makes a workspace',
  takes: ['playbook'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Give the workspace one name, in quotes if it has spaces.')
    const { say, options, config } = asked
    const called = LabelSchema.safeParse(name).data
    if (called === undefined)
      throw misused(`Give the workspace one name of at most ${LIMITS.label} letters, on one line.`)
    // Read and checked first: a mistake in the file must not leave half a workspace behind.
    const playbook = options.playbook === undefined ? undefined : await readJsonFile(options.playbook)
    if (playbook !== undefined) refuseFaults(faultsOf(playbook))
    await withNewStore(config, async (ports) => {
      const workspace = await createWorkspace(ports, called)
      if (workspace === null) throw new Refusal(`There is a workspace "${called}" already.`, 1)
      await ports.store.audit(workspace.id, {
        actorId: null,
        action: 'workspace.made',
        detail: { sample: false },
        at: ports.now(),
      })
      say(`Workspace "${workspace.name}", id ${workspace.id}`, { event: 'workspace', ...workspace })
      if (playbook !== undefined) await publish(ports, asked, workspace, playbook)
      const next = `npm run server -- invite "${workspace.name}" --role owner`
      if (!options.json) say(`Next: ${next}`, {})
    })
  },
}

export const listWorkspaces: Command = {
  usage: '',
  says: 'lists every workspace: id, entries in its log, members, name',
  takes: [],
  async run(asked) {
    operandsOf(asked, 0, 'This lists all: give no name.')
    await withStore(asked.config, async ({ store }) => {
      const workspaces = await store.workspaces()
      for (const { id, name } of workspaces) {
        const { head } = await store.head(id)
        const members = (await store.members(id)).length
        const facts = `${counted(head, 'entry')}, ${counted(members, 'member')}`
        asked.say(`${id}  ${facts}  ${name}`, { event: 'workspace', id, name, entries: head, members })
      }
      if (workspaces.length === 0)
        asked.say('There is no workspace yet: create-workspace.', { event: 'none' })
    })
  },
}

export const inviting: Command = {
  usage: 'WORKSPACE [--role R] [--uses N] [--hours H] [--member NAME]',
  says: 'prints an invitation code, once (a member, 1 use, 24 hours unless told); --member adds a browser to that member',
  takes: ['role', 'uses', 'hours', 'member'],
  async run(asked) {
    const [name = ''] = operandsOf(asked, 1, 'Say which workspace to invite to.')
    const { role = 'member', uses = '1', hours = '24', member } = asked.options
    const terms = {
      uses: readCount(uses, '--uses', 10_000),
      hours: readCount(hours, '--hours', 24 * 90),
      role: readRole(role, '--role'),
    }
    if (member !== undefined && asked.options.role !== undefined)
      throw misused('With --member the role is the one that this member has.')
    await withStore(asked.config, async (ports) => {
      const workspace = await findWorkspace(ports, name)
      const memberId = member === undefined ? null : (await findMember(ports, workspace, member)).id
      const { code, invitation } = await makeInvitation(ports, workspace.id, { ...terms, memberId })
      await ports.store.audit(workspace.id, {
        actorId: null,
        action: 'invitation.made',
        detail: { invitationId: invitationIdOf(invitation), ...terms, role: invitation.role, memberId },
        at: ports.now(),
      })
      process.stderr.write(
        `For "${workspace.name}", ${counted(terms.uses, 'use')}, ${counted(terms.hours, 'hour')}. Not shown again.\n`,
      )
      asked.say(code, { event: 'invitation', code, workspaceId: workspace.id })
    })
  },
}

export const publishing: Command = {
  usage: 'WORKSPACE FILE',
  says: 'checks a playbook and puts it in force',
  takes: [],
  async run(asked) {
    const [name = '', file = ''] = operandsOf(asked, 2, 'Say which workspace, and which file.')
    await withStore(asked.config, async (ports) =>
      publish(ports, asked, await findWorkspace(ports, name), await readJsonFile(file)),
    )
  },
}

export const sampling: Command = {
  usage: '',
  says: 'makes the sample workspace, prints an invitation to it',
  takes: [],
  async run(asked) {
    operandsOf(asked, 0, 'The sample has its own name: give none.')
    await withNewStore(asked.config, async (ports) => {
      const line = { event: 'invitation', ...(await inviteToSample(ports)) }
      process.stdout.write(`${JSON.stringify(line)}\n`)
    })
  },
}

/** @throws Refusal for a word that is no role. */
export function readRole(text: string, option: string): Role {
  if (!ROLES.includes(text)) throw misused(`${option} is one of ${ROLES.join(', ')}.`)
  return text as Role
}

async function publish(
  ports: Ports,
  { say }: Asked,
  workspace: WorkspaceRecord,
  playbook: unknown,
): Promise<void> {
  const published = await publishPlaybook(ports, workspace.id, playbook)
  if (published.status === 'invalid') return refuseFaults(published.faults)
  if (published.status === 'changed-since')
    throw new Refusal('Another playbook came into force at this very moment. Look at it, then try again.', 1)
  const { status, version } = published
  if (status === 'published')
    await ports.store.audit(workspace.id, {
      actorId: null,
      action: 'playbook.published',
      detail: { version },
      at: ports.now(),
    })
  say(
    status === 'unchanged'
      ? `Version ${version} is in force already, with the same content.`
      : `Version ${version} is in force in "${workspace.name}".`,
    { event: 'playbook', workspaceId: workspace.id, status, version },
  )
}

function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0)
    throw new Refusal(`The playbook is not in force:\n${faults.map((fault) => `  ${fault}`).join('\n')}`, 1)
}
