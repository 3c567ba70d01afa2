import { describe, expect, it } from 'vitest'
import { currentRoute, goBack, goTo, goToTab, START, tabOf } from '../../lib/panel/route.ts'

describe('the way through the panel', () => {
  it('goes back the way it came, to the control it left', () => {
    const there = goTo(START, { screen: 'mention', key: 'm', from: 'm' })
    const further = goTo(there, { screen: 'person', contactId: 'c', from: 'c' })
    const first = goBack(further)
    expect(currentRoute(first.trail)).toMatchObject({ screen: 'mention', key: 'm' })
    expect(first.focus).toBe('c')
    const second = goBack(first.trail)
    expect(currentRoute(second.trail)).toEqual({ screen: 'here' })
    expect(second.focus).toBe('m')
  })

  it('has nowhere to go back to at its start', () => {
    expect(goBack(START).trail).toBe(START)
  })

  it('does not pile up the same place', () => {
    const there = goTo(START, { screen: 'mention', key: 'm', from: 'm' })
    expect(goTo(there, { screen: 'mention', key: 'm', from: 'x' })).toBe(there)
  })

  it('keeps the tab marked while a person of it is shown', () => {
    const trail = goTo(goToTab('people'), { screen: 'person', contactId: 'c', from: 'c' })
    expect(tabOf(trail)).toBe('people')
  })
})
