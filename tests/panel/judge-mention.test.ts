import { describe, expect, it, vi } from 'vitest'
import { fail, ok } from '../../lib/model/problem.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { PanelPorts, PanelStore } from '../../lib/panel/ports.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { SEEN, SEEN_ALIKE, swordView } from '../support/panel-verdicts.ts'

function panel(parts: { ports?: Partial<PanelPorts>; store?: Partial<PanelStore> } = {}) {
  const world = fakeWorld({ ...parts, store: { readSeenMentions: async () => SEEN, ...parts.store } })
  const state = createPanelState(world.ports, { order: 'page' }, new AbortController().signal)
  const actions = createPanelActions(state, world.ports)
  actions.open({ screen: 'mention', key: swordView().mention.key, from: null })
  return { ...world, state, actions }
}

function only<T>(list: readonly T[]): T {
  const [one] = list
  if (one === undefined) throw new Error('the list is empty')
  return one
}

const view = swordView()
const topic = only(view.topics)
const about = { mentionKey: view.mention.key, topic: topic.id }
const verdicts = (asked: readonly (readonly unknown[])[]) => asked.filter(([door]) => door === 'setVerdict')

describe('“not about us”', () => {
  it('keeps nothing until a proposal is answered', async () => {
    const { actions, asked, state } = panel()
    await actions.sayNotUs(view, topic)
    expect(state.judging.value?.step).toMatchObject({
      kind: 'offered',
      changes: [{ kind: 'exclude-phrase', words: 'quillon block', before: 3, after: 2 }, {}, {}, {}, {}],
    })
    actions.cancelVerdict()
    expect(asked).toEqual([])
    expect(state.judging.value).toBeNull()
  })

  it('shows one proposal after another, and the first again after the last', async () => {
    const { actions, state } = panel()
    await actions.sayNotUs(view, topic)
    const shown = () => {
      const step = state.judging.value?.step
      return step?.kind === 'offered' ? step.changes[step.shown]?.words : null
    }
    const words = [shown()]
    for (let n = 0; n < 5; n++) {
      actions.proposeAnother()
      words.push(shown())
    }
    expect(words[0]).toBe('quillon block')
    expect(new Set(words).size).toBe(5)
    expect(words[5]).toBe(words[0])
  })

  it('changes the rule that was shown, has the pages read again, and goes back to the list', async () => {
    const { actions, asked, state } = panel()
    await actions.sayNotUs(view, topic)
    await actions.changeRule(view)
    const changed = { ...topic, query: 'quillon AND NOT "quillon block"' }
    expect(asked).toEqual([
      ['changeTopic', topic, changed],
      ['setVerdict', about, 'not-us'],
      ['send', 'workspace.changed'],
    ])
    expect(state.route.value.screen).toBe('here')
    expect(state.toast.value?.kind).toBe('rule-changed')
  })

  it('puts the rule and the verdict back as they were, by one undo', async () => {
    const { actions, asked, state } = panel()
    const said = swordView({ said: { grinders: 'us' } })
    await actions.sayNotUs(said, topic)
    await actions.changeRule(said)
    asked.length = 0
    await actions.undo()
    expect(asked).toEqual([
      ['changeTopic', expect.objectContaining({ query: 'quillon AND NOT "quillon block"' }), topic],
      ['setVerdict', about, 'us'],
      ['send', 'workspace.changed'],
    ])
    expect(state.toast.value).toEqual({ kind: 'verdict-undone' })
  })

  it('keeps no verdict where the rule could not be changed, and says so', async () => {
    const { actions, asked, state } = panel({ store: { changeTopic: async () => fail('changed-since') } })
    await actions.sayNotUs(view, topic)
    await actions.changeRule(view)
    expect(verdicts(asked)).toEqual([])
    expect(state.notices.value).toMatchObject([{ during: 'rule', problem: { code: 'changed-since' } }])
    expect(state.judging.value?.step.kind).toBe('offered')
    expect(state.route.value.screen).toBe('mention')
  })

  it('takes the verdict back only where the rule could be put back', async () => {
    let refuse = false
    const { actions, asked } = panel({
      store: { changeTopic: async (_from, to) => (refuse ? fail('changed-since') : ok(to)) },
    })
    await actions.sayNotUs(view, topic)
    await actions.changeRule(view)
    refuse = true
    asked.length = 0
    await actions.undo()
    expect(verdicts(asked)).toEqual([])
  })

  it('hides the post alone without a change of the rule, until it is undone', async () => {
    const { actions, asked, state } = panel()
    await actions.sayNotUs(view, topic)
    await actions.hideOnly(view)
    expect(asked).toEqual([['setVerdict', about, 'not-us']])
    expect([state.route.value.screen, state.toast.value?.kind]).toEqual(['here', 'set-aside'])
    await actions.undo()
    expect(asked.at(-1)).toEqual(['setVerdict', about, null])
  })

  it('stays on a post that is about another topic as well', async () => {
    const { actions, state } = panel()
    const both = swordView({ topics: ['grinders', 'rivals'] })
    await actions.sayNotUs(both, topic)
    await actions.hideOnly(both)
    expect(state.route.value.screen).toBe('mention')
    const rest = swordView({ topics: ['grinders', 'rivals'], said: { grinders: 'not-us' } })
    await actions.sayNotUs(rest, only(both.topics.slice(1)))
    await actions.hideOnly(rest)
    expect(state.route.value.screen).toBe('here')
  })

  it('has nothing to propose where every change would lose something of ours', async () => {
    const { actions, state } = panel({ store: { readSeenMentions: async () => SEEN_ALIKE } })
    await actions.sayNotUs(view, topic)
    expect(state.judging.value?.step.kind).toBe('none')
  })

  it('says when what was seen cannot be read', async () => {
    const readSeenMentions = () => Promise.reject(new Error('closed'))
    const { actions, state } = panel({ store: { readSeenMentions } })
    await actions.sayNotUs(view, topic)
    expect(state.judging.value?.step.kind).toBe('failed')
  })

  it('is forgotten when the screen is left before a proposal is there', async () => {
    let answer: (changes: []) => void = () => undefined
    const weighRule = vi.fn<PanelPorts['weighRule']>(() => new Promise((resolve) => (answer = resolve)))
    const { actions, state } = panel({ ports: { weighRule } })
    const asking = actions.sayNotUs(view, topic)
    await vi.waitFor(() => expect(weighRule).toHaveBeenCalled())
    actions.back()
    expect(weighRule.mock.calls[0]?.[1]()).toBe(true)
    answer([])
    await asking
    expect(state.judging.value).toBeNull()
  })
})

describe('“this is us”', () => {
  it('is kept at once, proposes nothing for a plain query, and can be undone', async () => {
    const { actions, asked, state } = panel()
    await actions.sayUs(view, topic)
    expect(asked).toEqual([['setVerdict', about, 'us']])
    expect([state.judging.value, state.toast.value?.kind]).toEqual([null, 'said-us'])
    await actions.undo()
    expect(asked.at(-1)).toEqual(['setVerdict', about, null])
  })

  it('proposes a word of the post where signs are weighed, and stays on the post when it is taken', async () => {
    const { actions, asked, state } = panel()
    const weighing = swordView({ weighs: true })
    await actions.sayUs(weighing, only(weighing.topics))
    expect(state.judging.value?.step).toMatchObject({
      kind: 'offered',
      changes: [{ kind: 'context-word' }, {}, {}, {}, {}],
    })
    await actions.changeRule(weighing)
    expect(asked.find(([door]) => door === 'changeTopic')?.[2]).toMatchObject({
      disambiguation: { context: ['burr', expect.any(String)] },
    })
    expect(state.route.value.screen).toBe('mention')
  })
})

it('brings a post back that was set aside, and that can be undone too', async () => {
  const { actions, asked } = panel()
  await actions.unsay(view.mention.key, { grinders: 'not-us' }, ['grinders'])
  await actions.undo()
  expect(asked).toEqual([
    ['setVerdict', about, null],
    ['setVerdict', about, 'not-us'],
  ])
})

it('says when the browser refuses the clipboard, and that the proposal is still there', async () => {
  const { actions, state } = panel({ ports: { copy: async () => false } })
  await actions.copyProposal('Proposal')
  expect(state.toast.value).toBeNull()
  expect(state.notices.value).toMatchObject([{ during: 'copy-proposal' }])
})
