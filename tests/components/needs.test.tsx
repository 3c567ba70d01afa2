// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import { signWords } from '../../components/mention/sign-words.ts'
import { Panel } from '../../components/panel/Panel.tsx'
import { activateLocale } from '../../components/shared/i18n.ts'
import { CUES } from '../../lib/matching/cues/find-cues.ts'
import { createPanelActions } from '../../lib/panel/panel-actions.ts'
import { createPanelState } from '../../lib/panel/panel-state.ts'
import type { BrowserModel } from '../../lib/platform/second-opinion.ts'
import type { MentionCardView } from '../../lib/store/views.ts'
import { doing, drawPanels, life, place } from '../support/draw-panel.ts'
import {
  fakeModel,
  german,
  longer,
  MIXED,
  screenOf,
  signs,
  snapped,
  unjudged,
} from '../support/panel-needs.ts'
import { fakeWorld } from '../support/panel-ports.ts'
import { hereView, jam, wait } from '../support/panel-views.ts'

drawPanels()

/** The panel on a page with these mentions, or on one of them. */
async function panel(
  cards: readonly MentionCardView[],
  more: { readonly opened?: MentionCardView; readonly model?: BrowserModel; readonly locale?: 'de' } = {},
) {
  if (more.locale) await activateLocale(more.locale, ['panel'])
  const view = { current: hereView(cards) }
  const world = fakeWorld({
    ports: { model: more.model ?? null },
    store: {
      readHere: async () => view.current,
      readMention: async () => (more.opened === undefined ? null : screenOf(more.opened)),
    },
  })
  const state = createPanelState(world.ports, { order: 'page', secondOpinion: true }, life.signal)
  const actions = createPanelActions(state, world.ports)
  const nothing = () => undefined
  await doing(() => {
    render(
      <Panel
        state={state}
        actions={actions}
        sites={[]}
        siteNames={new Map()}
        team
        onOptions={nothing}
        onPractice={nothing}
      />,
      place,
    )
  })
  const { opened } = more
  if (opened) await doing(() => actions.open({ screen: 'mention', key: opened.mention.key, from: null }))
  return { state, actions, world }
}

const text = (selector: string) => place.querySelector(selector)?.textContent?.replaceAll('\u00a0', ' ')
const texts = (selector: string) =>
  [...place.querySelectorAll(selector)].map(({ textContent }) => textContent?.replaceAll('\u00a0', ' '))
const button = (name: string) => {
  const found = [...place.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === name)
  if (found === undefined) throw new Error(`no button “${name}” in: ${place.textContent}`)
  return found
}
const click = (element: HTMLElement) =>
  doing(() => {
    element.focus()
    element.click()
  })
const press = (key: string) =>
  doing(() => {
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
const authors = () => texts('article.mention h3 button')

describe('a label', () => {
  it('stands on its card with the words that show it, the most pressing first, and “perhaps” where it is unsure', async () => {
    await panel([snapped])
    expect(texts('.needs li')).toEqual([
      'Perhaps about safety “cut my thumb” · unclear which topic',
      'Complaint “burr snapped” · about Our grinders',
      'Question “Does anyone know where I get a new one?” · about Our grinders',
      'Perhaps praise No strong signal in single words · unclear which topic',
    ])
    expect(texts('.chip.unsure')).toEqual(['Perhaps about safety', 'Perhaps praise'])
  })

  it('says in the language of the panel what its words do, for every reason that rules give', async () => {
    const reasons = [
      ...new Set(CUES.filter(({ need, weight }) => need !== 'other' && weight > 0).map(({ why }) => why)),
    ]
    const span = { start: 0, end: 1 }
    const untold = reasons.filter((why) => signWords({ why: `${why}: “x”`, span }) === null)
    expect(untold).toEqual([])
    await activateLocale('de', ['panel'])
    expect(signWords({ why: 'Says that it does not work: “x”', span })).toBe(
      'Sagt, dass es nicht funktioniert.',
    )
    expect(signWords({ why: 'constructor: “x”', span })).toBeNull()
  })

  it('says what it is about only where the post matches several topics', async () => {
    await panel([jam])
    expect(texts('.needs li')).toEqual(['Question “Is there a trick?”'])
  })

  it('opens to what speaks for it and against it, adding up to the sum, and how often it is right', async () => {
    await panel(MIXED, { opened: snapped })
    const complaint = [...place.querySelectorAll('details.why')].find((one) =>
      one.querySelector('summary')?.textContent?.startsWith('Complaint'),
    )
    const lines = [...(complaint?.querySelectorAll('.score li') ?? [])].map(({ textContent }) => textContent)
    expect(lines).toEqual([
      '“snapped” speaks strongly for it+2.6',
      '“Lovely” speaks against it−0.9',
      '“on day three” speaks for it+0.8',
      '“quality” speaks a little for it+0.4',
      '“new one” speaks a little for it+0.3',
      '3 smaller signs speak for it, taken together+0.3',
      'The rest speaks against it: how rare this label is, and signs that are no single word−1.9',
      'Together+1.6',
    ])
    expect(complaint?.textContent).toContain('States that something broke or arrived wrong.')
    expect(complaint?.textContent).toContain('The post states a fault, a failure or a grievance.')
    expect(complaint?.textContent).toContain('About 9 in 10 such labels are right.')
    expect(complaint?.textContent).not.toContain('perhaps')
  })

  it('that is unsure asks to read the post first', async () => {
    await panel(MIXED, { opened: longer })
    expect(text('details.why .why-parts')).toContain('About 6 in 10 such labels are right.')
    expect(text('details.why .why-parts')).toContain('Too close to call, so it says “perhaps”')
  })

  it('claims no chance where only cue words judged, and says so', async () => {
    await panel(MIXED, { opened: german })
    expect(text('.needs')).toContain('Judged by single words only: this language has no model yet.')
    expect(text('.needs')).toContain('These words alone decided.')
    expect(text('.needs')).not.toContain('in 10')
  })

  it('is not missed silently where a language is not judged, nor where nothing was found', async () => {
    await panel([unjudged], { opened: unjudged })
    expect(text('.needs')).toBe('Needs are not judged in this language.')
    expect(place.querySelectorAll('.needs details')).toHaveLength(0)
    render(null, place)
    await panel([signs], { opened: signs })
    expect(text('.needs')).toBe('No label: nothing here speaks clearly for one.')
  })

  it('explains itself in German too', async () => {
    await panel([snapped], { locale: 'de' })
    expect(texts('.needs li')[1]).toBe('Beschwerde „burr snapped“ · zu Our grinders')
    expect(texts('.chip.unsure')[0]).toBe('Vielleicht eine Gefahr')
  })
})

describe('a match of a name that is also a word', () => {
  it('opens to the signs that decided, and the sum that was needed', async () => {
    await panel([signs], { opened: signs })
    expect(text('.topics summary')).toBe('Our grinders “@quillon” Is that right?')
    expect(texts('.topics .score li')).toEqual([
      'A handle of the rule is named+3.0',
      'A phrase in which the name means something else−2.0',
      'Together+1.0',
    ])
    expect(text('.topics')).toContain('From +1.0 on, a post counts as being about this.')
  })

  it('names the words alone where a plain query decided', async () => {
    await panel([jam], { opened: jam })
    expect(text('.topics summary')).toBe('Our grinders “Quillon Q2” Is that right?')
    expect(place.querySelector('.topics .score')).toBeNull()
  })
})

describe('the order by urgency', () => {
  it('tells its rule, and how many cards stand at each place', async () => {
    const { actions } = await panel(MIXED)
    expect(place.querySelector('.order-rule')).toBeNull()
    await doing(() => actions.setOrder('urgency'))
    expect(authors().slice(0, 3)).toEqual(['tamper_tom', 'slowpour_ana', 'brewbert'])
    expect(text('.order-rule summary')).toBe('How is this ordered?')
    expect(texts('.order-rule .taken')).toEqual([
      'Safety · 1',
      'May leave · 1',
      'Complaint · 1',
      'Question · 1',
      'Idea · 1',
      'No label · 2',
    ])
  })
})

describe('the filter', () => {
  it('shows what was chosen with how many, by keyboard alone, and Escape shows all again', async () => {
    await panel(MIXED)
    await press('f')
    expect(document.activeElement?.getAttribute('aria-pressed')).toBe('false')
    expect(document.activeElement?.textContent).toBe('Safety 1')
    await click(button('Complaint 3'))
    expect(document.activeElement?.getAttribute('aria-pressed')).toBe('true')
    expect(text('.filter [role="status"]')).toBe('3 of 7 shown')
    expect(authors()).toEqual(['slowpour_ana', 'tamper_tom', 'brewbert'])
    await click(button('Support 1'))
    expect(authors()).toEqual(['tamper_tom'])
    await press('j')
    expect(document.activeElement?.getAttribute('data-focus')).toBe(snapped.mention.key)
    await press('Escape')
    expect(authors()).toHaveLength(MIXED.length)
    expect(text('.filter [role="status"]')).toBe('')
    expect(document.activeElement?.getAttribute('data-focus')).toBe(snapped.mention.key)
  })

  it('puts its choices away with a second Escape, and the focus back on its button', async () => {
    await panel(MIXED)
    await press('f')
    await press('Escape')
    expect(place.querySelectorAll('[aria-pressed]')).toHaveLength(0)
    expect(document.activeElement?.getAttribute('data-focus')).toBe('filter')
    expect(document.activeElement?.getAttribute('aria-expanded')).toBe('false')
  })

  it('offers the way out where it hides everything, and keeps the focus', async () => {
    const { actions } = await panel(MIXED)
    await doing(() => actions.chooseFilter({ needs: ['spam'], topics: [] }))
    expect(place.textContent).toContain('Hidden by your filter')
    expect(text('.filter [role="status"]')).toBe('0 of 7 shown')
    await click(button('Show all 7 posts'))
    expect(authors()).toHaveLength(MIXED.length)
    expect(document.activeElement?.getAttribute('data-focus')).toBe('filter')
  })

  it('is not offered where there is nothing to choose between', async () => {
    await panel([jam])
    expect(place.querySelector('.filter')).toBeNull()
  })

  it('holds with both lists together, and with posts that have no label', async () => {
    const { actions } = await panel([jam, wait, unjudged])
    await doing(() => actions.chooseFilter({ needs: ['none'], topics: [] }))
    expect(texts('article.mention .judged')).toEqual(['Needs are not judged in this language.'])
    expect(authors()).toHaveLength(1)
  })
})

describe('the second opinion', () => {
  it('stands beside our labels under its own name, with only words that are in the post', async () => {
    const model = fakeModel({
      answer: JSON.stringify({
        needs: [
          { need: 'complaint', quote: 'The burr snapped' },
          { need: 'leaving', quote: '<b>I leave</b>' },
        ],
      }),
    })
    await panel([snapped], { opened: snapped, model })
    const before = texts('.needs > details summary')
    expect(text('.opinion h2')).toBe('Second opinion: the browser’s own model')
    await click(button('Ask it about this post'))
    expect(texts('.opinion li')).toEqual([
      'Complaint “The burr snapped”',
      'May leave names no words of the post',
    ])
    expect(text('.opinion')).toContain('It may be wrong. The labels above stay as they are.')
    expect(texts('.needs > details summary')).toEqual(before)
    expect(document.activeElement?.id).toBe('opinion-title')
  })

  it('asks before it downloads, and can be cancelled', async () => {
    const ask: BrowserModel['ask'] = (_question, onStage) => {
      onStage({ downloaded: 0.4 })
      return new Promise(() => undefined)
    }
    await panel([snapped], { opened: snapped, model: fakeModel({ readiness: 'downloadable', ask }) })
    await click(button('Ask it about this post'))
    expect(text('.opinion')).toContain('The browser has to download the model first')
    await click(button('Download and ask'))
    expect(place.querySelector('progress')?.value).toBe(0.4)
    await click(button('Cancel'))
    expect(button('Ask it about this post')).toBeDefined()
  })

  it('is not spoken of in a browser that has none', async () => {
    await panel([snapped], { opened: snapped })
    expect(place.querySelector('.opinion')).toBeNull()
    expect(place.textContent).not.toContain('Second opinion')
  })
})
