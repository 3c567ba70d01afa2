import { signal } from '@preact/signals'
import type { Problem, Result } from '../model/problem.ts'
import type { Workspace } from '../model/workspace.ts'
import type { OptionsPorts, PersonalToken, TeamAccess, TeamDevice } from './options-ports.ts'

/** A list from the server: not asked for yet, on its way, or what it answered. */
export type Asked<T> = 'not-yet' | 'asking' | Result<readonly T[]>

/** A token as it is asked for. */
export interface TokenWish {
  readonly label: string
  readonly scopes: readonly ('pull' | 'push')[]
  /** Days until it ends. */
  readonly days: number
}

export type AccessState = ReturnType<typeof createAccessState>

/** Who and what may open the team's server in one's name: devices, and tokens for scripts. Asked only when it is looked at. */
export function createAccessState(ports: OptionsPorts) {
  const team = signal<Extract<Workspace, { kind: 'team' }> | null>(null)
  const devices = signal<Asked<TeamDevice>>('not-yet')
  const tokens = signal<Asked<PersonalToken>>('not-yet')
  /** The token that was just made: it is shown once and kept nowhere. */
  const made = signal<{ readonly label: string; readonly token: string } | null>(null)
  const problem = signal<Problem | null>(null)

  async function load(): Promise<void> {
    const of = team.value
    if (of === null) return
    const server = ports.teamOf(of)
    devices.value = 'asking'
    tokens.value = 'asking'
    const [foundDevices, foundTokens] = await Promise.all([server.devices(), server.tokens()])
    if (team.value !== of) return
    devices.value = foundDevices
    tokens.value = foundTokens
  }

  async function run<T>(work: (server: TeamAccess) => Promise<Result<T>>): Promise<Result<T> | null> {
    if (team.value === null) return null
    const done = await work(ports.teamOf(team.value))
    problem.value = done.ok ? null : done.problem
    if (done.ok) await load()
    return done
  }

  return {
    team,
    devices,
    tokens,
    made,
    problem,
    load,
    follow(workspace: Workspace): void {
      team.value = workspace.kind === 'team' ? workspace : null
      devices.value = 'not-yet'
      tokens.value = 'not-yet'
      made.value = null
      problem.value = null
    },
    async endDevice(id: string): Promise<void> {
      await run((server) => server.endDevice(id))
    },
    async endToken(id: string): Promise<void> {
      await run((server) => server.endToken(id))
    },
    /** True when it was made: only then may the form be emptied. */
    async makeToken(wish: TokenWish): Promise<boolean> {
      const answer = await run((server) => server.makeToken({ ...wish, label: wish.label.trim() }))
      if (!answer?.ok) return false
      made.value = { label: answer.value.personalToken.label, token: answer.value.token }
      return true
    },
    hideToken(): void {
      made.value = null
    },
  }
}
