import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldText } from '../../lib/matching/fold-text.ts'
import { alphabetsIn } from '../../lib/matching/look-alikes.ts'

describe('the alphabets of a post', () => {
  it('are those of its folded text, whatever it holds', () => {
    const odd = fc.constantFrom(
      'Ж',
      'сор',
      'Ω',
      'µ',
      'ϐ',
      '𝐪',
      '🄰',
      'ﬃ',
      'ё',
      'й',
      '咖',
      'ש',
      '가',
      '\u0301',
      '\u0483',
    )
    const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 6 })
    fc.assert(
      fc.property(text, (pieces) => {
        const post = pieces.join('')
        const folded = foldText(post).text
        const { latin, other, greek, cyrillic } = alphabetsIn(post)
        expect({ latin, other, greek, cyrillic }).toEqual({
          latin: /\p{Script=Latin}/u.test(folded),
          other: /[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(folded),
          greek: [...folded].some(
            (letter) => letter >= '\u0370' && letter < '\u0400' && /\p{L}/u.test(letter),
          ),
          cyrillic: [...folded].some((letter) => isCyrillic(letter) && /\p{L}/u.test(letter)),
        })
      }),
    )
  })

  it('are told apart from look-alikes of Latin letters', () => {
    expect(alphabetsIn('сор')).toMatchObject({ cyrillic: true, plainCyrillic: false })
    expect(alphabetsIn('сорт')).toMatchObject({ cyrillic: true, plainCyrillic: true })
    expect(alphabetsIn('ορ')).toMatchObject({ greek: true, plainGreek: false })
    expect(alphabetsIn('ωρ')).toMatchObject({ greek: true, plainGreek: true })
  })
})

function isCyrillic(letter: string): boolean {
  const unit = letter.charCodeAt(0)
  return (
    letter.length === 1 &&
    ((unit >= 0x400 && unit <= 0x52f) ||
      (unit >= 0x1c80 && unit <= 0x1c8f) ||
      (unit >= 0xa640 && unit <= 0xa69f))
  )
}
