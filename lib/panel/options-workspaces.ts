import { computed, signal } from '@preact/signals'
import type { Problem } from '../model/problem.ts'
import type { JoinAnswer } from '../model/wire.ts'
import { ServerAddressSchema, type Workspace, type Workspaces } from '../model/workspace.ts'
import { z } from '../model/zod.ts'
import type { OptionsPorts } from './options-ports.ts'
import { forgetServer } from './options-team-origin.ts'

export interface JoinForm {
  readonly server: string
  readonly code: string
  readonly name: string
}

/** Where somebody is on the way into a team. Nothing is switched on before `confirm`. */
export type Joining =
  | { readonly step: 'form'; readonly problem: Problem | null; readonly field: keyof JoinForm | null }
  | { readonly step: 'asking' }
  | {
      readonly step: 'notice'
      readonly server: string
      readonly code: string
      readonly answer: JoinAnswer
      readonly deviceId: string
      /** As whom this browser belongs to the team already; null when it does not. */
      readonly already: { readonly name: string } | null
      /** Permissions to take back when the answer is no. */
      readonly lent: readonly string[]
    }
  | { readonly step: 'joined'; readonly name: string }

/** What leaving a team would cost. */
export interface Leaving {
  readonly workspace: Workspace
  /** Entries that no server has: they go with the local copy. */
  readonly unsent: number
  readonly setAside: number
  readonly exported: boolean
}

const FORM: Joining = { step: 'form', problem: null, field: null }

export type WorkspacesState = ReturnType<typeof createWorkspacesState>

/** The workspaces of this browser: which there are, which one the panel shows, joining and leaving. */
export function createWorkspacesState(ports: OptionsPorts) {
  const workspaces = signal<Workspaces | null>(null)
  const problem = signal<Problem | null>(null)
  const joining = signal<Joining>(FORM)
  const leaving = signal<Leaving | null>(null)
  const current = computed(
    () => workspaces.value?.all.find(({ id }) => id === workspaces.value?.current) ?? null,
  )

  async function load(signal: AbortSignal): Promise<void> {
    ports.watchWorkspaces((changed) => {
      workspaces.value = changed
    }, signal)
    take(await ports.readWorkspaces())
  }

  function take(read: Awaited<ReturnType<OptionsPorts['readWorkspaces']>>): boolean {
    if (read.ok) workspaces.value = read.value
    problem.value = read.ok ? null : read.problem
    return read.ok
  }

  /** Reads again just before writing, so that a change made in another page is not lost. */
  async function change(edit: (before: Workspaces) => Workspaces): Promise<boolean> {
    const before = await ports.readWorkspaces()
    if (!before.ok) return take(before)
    if (!take(await ports.saveWorkspaces(edit(before.value)))) return false
    await ports.tellChange()
    return true
  }

  return {
    workspaces,
    current,
    problem,
    joining,
    leaving,
    load,
    switchTo: (id: string) => change((before) => ({ ...before, current: id })),
    rename: (id: string, name: string) =>
      change((before) => ({
        ...before,
        all: before.all.map((one) =>
          one.id === id && name.trim() !== '' ? { ...one, name: name.trim() } : one,
        ),
      })),
    ...joinActions(ports, joining, change),
    ...leaveActions(ports, { leaving, joining, problem }, change),
  }
}

type Change = (edit: (before: Workspaces) => Workspaces) => Promise<boolean>

function joinActions(ports: OptionsPorts, joining: { value: Joining }, change: Change) {
  return {
    /** Straight from the click: the first thing it does is to ask for the server's permission. */
    async join(form: JoinForm): Promise<void> {
      const wanted = wantedOf(ports, form)
      if (typeof wanted === 'string') {
        joining.value = { step: 'form', problem: { code: 'invalid', path: wanted }, field: wanted }
        return
      }
      const { pattern, ...request } = wanted
      const earlier = ports.grantedOrigins()
      const permission = ports.requestOrigins([pattern])
      joining.value = { step: 'asking' }
      if (!(await permission)) {
        joining.value = { step: 'form', problem: { code: 'not-permitted' }, field: null }
        return
      }
      // What was allowed for this try alone is taken back when it comes to nothing.
      const lent = (await earlier).includes(pattern) ? [] : [pattern]
      const deviceId = keptDeviceId(ports, request)
      const answer = await ports.join({ ...request, deviceId })
      if (!answer.ok) {
        // Refused: this id leads nowhere. After any other failure the code may be used up, for this id alone.
        if (REFUSED.has(answer.problem.code)) deviceIdOf(ports, request).clear()
        joining.value = { step: 'form', problem: answer.problem, field: null }
        if (lent.length > 0) await ports.revokeOrigins(lent)
        return
      }
      const { server, code } = request
      const there = await ports.readWorkspaces()
      const same = there.ok && there.value.all.find(({ id }) => id === answer.value.workspace.id)
      const already = same ? { name: same.member.name } : null
      joining.value = { step: 'notice', server, code, answer: answer.value, deviceId, already, lent }
    },
    /** Switches the team on, after its notice was read. */
    async confirm(): Promise<void> {
      if (joining.value.step !== 'notice') return
      const { answer, ...asked } = joining.value
      const { workspace, member, token } = answer
      const { deviceId, server } = asked
      const team: Workspace = { kind: 'team', ...workspace, member, deviceId, server, token }
      const saved = await change((before) => ({
        current: team.id,
        all: [...before.all.filter(({ id }) => id !== team.id), team],
      }))
      if (!saved) return
      deviceIdOf(ports, asked).clear()
      joining.value = { step: 'joined', name: workspace.name }
    },
    /** Nothing was kept here but the device's id, with which the same code can be taken again. */
    async cancelJoin(): Promise<void> {
      const lent = joining.value.step === 'notice' ? joining.value.lent : []
      joining.value = FORM
      if (lent.length > 0) await ports.revokeOrigins(lent)
    },
  }
}

/** The server knows the code or the device no more: asking again under the same id changes nothing. */
const REFUSED: ReadonlySet<string> = new Set(['not-authorised', 'id-conflict'])

/** What the form asks for; the name of the box that is wrong. */
function wantedOf(ports: OptionsPorts, form: JoinForm) {
  const server = ServerAddressSchema.safeParse(form.server)
  if (!server.success) return 'server'
  const pattern = ports.originPattern(server.data)
  if (pattern === null) return 'server'
  const [code, name] = [form.code.trim(), form.name.trim()]
  if (code === '') return 'code'
  if (name === '') return 'name'
  return { server: server.data, code, name, pattern }
}

interface Invitation {
  readonly server: string
  readonly code: string
}

/** Where the id is kept with which this browser asks for one invitation. */
function deviceIdOf(ports: OptionsPorts, { server, code }: Invitation) {
  return ports.scratch(`join ${server} ${code.toUpperCase().replace(/[\s-]/g, '')}`)
}

/**
 * A new id for each invitation, but the same one for each try: the server answers a device that asks
 * again, so an answer that was lost, or a page that was reloaded, does not use up the invitation.
 */
function keptDeviceId(ports: OptionsPorts, invitation: Invitation): string {
  const kept = deviceIdOf(ports, invitation)
  const left = z.uuid().safeParse(kept.left)
  if (left.success) return left.data
  const made = ports.newDeviceId()
  kept.keep(made)
  return made
}

interface LeaveSignals {
  readonly leaving: { value: Leaving | null }
  readonly joining: { value: Joining }
  readonly problem: { value: Problem | null }
}

function leaveActions(ports: OptionsPorts, { leaving, joining, problem }: LeaveSignals, change: Change) {
  return {
    async askToLeave(workspace: Workspace): Promise<void> {
      const status = await ports.storeOf(workspace).readSyncStatus()
      leaving.value = { workspace, unsent: status.waiting, setAside: status.setAside, exported: false }
    },
    async exportBeforeLeaving(): Promise<void> {
      const asked = leaving.value
      if (asked === null) return
      const file = await ports.storeOf(asked.workspace).exportBackup()
      if (!file.ok) {
        problem.value = file.problem
        return
      }
      ports.saveFile(`${asked.workspace.name}.earshot-backup`, file.value)
      leaving.value = { ...asked, exported: true }
    },
    /** Takes the team out of this browser, and its local copy with it. */
    async leave(): Promise<void> {
      const asked = leaving.value
      if (asked === null) return
      const left = await change((before) => {
        const all = before.all.filter(({ id }) => id !== asked.workspace.id)
        const next = all.find(({ id }) => id === before.current) ?? all[0]
        return next === undefined ? before : { current: next.id, all }
      })
      if (!left) return
      leaving.value = null
      joining.value = FORM
      const rest = await ports.readWorkspaces()
      if (rest.ok) await forgetServer(ports, asked.workspace, rest.value.all)
      const removed = await ports.storeOf(asked.workspace).remove()
      if (!removed.ok) problem.value = removed.problem
    },
    stay(): void {
      leaving.value = null
    },
  }
}
