import { expect, test } from 'vitest'
import { fillByHand, knownAuthor, leftByHand } from '../../lib/panel/by-hand-form.ts'

const FORM = {
  name: 'Dora',
  handle: '',
  text: 'At the fair',
  permalink: '',
  learned: '',
  outcome: 'listened',
} as const

test('a form that was left half filled comes back as it was', () => {
  expect(leftByHand(JSON.stringify(FORM))).toEqual(FORM)
})

test.each([null, '', '{', '[]', 'null', '{"name":1}', JSON.stringify({ ...FORM, outcome: 'sold' })])(
  'what is no such form is not put into the boxes: %s',
  (left) => {
    expect(leftByHand(left)).toBeNull()
  },
)

const ANA = { key: 'u/ana', handle: 'slowpour_ana', name: 'Ana', url: null, stableId: null }
const PICKED = {
  text: 'The arm came loose.',
  author: ANA,
  permalink: 'https://mill.example/t/9#c1',
  title: null,
  site: 'generic',
}
const EMPTY = { ...FORM, name: '', text: '', permalink: 'https://mill.example/t/9' }
const AT = { address: 'https://mill.example/t/9' }

test('selected text fills what is empty, and the address that nobody typed', () => {
  const { form, kept } = fillByHand(EMPTY, PICKED, AT)
  expect(form).toEqual({
    ...EMPTY,
    name: 'Ana',
    handle: 'slowpour_ana',
    text: 'The arm came loose.',
    permalink: 'https://mill.example/t/9#c1',
  })
  expect(kept).toBe(false)
})

test('another selection takes the place of the one before, and of what it said of its author', () => {
  const { form: first } = fillByHand(EMPTY, PICKED, AT)
  const words = { ...PICKED, text: 'Mine too.', author: null, permalink: null }
  const second = fillByHand(first, words, { ...AT, earlier: PICKED })
  expect(second).toEqual({
    kept: false,
    form: { ...EMPTY, name: '', handle: '', text: 'Mine too.', permalink: AT.address },
  })
  const touched = fillByHand({ ...first, text: 'Shortened' }, words, { ...AT, earlier: PICKED })
  expect(touched).toMatchObject({ kept: true, form: { text: 'Shortened', name: '' } })
})

test('what was typed stays, and is replaced only on request', () => {
  const typed = { ...EMPTY, text: 'My own words', permalink: 'https://elsewhere.example/' }
  const kept = fillByHand(typed, PICKED, AT)
  expect(kept).toMatchObject({
    kept: true,
    form: { text: 'My own words', permalink: 'https://elsewhere.example/', name: 'Ana' },
  })
  const replaced = fillByHand(typed, PICKED, { ...AT, replace: true })
  expect(replaced).toMatchObject({
    kept: false,
    form: { text: 'The arm came loose.', permalink: PICKED.permalink },
  })
})

test('a selection by nobody leaves name and handle to the person', () => {
  const { form, kept } = fillByHand(
    { ...EMPTY, name: 'Dora' },
    { ...PICKED, author: null, permalink: null },
    AT,
  )
  expect([form.name, form.handle, form.permalink, kept]).toEqual(['Dora', '', AT.address, false])
})

test('the author is the one that the page knows until the name or the handle is changed', () => {
  const { form } = fillByHand(EMPTY, PICKED, AT)
  expect(knownAuthor(form, PICKED)).toBe(ANA)
  expect(knownAuthor({ ...form, handle: 'another' }, PICKED)).toBeNull()
  expect(knownAuthor({ ...form, name: 'Dora' }, PICKED)).toBeNull()
  expect(knownAuthor(form, null)).toBeNull()
})
