import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findNeeds } from '../../lib/matching/find-needs.ts'
import { FoundNeedSchema } from '../../lib/model/mention.ts'

function labels(text: string, lang: string | null = 'en'): string[] {
  return findNeeds({ text, lang }, []).needs.map((need) => need.label)
}

describe('needs', () => {
  it.each([
    ['question', 'Does the Q2 handle come off without a tool?'],
    ['question', 'How many turns for two cups?'],
    ['question', 'Anyone else hear it squeak?'],
    ['question', 'I’m wondering whether the Travel holds 20 g'],
    ['complaint', 'The burr snapped after a week.'],
    ['complaint', 'It doesn’t even work.'],
    ['complaint', 'Very disappointed in the finish'],
    ['complaint', 'Still waiting for a reply since spring'],
    ['praise', 'I love this grinder'],
    ['praise', 'Best thing I packed.'],
    ['praise', 'Loving Quillon for the quiet'],
    ['praise', 'Worth every penny'],
    ['idea', 'I wish it had a lid'],
    ['idea', 'It would be great if the card showed clicks'],
    ['idea', 'You should really add a magnet'],
    ['buying', 'Thinking about buying one'],
    ['buying', 'I was about to order a Q2'],
    ['leaving', 'If this goes on I go back to my old grinder'],
    ['leaving', 'Sold mine last week'],
    ['leaving', 'I will never buy from them again'],
    ['safety', 'The handle flew off and cut my thumb'],
    ['safety', 'Found metal shavings in my cup'],
    ['safety', 'I will see you in small claims court'],
    ['helping', 'Have you tried a coarser setting'],
    ['helping', 'Turn the ring two clicks finer, hope this helps'],
    ['spam', 'Use code BREW20 now'],
    ['spam', 'Great deals, link in bio'],
  ])('%s: "%s"', (need, text) => {
    expect(labels(text)).toContain(need)
  })

  it.each([
    ['safety', 'Nobody got hurt, no injury at all'],
    ['complaint', 'Mine never broke'],
    ['complaint', 'I am not disappointed'],
    ['praise', 'I don’t love it'],
    ['praise', 'I would love to see a lid'],
    ['praise', 'not amazing'],
    ['buying', 'I’m not going to buy one'],
    ['question', 'Who cares? Seriously'],
    ['safety', 'A burnt taste, like toast'],
  ])('no %s: "%s"', (need, text) => {
    expect(labels(text)).not.toContain(need)
  })

  it('several at once are all named, the surest first', () => {
    const text = 'My burr snapped and I am very disappointed. Does anyone know how to get a refund?'
    const { needs } = findNeeds({ text, lang: 'en' }, [])
    expect(needs.map(({ label }) => label).sort()).toEqual(['complaint', 'question'])
    const probabilities = needs.map(({ p }) => p)
    expect(probabilities).toEqual([...probabilities].sort((one, other) => other - one))
  })

  it('of an advertisement are nothing but that', () => {
    expect(labels('Amazing! Best grinder I’ve ever had. Use code BREW20, where can you buy better?')).toEqual(
      ['spam'],
    )
  })

  it('are none where no words speak for one: no strong signal', () => {
    expect(labels('Forty turns, two cups.')).toEqual([])
    expect(labels('')).toEqual([])
  })

  it('are not guessed in a language that nothing was learnt from', () => {
    expect(labels('Min Quillon är trasig och jag har inte fått något svar', 'sv')).toEqual([])
    expect(labels('The burr snapped.', 'en-GB')).toContain('complaint')
    expect(labels('The burr snapped.', null)).toContain('complaint')
  })

  it('name the words that show them, as they stand in the page, and say why', () => {
    const text = 'Ｗell… I\u00a0don’t know. The burr snapped, it’s a pity.'
    const [complaint] = findNeeds({ text, lang: null }, []).needs
    expect(text.slice(complaint?.span?.start, complaint?.span?.end)).toBe('snapped')
    expect(complaint?.why).toBe('States that something broke or arrived wrong: “snapped”')
  })

  it('hold their shape whatever the text, and end in time', () => {
    const pieces = fc.constantFrom(
      'who ',
      'does it ',
      'i wish it ',
      'love my ',
      'back to the ',
      'not ',
      '?',
      '\n',
      'use code ',
      'ABCD',
      '\ud800',
      'best ',
      'x'.repeat(50),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 200 }), (all) => {
        const text = all.join('')
        for (const need of findNeeds({ text, lang: null }, []).needs) {
          expect(FoundNeedSchema.safeParse(need).success).toBe(true)
          expect(need.span?.end ?? 0).toBeLessThanOrEqual(text.length)
        }
      }),
    )
    // No more than the first 20,000 characters count.
    expect(findNeeds({ text: 'who '.repeat(250_000), lang: null }, [])).toEqual(
      findNeeds({ text: 'who '.repeat(5_000), lang: null }, []),
    )
  })
})
