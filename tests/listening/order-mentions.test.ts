import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderMentions } from '../../lib/listening/order-mentions.ts'
import { NEEDS, type Need } from '../../lib/model/playbook.ts'
import { need } from '../support/panel-views.ts'

function mention(order: number, needs: Need[] = [], priority = 1) {
  return {
    mention: { order, needs: needs.map((label) => need('', label, null)) },
    topics: [{ priority }],
  }
}

function placesBy(by: 'page' | 'urgency', mentions: ReturnType<typeof mention>[]): number[] {
  return orderMentions(mentions, by).map((one) => one.mention.order)
}

describe('the order of mentions', () => {
  const page = [
    mention(4, ['spam']),
    mention(0, ['praise']),
    mention(1),
    mention(2, ['praise', 'leaving']),
    mention(3, ['safety']),
    mention(5, ['complaint']),
    mention(6, ['question']),
  ]

  it('is that of the page', () => {
    expect(placesBy('page', page)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('or begins with danger, and ends with junk', () => {
    expect(placesBy('urgency', page)).toEqual([3, 2, 5, 6, 0, 1, 4])
  })

  it('puts the more pressing topic first among equal needs, then the page', () => {
    const equal = [
      mention(0, ['idea'], 1),
      mention(1, ['idea'], 3),
      mention(2, ['idea'], 3),
      mention(3, [], 3),
    ]
    expect(placesBy('urgency', equal)).toEqual([1, 2, 0, 3])
  })

  it('puts a label that is unsure right after the same one when it is sure, and junk the other way round', () => {
    const unsure = (order: number, label: Need, sure: boolean) => ({
      ...mention(order),
      mention: { order, needs: [{ ...need('', label, null), sure }] },
    })
    const labelled = [
      unsure(0, 'leaving', true),
      unsure(1, 'safety', false),
      unsure(2, 'safety', true),
      unsure(3, 'spam', true),
      unsure(4, 'spam', false),
      mention(5),
      unsure(6, 'leaving', false),
      unsure(7, 'complaint', true),
    ]
    expect(placesBy('urgency', labelled)).toEqual([2, 1, 0, 6, 7, 5, 4, 3])
  })

  it('loses none, and does not depend on the order they came in', () => {
    const any = fc
      .uniqueArray(fc.nat(50), { maxLength: 20 })
      .chain((places) =>
        fc.tuple(
          ...places.map((place) =>
            fc
              .tuple(fc.subarray([...NEEDS]), fc.nat(3))
              .map(([needs, priority]) => mention(place, needs, priority)),
          ),
        ),
      )
    fc.assert(
      fc.property(any, fc.constantFrom('page' as const, 'urgency' as const), (mentions, by) => {
        const ordered = placesBy(by, mentions)
        expect([...ordered].sort()).toEqual(mentions.map((one) => one.mention.order).sort())
        expect(placesBy(by, [...mentions].reverse())).toEqual(ordered)
      }),
    )
  })
})
