import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { scoreMatch } from '../../lib/matching/score-match.ts'

const WEIGHTS = { handle: 3, context: 2, capital: 1, exclusion: -2 }
const ORDINARY = { context: ['shop'], exclusions: ['off target'], weights: WEIGHTS, threshold: 2 }

function weigh(text: string, signs: { handle?: boolean; context?: boolean; exclusion?: boolean } = {}) {
  const start = text.toLowerCase().indexOf('target')
  const at = (word: string, there = false) =>
    there ? { start: text.indexOf(word), end: text.indexOf(word) + word.length } : null
  return scoreMatch(ORDINARY, text, {
    names: [{ start, end: start + 6 }],
    handle: signs.handle ?? false,
    context: at('shop', signs.context),
    exclusion: at('off target', signs.exclusion),
  })
}

describe('an ambiguous name', () => {
  it('is not about us without a sign', () => {
    expect(weigh('we hit the target')).toMatchObject({ holds: false, parts: [] })
  })

  it('is about us beside a word of our trade', () => {
    expect(weigh('the target shop', { context: true })).toMatchObject({
      holds: true,
      parts: [{ name: 'context', weight: 2 }],
    })
  })

  it('is about us as a handle, and names each sign with its weight', () => {
    const { holds, parts, score } = weigh('is Target open?', { handle: true })
    expect(holds).toBe(true)
    expect(parts).toEqual([
      { name: 'handle', weight: 3 },
      { name: 'capital', weight: 1, span: { start: 3, end: 9 } },
    ])
    expect(score).toBeGreaterThan(0.5)
  })

  it('loses to a phrase of another meaning', () => {
    expect(weigh('the shop was off target', { context: true, exclusion: true })).toMatchObject({
      holds: false,
      parts: [
        { name: 'context', weight: 2 },
        { name: 'exclusion', weight: -2 },
      ],
    })
  })

  it.each([
    ['that a writer chose counts', 'went to Target today', true],
    ['of a sentence’s first word says nothing', 'Went home. Target was closed', false],
    ['of a post’s first word says nothing', '“Target was closed', false],
    ['of a Spanish question’s first word says nothing', 'Hola. ¿Target abre hoy?', false],
    ['of a first word in bold says nothing', '**Target** was closed', false],
    ['of a word after an emoji says nothing', 'see you 🔥🔥 Target is closed', false],
    ['of an entry in a list says nothing', 'to do\n- Target\n- bank', false],
    ['of a numbered entry says nothing', 'to do\n2. Target', false],
    ['after a dash counts', 'the shop - Target - is closed', true],
    ['of a post that shouts says nothing', 'WE WENT TO TARGET TODAY', false],
    ['of a tag counts', 'went to #Target today', true],
  ])('a capital %s', (_, text, counts) => {
    expect(weigh(text).parts.some(({ name }) => name === 'capital')).toBe(counts)
  })

  it('scores a half exactly where its sum reaches the threshold', () => {
    expect(weigh('the target shop', { context: true }).score).toBe(0.5)
  })
})

describe('a topic that weighs signs', () => {
  const topics = compileTopics([
    {
      id: 'shop',
      query: 'target OR @target',
      disambiguation: { ...ORDINARY, context: ['shop', 'gift card', '???'], exclusions: ['off target'] },
    },
  ])
  const found = (text: string, handle: string | null = null) =>
    findMatches(topics, { site: 'x', text, author: handle === null ? null : { handle } })

  it.each([
    ['the name alone', 'we hit the target', false],
    ['the name beside a word of the trade', 'a target with two shops', true],
    ['the name beside a phrase of the trade', 'my target gift cards', true],
    ['a word of the trade without the name', 'a gift card of that shop', false],
    ['another meaning beside a word of the trade', 'their shop is off target', false],
    ['the handle', 'hey @target', true],
  ])('with %s: "%s"', (_, text, expected) => {
    expect(found(text).length > 0).toBe(expected)
  })

  it('finds what its own account writes, and says so', () => {
    expect(found('Open until nine', 'target')).toMatchObject([{ parts: [{ name: 'handle', weight: 3 }] }])
  })

  it('marks the name, and not the signs', () => {
    expect(found('a target with two shops')[0]?.evidence.map(({ text }) => text)).toEqual(['target'])
  })

  it.each([
    ['the first word of the trade', 'A gift card, a target and a shop', 'context', 'gift card'],
    ['the capital that was chosen', 'the shop? Target, no: a Target', 'capital', 'Target'],
    ['the phrase of another meaning', 'the shop, @target, is off target', 'exclusion', 'off target'],
  ])('says of each sign which words it is: %s', (_, text, name, words) => {
    const [match] = found(text)
    const span = match?.parts.find((part) => part.name === name)?.span
    expect(span && text.slice(span.start, span.end)).toBe(words)
    if (name === 'capital') expect(span?.start).toBe(text.lastIndexOf('Target'))
  })
})
