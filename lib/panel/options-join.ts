import { ok } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import { z } from '../model/zod.ts'
import { JOIN_FORM, type JoinForm, type Joining } from './joining.ts'
import type { OptionsPorts } from './options-ports.ts'
import { askToReach, giveBack, serverFrom } from './options-reach.ts'
import { signInActions, undoSignIn } from './options-sign-in.ts'
import type { Change } from './options-workspaces.ts'

/** Joining a team: the question to the server, its notice, and the yes. `onJoined`: the team is switched on. */
export function joinActions(
  ports: OptionsPorts,
  joining: { value: Joining },
  change: Change,
  onJoined: (team: Workspace) => Promise<void>,
) {
  /** Shows what the company sees, before anything is switched on. */
  async function showNotice(admitted: Omit<Extract<Joining, { step: 'notice' }>, 'step' | 'already'>) {
    const there = await ports.readWorkspaces()
    const same = there.ok && there.value.all.find(({ id }) => id === admitted.answer.workspace.id)
    joining.value = { step: 'notice', ...admitted, already: same ? { name: same.member.name } : null }
  }
  return {
    ...signInActions(ports, joining, (admitted) => showNotice({ ...admitted, code: null })),
    /** Straight from the click: the first thing it does is to ask for the server's permission. */
    async join(form: JoinForm): Promise<void> {
      const wanted = wantedOf(ports, form)
      if (typeof wanted === 'string') {
        joining.value = { step: 'form', problem: { code: 'invalid', path: wanted }, field: wanted }
        return
      }
      const { pattern, ...request } = wanted
      const lent = await askToReach(ports, joining, pattern)
      if (lent === null) return
      const deviceId = keptDeviceId(ports, request)
      const answer = await ports.join({ ...request, deviceId })
      if (!answer.ok) {
        // Refused: this id leads nowhere. After any other failure the code may be used up, for this id alone.
        if (REFUSED.has(answer.problem.code)) deviceIdOf(ports, request).clear()
        joining.value = { step: 'form', problem: answer.problem, field: null }
        await giveBack(ports, lent)
        return
      }
      const { server, code } = request
      await showNotice({ server, code, answer: answer.value, deviceId, lent })
    },
    /** Switches the team on, after its notice was read. */
    async confirm(): Promise<void> {
      if (joining.value.step !== 'notice') return
      const { answer, deviceId, server, code } = joining.value
      const { workspace, member } = answer
      const former = await formerOf(ports, workspace.id)
      const token = await ports.keepJoin(workspace.id, deviceId, answer)
      const team: Workspace = { kind: 'team', ...workspace, member, deviceId, server, token }
      const saved = await change((before) => ({
        current: team.id,
        all: [...before.all.filter(({ id }) => id !== team.id), team],
      }))
      if (!saved) return
      if (code !== null) deviceIdOf(ports, { server, code }).clear()
      joining.value = { step: 'joined', name: workspace.name }
      await onJoined(team)
      // Who was shut out, or no longer known, is let in from now on: what waits need not wait out the pause.
      await ports.sendNow()
      if (former !== null && former.deviceId !== deviceId) await ports.forgetFormerDevice(former)
    },
    /**
     * Back to the form. Of an invitation nothing is kept but the device's id, with which the same code can be taken
     * again; a sign-in is undone, because the next one comes as another device.
     */
    async cancelJoin(): Promise<void> {
      if (joining.value.step !== 'notice') {
        joining.value = JOIN_FORM
        return
      }
      const { answer, code, ...admitted } = joining.value
      if (code === null) {
        joining.value = { step: 'asking' }
        await undoSignIn(ports, joining, { ...admitted, answer: ok(answer) })
        return
      }
      joining.value = JOIN_FORM
      await giveBack(ports, admitted.lent)
    },
  }
}

/** What this browser is in the team already. */
async function formerOf({ readWorkspaces }: OptionsPorts, id: string) {
  const there = await readWorkspaces()
  const found = there.ok ? there.value.all.find((one) => one.id === id) : undefined
  return found?.kind === 'team' ? found : null
}

/** The server knows the code or the device no more: asking again under the same id changes nothing. */
const REFUSED: ReadonlySet<string> = new Set(['not-authorised', 'id-conflict'])

/** What the form asks for; the name of the box that is wrong. */
function wantedOf(ports: OptionsPorts, form: JoinForm) {
  const wanted = serverFrom(ports, form.server)
  if (wanted === null) return 'server'
  const [code, name] = [form.code.trim(), form.name.trim()]
  if (code === '') return 'code'
  if (name === '') return 'name'
  return { ...wanted, code, name }
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
