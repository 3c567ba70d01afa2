import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOwnReply } from '../../lib/listening/is-own-reply.ts'

const DRAFT =
  'Hello Ana, the silence is on us. Does the handle slip when it is cold, or also in a warm kitchen?\n\nBy Friday you will hear from me: https://quillon.example/help/handles-that-slip-in-the-cold'

const whole = (text: string) => ({ text, truncated: false })

describe('a post is taken for the reply that was written', () => {
  it.each([
    ['with other line breaks', DRAFT.replaceAll('\n', ' ')],
    ['with curly quotes and long dashes put in', `${DRAFT.replace('us.', 'us — “sorry”.')}`],
    ['with its link cut short', DRAFT.replace(/https:\S+/, 'quillon.example/help/handles-t…')],
    ['after a mention of the person answered', `@slowpour_ana ${DRAFT}`],
    ['with emoji added', `${DRAFT} 👍🏽`],
    ['with a word changed', DRAFT.replace('kitchen', 'room')],
    ['with a sentence put after it', `${DRAFT} And thank you for the picture, it helps a great deal.`],
    ['with mark-up signs that the site took out', DRAFT.replace('the silence', '*the silence*')],
  ])('%s', (_what, text) => {
    expect(isOwnReply(DRAFT, whole(text))).toBe(true)
  })

  it('when the page shows only its beginning', () => {
    expect(isOwnReply(DRAFT, { text: DRAFT.slice(0, 70), truncated: true })).toBe(true)
    expect(isOwnReply(DRAFT, whole(`${DRAFT.slice(0, 70)}… See more`))).toBe(true)
  })

  it('when it is in a script without spaces', () => {
    const draft =
      'ご連絡ありがとうございます。寒いときにハンドルが滑りますか、それとも暖かい台所でも同じでしょうか。金曜日までにお返事します。'
    expect(isOwnReply(draft, whole(draft.replace('金曜日', '木曜日')))).toBe(true)
    expect(
      isOwnReply(
        draft,
        whole('豆は冷凍庫に入れています。夏からずっとそうしていますが、味は変わりません。おすすめです。'),
      ),
    ).toBe(false)
  })
})

describe('another post is not', () => {
  it.each([
    [
      'about the same matter',
      'My handle slips as well when it is cold, and in a warm kitchen it does not. Who else has that?',
    ],
    [
      'that opens alike',
      'Hello Ana, the silence is strange. Did you write to the shop, or only here? They answer by telephone.',
    ],
    ['that is empty', ''],
    ['that is a greeting of which only the beginning is shown', 'Hello Ana…'],
  ])('%s', (_what, text) => {
    expect(isOwnReply(DRAFT, whole(text))).toBe(false)
  })

  it('when a short draft is not there nearly letter for letter', () => {
    expect(isOwnReply('Thank you!', whole('Thank you'))).toBe(true)
    expect(isOwnReply('Thank you!', whole('Thank you both'))).toBe(false)
    expect(isOwnReply('Thank you, Ana!', whole('Thank you, Anna!'))).toBe(true)
    expect(isOwnReply('👍', whole('👍'))).toBe(false)
  })
})

const words = fc.array(fc.stringMatching(/^[a-zäöü]{2,9}$/), { minLength: 12, maxLength: 60 })

describe('whatever was written', () => {
  it('is known again after white space, case and punctuation changed', () => {
    fc.assert(
      fc.property(
        words,
        fc.array(fc.constantFrom(' ', '\n', '\n\n', ' \u00a0', ', ', ' – ', '… '), { minLength: 1 }),
        (said, gaps) => {
          const other = said
            .map((word, at) => (at % 3 === 0 ? word.toUpperCase() : word) + gaps[at % gaps.length])
            .join('')
          expect(isOwnReply(said.join(' '), whole(other))).toBe(true)
        },
      ),
    )
  })

  it('is known again with one word in twelve changed', () => {
    fc.assert(
      fc.property(words, fc.nat(), (said, at) => {
        const changed = said.with(at % said.length, 'changed')
        expect(isOwnReply(said.join(' '), whole(changed.join(' ')))).toBe(said.join('').length >= 40)
      }),
      { numRuns: 50 },
    )
  })

  it('is not taken for what others wrote of the same length', () => {
    fc.assert(
      fc.property(words, words, (said, other) => {
        const shared = other.filter((word) => said.includes(word)).length
        fc.pre(shared * 3 < Math.min(other.length, said.length))
        expect(isOwnReply(said.join(' '), whole(other.join(' ')))).toBe(false)
      }),
    )
  })
})
