import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import readSheets from 'read-excel-file/node'
import type { Example, Source } from '../example.ts'
import { APP_NAMES } from './app-reviews.ts'
import { FESTIVAL_NAMES, FESTIVAL_TWEETS } from './brand-emotion.ts'
import { ADDRESSED } from './complaints.ts'
import { allNeeds, HERE } from './own-labels.ts'
import { plainText, readLines, readTable } from './read-table.ts'
import { TWEET_LANGUAGES } from './tweets.ts'

interface Collection {
  readonly lang: string
  readonly names?: RegExp
  /** By position, counted from 0. */
  readonly texts: readonly string[]
}

/**
 * Posts of four public collections, with labels of our own for all nine needs. Their texts stay where they are: a line of
 * `collection-labels.jsonl` names a place in a file of a collection, and the beginning of the SHA-256 of what must stand there.
 */
export const collectionLabels: Source = {
  name: 'labelled-collections',
  licence: 'as the collections; labels MIT (this project)',
  async read(folder) {
    const collections = new Map<string, Collection>()
    const examples: Example[] = []
    for (const line of await readLines(HERE, 'collection-labels.jsonl')) {
      const labelled = JSON.parse(line) as { id: string; sha: string; needs: string[] }
      const [place = '', position = ''] = labelled.id.split(':')
      const collection = collections.get(place) ?? (await readCollection(folder, place))
      collections.set(place, collection)
      const { lang, names, texts } = collection
      const text = texts[Number(position)] ?? ''
      if (!createHash('sha256').update(text).digest('hex').startsWith(labelled.sha))
        throw new Error(
          `training/collection-labels.jsonl: ${labelled.id} is another text than the one that was labelled`,
        )
      examples.push({
        id: labelled.id,
        source: `${place.split('/')[0]}/labelled`,
        lang,
        text,
        needs: allNeeds(labelled),
        weight: 4,
        ...(names === undefined ? {} : { names }),
      })
    }
    return examples
  },
}

/** `place`: the collection's name, and for tweets the language and the part: `xlm-t/german/train`. */
async function readCollection(folder: string, place: string): Promise<Collection> {
  const [name, language = '', part = ''] = place.split('/')
  if (name === 'complaints') {
    const rows: string[][] = parse(await readFile(join(folder, 'complaints', 'complaints-data.csv')), {
      relax_quotes: true,
      relax_column_count: true,
    })
    return { lang: 'en', names: ADDRESSED, texts: rows.map(([, text = '']) => plainText(text)) }
  }
  if (name === 'brand-product-emotion') {
    const rows = await readTable(folder, FESTIVAL_TWEETS)
    return {
      lang: 'en',
      names: FESTIVAL_NAMES,
      texts: rows.map(({ tweet_text = '' }) => plainText(tweet_text)),
    }
  }
  if (name === 'app-reviews') {
    const [sheet] = await readSheets(join(folder, 'app-reviews', 'dataset_balanced_4000.xlsx'))
    const texts = (sheet?.data ?? []).map(([, review]) => plainText(String(review ?? '')))
    return { lang: 'en', names: APP_NAMES, texts }
  }
  const texts = await readLines(folder, `xlm-t/${language}/${part}_text.txt`)
  return { lang: TWEET_LANGUAGES[language] ?? 'en', texts: texts.map(plainText) }
}
