import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTexts, joinTexts } from '../../lib/panel/compare-texts.ts'

const words = fc.array(fc.constantFrom('no', 'phone', 'before', 'noon', 'café', '\n', '  '), {
  maxLength: 30,
})
const text = words.map((parts) => parts.join(' '))
const joined = (parts: readonly { text: string }[]) => parts.map((part) => part.text).join('')
const only = (parts: readonly { text: string; only: boolean }[]) =>
  parts.flatMap((part) => (part.only ? [part.text] : []))

describe('two texts that were written at once', () => {
  it('are shown whole, whatever is marked in them', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const compared = compareTexts(one, other)
        expect(joined(compared.one)).toBe(one)
        expect(joined(compared.other)).toBe(other)
      }),
    )
  })

  it('have those words marked that the other one does not say', () => {
    const { one, other } = compareTexts('Prefers a message to a call.', 'Prefers a letter to a call.')
    expect(only(one)).toEqual(['message'])
    expect(only(other)).toEqual(['letter'])
  })

  it('are shown without marks when they are too long to be compared', () => {
    const long = 'a word '.repeat(3_000)
    expect(compareTexts(long, `${long}more`).one).toEqual([{ text: long, only: false }])
  })
})

describe('one text from several', () => {
  it('says a line once that they share, and every other line', () => {
    expect(joinTexts(['No calls.\nOpened a café.', 'Prefers letters.\nOpened a café.'])).toBe(
      'No calls.\nPrefers letters.\nOpened a café.',
    )
  })

  it('leaves no line out', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const lines = joinTexts([one, other]).split('\n')
        const wanted = [...one.split('\n'), ...other.split('\n')].filter((line) => line.trim() !== '')
        for (const line of wanted) expect(lines.map((l) => l.trimEnd())).toContain(line.trimEnd())
      }),
    )
  })

  it('keeps what each changed, and what neither touched, where it is known what stood before', () => {
    const base = 'Uses a Q2.\nPrefers calls.\nHas a café.'
    const ana = 'Uses a Q2 Travel.\nPrefers calls.\nHas a café.'
    const ben = 'Uses a Q2.\nHas a café.\nSails in spring.'
    expect(joinTexts([ana, ben], base)).toBe('Uses a Q2 Travel.\nHas a café.\nSails in spring.')
  })

  it('keeps both where two changed the same line', () => {
    expect(joinTexts(['Likes tea.\nRows.', 'Likes rum.\nRows.'], 'Likes milk.\nRows.')).toBe(
      'Likes tea.\nLikes rum.\nRows.',
    )
  })

  it('is the text of the one who changed something, where the other changed nothing', () => {
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(joinTexts([changed, base], base)).toBe(changed.trimEnd())
        expect(joinTexts([base, changed], base)).toBe(changed.trimEnd())
      }),
    )
  })

  it('drops no line that somebody wrote anew', () => {
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        const before = new Set(base.split('\n').map((line) => line.trimEnd()))
        const lines = joinTexts([one, other], base)
          .split('\n')
          .map((line) => line.trimEnd())
        for (const line of `${one}\n${other}`.split('\n').map((one) => one.trimEnd()))
          if (line !== '' && !before.has(line)) expect(lines).toContain(line)
      }),
    )
  })
})
