/** The options page in a document, over ports in memory, and a person's hands and eyes on it. */
import { render } from 'preact'
import { expect, vi } from 'vitest'
import { Options } from '../../../components/settings/Options.tsx'
import type { OptionsPorts } from '../../../lib/panel/options-ports.ts'
import { createOptionsState, type OptionsState } from '../../../lib/panel/options-state.ts'
import { fakeOptions } from '../../support/options-ports.ts'

export { ID, NOTHING_OWN, recipeDoors, scratchIn, TEAM } from '../../support/options-ports.ts'

/** The options page over a store in memory. What a test asks about most is watched. */
export function page(more: Partial<OptionsPorts> = {}) {
  const { ports: plain, ...rest } = fakeOptions()
  const ports: OptionsPorts = {
    ...plain,
    join: vi.fn(plain.join),
    leaveTeam: vi.fn(plain.leaveTeam),
    sendNow: vi.fn(plain.sendNow),
    requestOrigins: vi.fn(plain.requestOrigins),
    tellChange: vi.fn(plain.tellChange),
    saveFile: vi.fn(plain.saveFile),
    ...more,
  }
  return { ...rest, ports, state: createOptionsState(ports) }
}

export const root = document.createElement('div')
document.body.append(root)

export async function show(state: OptionsState, section: string) {
  state.goTo(section)
  await state.load(new AbortController().signal)
  const Page = () => <Options state={state} now={0} />
  render(<Page />, root)
  await vi.waitFor(() => expect(state.playbook.loaded.value).toBe(true))
}

export function button(name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  )
  if (found === undefined) throw new Error(`no button "${name}" in: ${root.textContent}`)
  return found
}

export function box(label: string): HTMLInputElement {
  const name = [...root.querySelectorAll('label')].find((one) => one.textContent === label)
  const found = document.getElementById(name?.htmlFor ?? '') as HTMLInputElement | null
  if (found === null) throw new Error(`no box "${label}"`)
  return found
}

export async function type(label: string, text: string) {
  const into = box(label)
  into.value = text
  into.dispatchEvent(new Event('input', { bubbles: true }))
  await vi.waitFor(() => expect(into.value).toBe(text))
}

export const saw = (text: string) => vi.waitFor(() => expect(root.textContent).toContain(text))
