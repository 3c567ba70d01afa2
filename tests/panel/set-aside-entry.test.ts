import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canSendAgain, causeOf, holderOf, kindOf, placeOf } from '../../lib/panel/set-aside-entry.ts'

const refused = (reason: string) => ({ origin: 'refused', reason }) as const
const MAYA = '22222222-2222-4222-8222-222222222222'

describe('an entry that was set aside', () => {
  it.each(['invalid', 'too_large', 'not_yours', 'id_conflict', 'erased', 'server_error'] as const)(
    'has words for the refusal %s, whatever the server adds',
    (code) => {
      expect(causeOf(refused(code))).toBe(code)
      expect(causeOf(refused(`${code}: data.body: too_big`))).toBe(code)
    },
  )

  it('is refused for a reason of its own when the code is of a newer server', () => {
    expect(causeOf(refused('moon_phase'))).toBe('other')
    expect(canSendAgain(refused('moon_phase'))).toBe(true)
  })

  it('tells where it comes from when no server refused it', () => {
    expect(causeOf({ origin: 'remote', reason: 'invalid' })).toBe('remote')
    expect(canSendAgain({ origin: 'remote', reason: 'invalid' })).toBe(false)
  })

  it('can be sent again unless the server would never take it', () => {
    expect(canSendAgain(refused('invalid: data.body: too_big'))).toBe(true)
    expect(canSendAgain(refused('erased'))).toBe(false)
    expect(canSendAgain(refused('not_yours'))).toBe(false)
  })

  it('is named by its kind, and a kind that is not known is of a newer Earshot', () => {
    expect(kindOf({ origin: 'refused', raw: { type: 'note.revised' } })).toBe('note.revised')
    expect(kindOf({ origin: 'remote', raw: { type: 'idea.added' } })).toBe('newer')
    expect(kindOf({ origin: 'row', raw: { state: 'pending' } })).toBe('row')
  })

  it('names who was quicker and until when, and nobody where the server did not say so', () => {
    const until = Date.UTC(2026, 10, 9, 16)
    expect(holderOf(`claimed_by: {"memberId":"${MAYA}","until":${until}}`)).toEqual({
      memberId: MAYA,
      until,
    })
    expect(holderOf('claimed_by')).toBeNull()
    expect(holderOf('claimed_by: {"memberId":7,"until":"soon"}')).toBeNull()
  })

  it('is explained without a failure, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.anything(), fc.string(), fc.string(), (raw, reason, path) => {
        expect(typeof kindOf({ origin: 'remote', raw })).toBe('string')
        expect(typeof causeOf(refused(reason))).toBe('string')
        expect(typeof placeOf(path)).toBe('string')
        const holder = holderOf(reason)
        expect(holder === null || Number.isFinite(holder.until)).toBe(true)
      }),
    )
  })
})
