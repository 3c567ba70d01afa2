import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Example, Source } from '../example.ts'
import { plainText, readTable } from './read-table.ts'

/** Tweets around disasters and accidents, whether they are about them. Far from what a customer writes. */
export const crisislex: Source = {
  name: 'crisislex',
  licence: 'MIT',
  async read(folder) {
    const examples: Example[] = []
    for (const event of (await readdir(join(folder, 'crisislex', 'CrisisLexT26'))).sort())
      for (const row of await readTable(
        folder,
        `crisislex/CrisisLexT26/${event}/${event}-tweets_labeled.csv`,
      )) {
        const related = row.Informativeness ?? ''
        const text = plainText(row['Tweet Text'] ?? '')
        if (text === '' || !/^(?:Related|Not related)/.test(related)) continue
        const needs = { safety: related.startsWith('Related') ? 1 : 0 } as const
        examples.push({
          id: `${event}:${examples.length}`,
          source: `crisislex/${event}`,
          lang: 'en',
          text,
          needs,
          weight: 0,
        })
      }
    return examples
  },
}
