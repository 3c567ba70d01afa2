import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asWritten, checkAsWritten } from '../../lib/matching/check-as-written.ts'
import type { Term } from '../../lib/matching/query.ts'

const LITERAL: Term = {
  text: '#c+',
  kind: 'literal',
  exactCase: false,
  prefix: false,
  wild: false,
  slop: null,
}

/** The literal with so many invisible characters before and behind its letter, and where that letter stands. */
function written(before: number, behind: number, around: string) {
  const lead = `${around}#${'\u200b'.repeat(before)}`
  return {
    source: `${lead}c${'\u00ad'.repeat(behind)}+${around}`,
    span: { start: lead.length, end: lead.length + 1 },
  }
}

test('a literal is found with its symbols, however many invisible characters of the page stand between', () => {
  const gap = fc.nat(60)
  const around = fc.constantFrom('', ' ', 'é ', 'a\u0301 ', 'd', ' 👍🏽 '.repeat(9))
  fc.assert(
    fc.property(gap, gap, around, (before, behind, stands) => {
      const { source, span } = written(before, behind, stands)
      const found = checkAsWritten(LITERAL, asWritten(source), span)
      expect(source.slice(found?.start, found?.end).replace(/[\u200b\u00ad]/g, '')).toBe('#c+')
    }),
  )
})

test('a letter whose symbols are others, or stand nowhere near, is not the literal', () => {
  expect(checkAsWritten(LITERAL, asWritten('a #c- b'), { start: 3, end: 4 })).toBeNull()
  expect(checkAsWritten(LITERAL, asWritten('a c+ b'), { start: 2, end: 3 })).toBeNull()
  const { source, span } = written(0, 300, ' ')
  expect(checkAsWritten(LITERAL, asWritten(source), span)).toBeNull()
})
