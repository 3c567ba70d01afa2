import { describe, expect, it } from 'vitest'
import { OUTCOMES } from '../../lib/model/interaction.ts'
import { commandOf, keyOfOutcome, outcomeOfKey } from '../../lib/panel/keys.ts'

const press = (key: string, more: Partial<Parameters<typeof commandOf>[0]> = {}) =>
  commandOf({ key, ctrl: false, typing: false, afterG: false, ...more })

describe('keys', () => {
  it('log each outcome by the number that stands on its button', () => {
    for (const outcome of OUTCOMES) expect(outcomeOfKey(keyOfOutcome(outcome))).toBe(outcome)
    expect(press('1')).toEqual({ do: 'outcome', outcome: 'listened' })
    expect(press('0')).toEqual({ do: 'outcome', outcome: 'waited' })
  })

  it('are letters while one types; only Escape leaves', () => {
    for (const key of ['1', 'j', 'n', '?', '/']) expect(press(key, { typing: true })).toBeNull()
    expect(press('Escape', { typing: true })).toEqual({ do: 'leave-field' })
    expect(press('Escape')).toEqual({ do: 'back' })
  })

  it('leave the shortcuts of the browser alone', () => {
    for (const key of ['c', '1', 'n']) expect(press(key, { ctrl: true })).toBeNull()
  })

  it('go to a place after g', () => {
    expect(press('h', { afterG: true })).toEqual({ do: 'go', to: 'here' })
    expect(press('p', { afterG: true })).toEqual({ do: 'go', to: 'people' })
    expect(press('h')).toBeNull()
  })

  it('open the filter with f, and not while typing', () => {
    expect(press('f')).toEqual({ do: 'filter' })
    expect(press('f', { typing: true })).toBeNull()
  })

  it('know no names that every object has', () => {
    for (const key of ['constructor', 'toString', '__proto__']) expect(press(key)).toBeNull()
  })
})
