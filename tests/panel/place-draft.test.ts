import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../lib/model/problem.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { PanelPorts } from '../../lib/panel/ports.ts'
import { fakeWorld, settle } from '../support/panel-ports.ts'
import { mentionView } from '../support/panel-views.ts'

type Outcome = 'inserted' | 'already' | 'no-box' | 'differs' | 'too-long'

/** A panel beside a page whose reader answers `draft.insert` with this. */
async function panel(answer: Outcome | 'silence', ports: Partial<PanelPorts> = {}) {
  const send = async (name: string) => {
    if (name === 'reader.posts') return ok({ keys: ['u1', 'u2'] })
    if (name !== 'draft.insert' || answer === 'silence') return fail('not-found')
    return ok({ outcome: answer, held: answer === 'no-box' ? null : 'what stands there' })
  }
  const world = fakeWorld({ ports: { send: send as unknown as PanelPorts['send'], ...ports } })
  const state = createPanelState(world.ports, { order: 'page' }, new AbortController().signal)
  await settle()
  const doors = () => world.asked.map(([door]) => door)
  return { ...world, doors, state, actions: createPanelActions(state, world.ports) }
}

const TEXT = 'Does it slip when it is cold?'

describe('a draft for the reply box', () => {
  it.each(['inserted', 'already'] as const)(
    'that is %s is not copied, and the reply is looked out for',
    async (outcome) => {
      const { actions, asked, doors, state } = await panel(outcome)
      await actions.insert(mentionView(), TEXT)
      expect(state.placed.value).toMatchObject({ how: outcome, copied: null, held: null })
      expect(doors()).not.toContain('copy')
      expect(asked).toContainEqual(['awaitReply', mentionView().mention, TEXT, ['u1', 'u2']])
    },
  )

  it.each([
    ['no-box', 'no-box', null],
    ['differs', 'differs', 'what stands there'],
    ['too-long', 'too-long', 'what stands there'],
    ['silence', 'unreachable', null],
  ] as const)('that meets %s is copied, and the line says why', async (answer, how, held) => {
    const { actions, asked, state } = await panel(answer)
    await actions.insert(mentionView(), TEXT)
    expect(state.placed.value).toMatchObject({ how, held, copied: true })
    expect(asked).toContainEqual(['copy', TEXT])
    expect(asked.map(([door]) => door)).toContain('awaitReply')
  })

  it('that could not even be copied is not looked out for, and the line says so', async () => {
    const { actions, doors, state } = await panel('no-box', { copy: async () => false })
    await actions.insert(mentionView(), TEXT)
    expect(state.placed.value).toMatchObject({ how: 'no-box', copied: false })
    expect(doors()).not.toContain('awaitReply')
  })

  it('goes in once, however often it is pressed meanwhile', async () => {
    const { actions, doors } = await panel('inserted')
    await Promise.all([actions.insert(mentionView(), TEXT), actions.insert(mentionView(), TEXT)])
    expect(doors().filter((door) => door === 'awaitReply')).toHaveLength(1)
  })

  it('that is empty goes nowhere', async () => {
    const { actions, doors, state } = await panel('inserted')
    await actions.insert(mentionView(), '  \n')
    expect(state.placed.value).toBeNull()
    expect(doors()).not.toContain('awaitReply')
  })

  it('leaves no line behind on another screen', async () => {
    const { actions, state } = await panel('inserted')
    await actions.insert(mentionView(), TEXT)
    actions.showTab('people')
    expect(state.placed.value).toBeNull()
  })
})

describe('a noticed reply', () => {
  it('is logged with one press, and can be taken back', async () => {
    const { actions, asked, state } = await panel('inserted')
    await actions.logNoticed(mentionView())
    expect(asked).toContainEqual(['logNoticedReply', mentionView().mention.key])
    expect(state.toast.value).toMatchObject({ kind: 'logged', outcome: 'answered' })
    await actions.undo()
    expect(asked.map(([door]) => door)).toContain('retractInteraction')
  })

  it('that is somebody else’s is declined; "later" lasts until the mention is opened again', async () => {
    const { actions, asked, state } = await panel('inserted')
    await actions.notMine(mentionView())
    expect(asked).toContainEqual(['declineReply', mentionView().mention.key])
    actions.decideLater()
    expect(state.later.value).toBe(true)
    actions.open({ screen: 'mention', key: mentionView().mention.key, from: 'x' })
    expect(state.later.value).toBe(false)
  })
})
