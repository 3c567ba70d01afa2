import type { Example, Source } from '../example.ts'
import { plainText, readLines } from './read-table.ts'

/** By the folder's name. */
export const TWEET_LANGUAGES: Readonly<Record<string, string>> = {
  arabic: 'ar',
  english: 'en',
  french: 'fr',
  german: 'de',
  hindi: 'hi',
  italian: 'it',
  portuguese: 'pt',
  spanish: 'es',
}
/** Most of the Hindi ones are in Latin letters, and Arabic has no posts labelled for other needs. */
const LEARNT = /^(?:en|de|fr|es|it|pt)$/

const FEELING: Readonly<Record<string, Example['needs']>> = {
  '0': { complaint: 1, praise: 0 },
  '1': { complaint: 0, praise: 0 },
  '2': { complaint: 0, praise: 1 },
}

/** Tweets in eight languages by their feeling, a stand-in for complaint and praise (Barbieri et al., XLM-T). */
export const tweets: Source = {
  name: 'xlm-t',
  licence: 'Apache-2.0',
  async read(folder) {
    const examples: Example[] = []
    for (const [name, lang] of Object.entries(TWEET_LANGUAGES))
      for (const part of ['train', 'val', 'test']) {
        const texts = await readLines(folder, `xlm-t/${name}/${part}_text.txt`)
        const labels = await readLines(folder, `xlm-t/${name}/${part}_labels.txt`)
        for (const [index, text] of texts.entries()) {
          const needs = FEELING[labels[index] ?? '']
          if (needs === undefined) continue
          const id = `${lang}:${part}:${index}`
          examples.push({
            id,
            source: `xlm-t/${lang}`,
            lang,
            text: plainText(text),
            needs,
            weight: LEARNT.test(lang) ? 0.08 : 0,
          })
        }
      }
    return examples
  },
}
