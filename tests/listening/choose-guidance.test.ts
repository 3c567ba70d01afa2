import { describe, expect, it } from 'vitest'
import { chooseGuidance, needsToMeet } from '../../lib/listening/choose-guidance.ts'
import { type Need, type Playbook, PlaybookSchema } from '../../lib/model/playbook.ts'
import { SAMPLE } from './sample.ts'

const TODAY = '2026-11-21'

function cards(topics: string[], needs: Parameters<typeof chooseGuidance>[2], playbook: Playbook = SAMPLE) {
  return chooseGuidance(playbook, topics, needs, TODAY).map(({ card }) => card.id)
}

describe('choosing guidance', () => {
  it('lays the card for the need before the one for any need', () => {
    expect(cards(['quillon'], ['question'])).toEqual(['a-question-for-us', 'about-us'])
  })

  it('begins with the most urgent need', () => {
    expect(cards(['quillon'], ['praise', 'complaint', 'safety'])).toEqual([
      'safety-first',
      'third-time',
      'kind-words',
      'about-us',
    ])
  })

  it('leaves out cards for other needs, and for other topics', () => {
    expect(cards(['quillon'], [])).toEqual(['about-us'])
    expect(cards(['brasswick'], ['complaint'])).toEqual(['other-peoples-guests'])
    expect(cards(['unheard-of'], ['complaint'])).toEqual([])
    expect(cards([], ['complaint'])).toEqual([])
  })

  it('shows each card once, with the topic of the highest priority that called for it', () => {
    const chosen = chooseGuidance(SAMPLE, ['quillon', 'q2', 'help-wanted'], ['complaint'], TODAY)
    expect(chosen.map(({ card }) => card.id)).toEqual(['third-time', 'about-us'])
    expect(chosen.map(({ topic }) => topic.id)).toEqual(['help-wanted', 'help-wanted'])
  })

  it('puts the card of the topic with the higher priority first among equals', () => {
    expect(cards(['brasswick', 'quillon'], ['idea'])).toEqual(['an-idea', 'about-us', 'other-peoples-guests'])
  })

  it('names where things can be sent, and the version it comes from', () => {
    const [first] = chooseGuidance(SAMPLE, ['quillon'], ['safety'], TODAY)
    expect(first?.routes.map(({ route }) => route.name)).toEqual(['Safety', 'Press'])
    expect(first?.playbookVersion).toBe(7)
  })

  it.each([
    ['2026-11-20', 1, false],
    ['2026-11-20', 90, false],
    ['2026-08-23', 90, false],
    ['2026-08-22', 90, true],
    ['2020-01-01', 1_000, true],
    [undefined, 1, false],
  ])('verified %s, to be read again after %i days: needs review %s', (verified, reviewEvery, stale) => {
    const card = {
      id: 'card',
      title: 'Card',
      topics: ['quillon'],
      listenFor: ['anything'],
      reviewEvery,
      verified,
    }
    const playbook = PlaybookSchema.parse({ ...SAMPLE, cards: [card] })
    expect(chooseGuidance(playbook, ['quillon'], [], TODAY)[0]?.stale).toBe(stale)
  })

  it('does not stumble over a route that is gone', () => {
    const playbook = { ...SAMPLE, routes: SAMPLE.routes.filter((route) => route.id !== 'press') }
    const [first] = chooseGuidance(playbook, ['quillon'], ['safety'], TODAY)
    expect(first?.routes.map(({ route }) => route.name)).toEqual(['Safety'])
  })
})

describe('the needs that guidance is chosen by', () => {
  const found = (label: Need, p: number, sure: boolean) => ({ label, p, sure })

  it('are the sure ones, where there are some', () => {
    expect(needsToMeet([found('praise', 0.9, true), found('complaint', 0.75, false)])).toEqual(['praise'])
  })

  it('are else the likely ones among the unsure, and never a mere perhaps', () => {
    expect(needsToMeet([found('complaint', 0.75, false), found('idea', 0.4, false)])).toEqual(['complaint'])
    expect(needsToMeet([found('idea', 0.4, false)])).toEqual([])
  })
})
