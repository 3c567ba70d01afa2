import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findCues } from '../../lib/matching/cues/find-cues.ts'
import { eachOnce, scorePost } from '../../lib/matching/needs/judge.ts'
import { findPlaces, placeIn, tableOf } from '../../lib/matching/needs/number-table.ts'
import { readFeatures } from '../../lib/matching/needs/read-features.ts'
import { readSigns } from '../../lib/matching/needs/read-signs.ts'
import weights from '../../lib/matching/needs/weights.json' with { type: 'json' }
import { loadWeights, type StoredWeights } from '../../lib/matching/needs/weights.ts'
import { NEGATIONS, slowFeatures, slowOdds } from './slow-needs.ts'

const stored = weights as StoredWeights
const model = loadWeights(stored)

const SAID = [
  'my grinder broke again after two days and nobody answers',
  'how do I get a refund? has anyone asked them?',
  'love it, could not be happier with the handle ❤️',
  'cancelled my plan, never again',
  'the lid cut my thumb open',
  'I wish it had a lid',
  'use code BREW20, link in bio',
  'alles wieder gut, danke',
]

const anyWord = fc.oneof(
  fc.constantFrom(...NEGATIONS),
  fc.constantFrom('it', 'broke', 'Übermorgen', 'CAFÉ', 'soooo', 'zzz', 'a'),
  fc.string({ unit: fc.constantFrom(...'abcdeéÄñz'), minLength: 1, maxLength: 30 }),
)

describe('the quick reading of a post', () => {
  it('finds the words, pairs and pieces that a plain one finds', () => {
    fc.assert(
      fc.property(fc.array(anyWord, { maxLength: 30 }), (words) => {
        const { hashes, count } = readFeatures(words.join(' '))
        const rising = (numbers: readonly number[]) => [...numbers].sort((one, other) => one - other)
        expect(rising([...hashes.slice(0, count)])).toEqual(rising(slowFeatures(words)))
      }),
    )
  })

  it('gives the log-odds that adding up one by one gives, to the last digit', () => {
    const anyText = fc
      .array(fc.oneof(fc.constantFrom(...SAID), anyWord), { maxLength: 12 })
      .map((parts) => parts.join('. '))
    // Longer than what is packed in one number can hold.
    const long = Array.from({ length: 60 }, (_, at) => `${SAID[at % SAID.length]} ${at * 7_919} v${at}`).join(
      '\n',
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const features = readFeatures(text)
        const hashes = [...features.hashes.slice(0, features.count)]
        const signs = readSigns(features, model.lexicon)
        const cues = eachOnce(findCues(text, 'en'))
        const shown = [...signs.found.keys()].filter((sign) => signs.found[sign] === 1)
        const { odds } = scorePost(model, features, signs, cues)
        expect([...odds]).toEqual(slowOdds(stored, hashes, shown, cues))
      }),
      { examples: [[''], [long]], numRuns: 40 },
    )
  })
})

describe('a table of numbers', () => {
  it('knows the place of each number that it was made from, and of no other', () => {
    const number = fc.integer({ min: 0, max: 0xffffff })
    const crowded = fc.integer({ min: 0, max: 40 }).map((step) => step * 0x40000)
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(number, crowded), { maxLength: 600 }),
        fc.array(number),
        (listed, others) => {
          const table = tableOf(listed)
          const asked = [...listed, ...others]
          const expected = asked.map((one) => listed.indexOf(one))
          expect(asked.map((one) => placeIn(table, one))).toEqual(expected)
          const places = new Int32Array(asked.length)
          findPlaces(table, Int32Array.from(asked), asked.length, places)
          expect([...places]).toEqual(expected)
        },
      ),
    )
  })
})
