import { join } from 'node:path'
import readSheets from 'read-excel-file/node'
import type { Example, Source } from '../example.ts'
import { plainText } from './read-table.ts'

const KINDS: Readonly<Record<string, Example['needs']>> = {
  'bug report': { complaint: 1, idea: 0, spam: 0 },
  'feature request': { idea: 1 },
  rating: { idea: 0 },
  'user experience': { idea: 0 },
}

/** Reviews of one messenger in an app shop, by what kind of report they are. */
export const appReviews: Source = {
  name: 'app-reviews',
  licence: 'none stated',
  async read(folder) {
    const [sheet] = await readSheets(join(folder, 'app-reviews', 'dataset_balanced_8000.xlsx'))
    return (sheet?.data ?? []).flatMap(([id, review, label]) => {
      const needs = KINDS[String(label)]
      const text = plainText(String(review ?? ''))
      if (needs === undefined || text === '') return []
      return [
        { id: String(id), source: 'app-reviews', lang: 'en', text, needs, weight: 0.25, names: APP_NAMES },
      ]
    })
  },
}

export const APP_NAMES = /\b(?:whats ?app|meta|facebook|instagram|telegram|signal)(?:'s)?\b/gi
