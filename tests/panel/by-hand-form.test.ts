import { expect, test } from 'vitest'
import { leftByHand } from '../../lib/panel/by-hand-form.ts'

const FORM = {
  name: 'Dora',
  handle: '',
  text: 'At the fair',
  permalink: '',
  learned: '',
  outcome: 'listened',
}

test('a form that was left half filled comes back as it was', () => {
  expect(leftByHand(JSON.stringify(FORM))).toEqual(FORM)
})

test.each([null, '', '{', '[]', 'null', '{"name":1}', JSON.stringify({ ...FORM, outcome: 'sold' })])(
  'what is no such form is not put into the boxes: %s',
  (left) => {
    expect(leftByHand(left)).toBeNull()
  },
)
