import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../server/content-hash.ts'

test('writes what was read, whatever is in it', () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
      const value: unknown = JSON.parse(text)
      expect(JSON.parse(canonicalJson(value))).toEqual(value)
    }),
  )
})

test('writes each text and each name as JSON.stringify does: stored hashes are of that', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(canonicalJson({ [text]: text })).toBe(JSON.stringify({ [text]: text }))
    }),
  )
})

test('does not heed in which order the fields came', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
      const turned = Object.fromEntries(Object.entries(fields).reverse())
      expect(canonicalJson(turned)).toBe(canonicalJson(fields))
    }),
  )
})

test('orders fields by their letters and leaves out those without a value', () => {
  expect(canonicalJson({ b: 1, a: ['ü"\n', null], Z: { y: undefined, x: true }, '10': 1, '9': -0.5 })).toBe(
    '{"10":1,"9":-0.5,"Z":{"x":true},"a":["ü\\"\\n",null],"b":1}',
  )
})

test('tells names with a line break inside from names one after the other', () => {
  const [three, first, second] = [
    { a: 1, b: 2, c: 3 },
    { 'a\nb': 1, c: 2 },
    { a: 1, 'b\nc': 2 },
  ]
  // Each twice: the second time its names are known.
  for (const value of [three, first, second, three, first, second])
    expect(JSON.parse(canonicalJson(value))).toEqual(value)
})
