// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import { Panel } from '../../components/panel/Panel.tsx'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { HereView, MentionView } from '../../lib/store/views.ts'
import { doing, drawPanels, life, place } from '../support/draw-panel.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { SEEN, SEEN_ALIKE, swordView } from '../support/panel-verdicts.ts'
import { hereView, jam } from '../support/panel-views.ts'

drawPanels()

/** The panel on the open mention, or on Here. */
async function panel(
  shown: { readonly mention: MentionView } | { readonly here: HereView },
  more: { readonly team?: boolean; readonly seen?: typeof SEEN } = {},
) {
  const world = fakeWorld({
    store: {
      readHere: async () => ('here' in shown ? shown.here : hereView([jam])),
      readMention: async () => ('mention' in shown ? shown.mention : null),
      readSeenMentions: async () => more.seen ?? SEEN,
    },
  })
  const state = createPanelState(world.ports, { order: 'page' }, life.signal)
  const actions = createPanelActions(state, world.ports)
  const nothing = () => undefined
  await doing(() => {
    render(
      <Panel
        state={state}
        actions={actions}
        sites={[]}
        siteNames={new Map()}
        team={more.team ?? false}
        onOptions={nothing}
        onPractice={nothing}
      />,
      place,
    )
  })
  if ('mention' in shown)
    await doing(() => actions.open({ screen: 'mention', key: shown.mention.mention.key, from: null }))
  return world
}

const text = () => place.textContent?.replaceAll('\u00a0', ' ') ?? ''
const buttons = () => [...place.querySelectorAll('button')].map(({ textContent }) => textContent?.trim())
const press = (name: string) =>
  doing(() => {
    const found = [...place.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === name,
    )
    if (found === undefined) throw new Error(`no button “${name}” in: ${place.textContent}`)
    found.focus()
    found.click()
  })

const summaries = () => [...place.querySelectorAll<HTMLElement>('.topics summary')]
const pressEscape = () =>
  doing(() => void document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })))

describe('a line for each topic', () => {
  it('names it with the words that matched, and keeps its buttons until it is opened', async () => {
    await panel({ mention: swordView({ topics: ['grinders', 'rivals'] }) })
    expect(summaries().map(({ textContent }) => textContent)).toEqual([
      'Our grinders “quillon” Is that right?',
      'Grindwell “quillon” Is that right?',
    ])
    const lines = [...place.querySelectorAll<HTMLDetailsElement>('.topics details')]
    expect(lines.map(({ open }) => open)).toEqual([false, false])
    for (const found of place.querySelectorAll('.topics button'))
      expect(found.closest('details')).not.toBeNull()
    // One name, so that the browser closes the one before.
    expect(new Set(lines.map((line) => line.getAttribute('name')))).toEqual(new Set(['topics']))
  })

  it('has the focus again when its proposal is put away, by “Cancel” or by Escape', async () => {
    await panel({ mention: swordView({ topics: ['grinders', 'rivals'] }) })
    for (const putAway of [() => press('Cancel'), pressEscape]) {
      await press('Not about “Grindwell”')
      expect(document.activeElement?.textContent).toBe('A change of the rule for “Grindwell”')
      await putAway()
      expect(place.querySelector('.proposal')).toBeNull()
      expect(document.activeElement).toBe(summaries()[1])
    }
    await pressEscape()
    expect(summaries()).toEqual([])
  })
})

describe('a proposal', () => {
  it('says in one sentence what would change, with the counts, and the focus goes to it', async () => {
    await panel({ mention: swordView() })
    await press('Not about us')
    expect(text()).toContain('Leave out posts with “quillon block”.')
    expect(text()).toContain('Of 3 mentions seen here, 2 would stay and 1 would go.')
    expect(text()).toContain('quillon AND NOT "quillon block"')
    expect(document.activeElement?.textContent).toBe('A change of the rule for “Our grinders”')
    expect(buttons()).toEqual(expect.arrayContaining(['Change the rule', 'Only hide this post', 'Cancel']))
  })

  it('in a team names who keeps the rule, changes nothing, and copies counts and the rule without a post', async () => {
    const world = await panel({ mention: swordView() }, { team: true })
    await press('Not about us')
    expect(text()).toContain('Maya Osei keeps this rule.')
    expect(buttons()).not.toContain('Change the rule')
    await press('Copy the proposal')
    expect(world.asked).toEqual([
      [
        'copy',
        [
          'Proposal for the rule of “Our grinders”',
          'Leave out posts with “quillon block”.',
          'Of 3 mentions seen here, 2 would stay and 1 would go. None of those that would go is one that you logged or said is about us.',
          'Now: Query: quillon',
          'Changed: Query: quillon AND NOT "quillon block"',
        ].join('\n'),
      ],
    ])
    expect(text()).toContain('The proposal is copied.')
  })

  it('in a team without a named owner speaks of the keeper of the playbook', async () => {
    await panel({ mention: swordView({ owner: false }) }, { team: true })
    await press('Not about us')
    expect(text()).toContain('The keeper of your playbook keeps this rule.')
  })

  it('that cannot be made leaves hiding the post alone', async () => {
    await panel({ mention: swordView() }, { seen: SEEN_ALIKE })
    await press('Not about us')
    expect(text()).toContain('No single change of the rule leaves this post out')
    expect(buttons()).not.toContain('Change the rule')
    await press('Only hide this post')
    expect(text()).toContain('Set aside. The rule stays as it is.')
  })

  it('for a topic that weighs signs adds a sign instead of an exclusion from the query', async () => {
    await panel({ mention: swordView({ weighs: true }) })
    await press('Not about us')
    expect(text()).toContain('as a sign that the name means something else.')
    expect(text()).toContain('Words that mean something else')
  })

  it('goes away on “Cancel”', async () => {
    const world = await panel({ mention: swordView() })
    await press('Not about us')
    await press('Cancel')
    expect(place.querySelector('.proposal')).toBeNull()
    expect(world.asked).toEqual([])
  })
})

describe('what a person says', () => {
  it('is asked by the name of each topic where there are several', async () => {
    await panel({ mention: swordView({ topics: ['grinders', 'rivals'] }) })
    expect(buttons()).toEqual(
      expect.arrayContaining(['Not about “Our grinders”', 'About “Our grinders”', 'Not about “Grindwell”']),
    )
    await press('Not about “Grindwell”')
    expect(buttons()).toContain('Only take this post out of “Grindwell”')
  })

  it('is of a competitor by its name', async () => {
    await panel({ mention: swordView({ topics: ['rivals'] }) })
    expect(buttons()).toEqual(expect.arrayContaining(['Not about “Grindwell”', 'About “Grindwell”']))
    expect(buttons()).not.toContain('Not about us')
  })

  it('stands on the post, and can be taken back', async () => {
    const world = await panel({ mention: swordView({ said: { grinders: 'us' } }) })
    expect(text()).toContain('You said: this is about us.')
    await press('Take back')
    expect(world.asked).toEqual([
      ['setVerdict', { mentionKey: swordView().mention.key, topic: 'grinders' }, null],
    ])
  })

  it('that it is us is noted, with an undo', async () => {
    await panel({ mention: swordView() })
    await press('This is us')
    expect(text()).toContain('Noted. No change that Earshot proposes will lose this post.')
    expect(buttons()).toContain('Undo')
  })
})

describe('what was set aside', () => {
  const aside = swordView({ said: { grinders: 'not-us' } })

  it('is counted in a line, laid out below it, and can be brought back', async () => {
    const world = await panel({ here: { ...hereView([jam]), setAside: [aside] } })
    expect(text()).toContain('1 set aside as not about us · Show')
    expect(place.querySelectorAll('article.mention')).toHaveLength(1)
    await press('Bring back')
    expect(world.asked).toEqual([['setVerdict', { mentionKey: aside.mention.key, topic: 'grinders' }, null]])
  })

  it('is still spoken of where nothing else is left', async () => {
    await panel({ here: { ...hereView([]), setAside: [aside] } })
    expect(text()).toContain('What matched your topics was set aside.')
    expect(text()).toContain('1 set aside as not about us')
  })
})
