import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Source } from '../example.ts'
import { plainText } from './read-table.ts'

/** A tweet to a brand begins with the brand's handle. */
export const ADDRESSED = /^\.?@\w+/g

/** Tweets to brands in nine trades, and at random (Preoţiuc-Pietro, Gaman and Aletras, ACL 2019). */
export const complaints: Source = {
  name: 'complaints',
  licence: 'none stated (ACL 2019 data release)',
  async read(folder) {
    const rows: string[][] = parse(await readFile(join(folder, 'complaints', 'complaints-data.csv')), {
      relax_quotes: true,
      relax_column_count: true,
    })
    return rows.flatMap(([id = '', text = '', label, domain = '']) => {
      if (label !== '0' && label !== '1') return []
      const random = domain.startsWith('random')
      return [
        {
          id,
          source: random ? 'complaints/random' : 'complaints/brands',
          lang: 'en',
          text: plainText(text),
          needs: { complaint: label === '1' ? 1 : 0 },
          weight: random ? 0.25 : 0.5,
          ...(random ? {} : { names: ADDRESSED }),
        } as const,
      ]
    })
  },
}
