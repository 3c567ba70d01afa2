import type { Problem } from '../../lib/model/problem.ts'
import type { Workspace } from '../../lib/model/workspace.ts'
import type { OptionsState, SectionName } from '../../lib/panel/options-state.ts'
import { type fakeOptions, TEAM } from '../support/options-ports.ts'
import { settle } from '../support/panel-ports.ts'

/** A state of the options page: what it knows, and what a person does before the picture is taken. */
export interface OptionsStory {
  readonly section: SectionName
  readonly world: () => ReturnType<typeof fakeOptions>
  readonly act?: (state: OptionsState) => unknown
}

export const SERVER = 'https://earshot.quillon.example'

export const TEAM_WORKSPACE: Extract<Workspace, { kind: 'team' }> = {
  kind: 'team',
  id: TEAM,
  name: 'Quillon',
  member: { id: TEAM, name: 'Maya Osei' },
  deviceId: TEAM,
  server: SERVER,
  token: 'a-token-of-a-device',
}

/** What is still going on when the picture is taken. */
export const never = (): Promise<never> => new Promise(() => undefined)

export const failing = (problem: Problem) => async () => ({ ok: false as const, problem })

export async function click(selector: string): Promise<void> {
  document.querySelector<HTMLElement>(selector)?.click()
  await settle()
}

/** Types into the first box with this `inputmode`. */
export async function fill(mode: 'url' | 'text', text: string): Promise<void> {
  const box = document.querySelector<HTMLInputElement>(`input[inputmode="${mode}"]`)
  if (box === null) return
  box.value = text
  box.dispatchEvent(new Event('input', { bubbles: true }))
  await settle()
}
