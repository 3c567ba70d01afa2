import type { Example, Source } from '../example.ts'
import { plainText, readTable } from './read-table.ts'

const FILES = ['Annotated4.csv', 'AnnotatedData2.csv', 'AnnotatedData3.csv', 'training.csv', 'test.csv']
const MEANING: Readonly<Record<string, 0 | 1>> = { yes: 1, pi: 1, no: 0 }

/** Tweets about one phone, whether their author means to buy it. The files overlap, and contradict each other at times. */
export const purchaseIntent: Source = {
  name: 'purchase-intent',
  licence: 'MIT',
  async read(folder) {
    const known = new Map<string, Example | null>()
    for (const file of FILES)
      for (const row of await readTable(folder, `purchase-intent/${file}`)) {
        const buying = MEANING[(row.class ?? '').trim().toLowerCase()]
        const text = plainText(row.text ?? '').replace(/\s+/g, ' ')
        if (buying === undefined || text === '') continue
        const key = text.toLowerCase()
        const before = known.get(key)
        if (before === null) continue
        if (before !== undefined && before.needs.buying !== buying) known.set(key, null)
        else if (before === undefined)
          known.set(key, {
            id: String(known.size),
            source: 'purchase-intent',
            lang: 'en',
            text,
            needs: { buying },
            weight: 0.25,
            names: NAMES,
          })
      }
    return [...known.values()].filter((example) => example !== null)
  },
}

const NAMES = /\b(?:i ?phones?|apple'?s?|ios|samsung'?s?|galaxy|pixel) *(?:\d+s?|x\b|plus)?\+?/gi
