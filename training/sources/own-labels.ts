import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HEADS } from '../../lib/matching/needs/weights.ts'
import type { Example, Source } from '../example.ts'
import { plainText, readLines } from './read-table.ts'

export const HERE = join(import.meta.dirname, '..')

interface Labelled {
  readonly id: string
  readonly needs: readonly string[]
}

/** Posts written for the purpose, in this folder. */
export const invented = ownPosts('invented', 'posts.jsonl')

/** More of them, written apart from the first by another hand: each judges how well the other is learnt. */
export const inventedLater = ownPosts('invented-later', 'later-posts.jsonl')

/**
 * Of later hands, each apart from the others and in languages of its own. These four wrote against what the rules had wrong,
 * and their wit is rarer in life: they count half.
 */
export const inventedThird = ownPosts('invented-third', 'third-hand-en.jsonl', 2)
export const inventedFourth = ownPosts('invented-fourth', 'fourth-hand-en.jsonl', 2)
export const inventedFifth = ownPosts('invented-fifth', 'fifth-hand-de-fr-nl.jsonl', 2)
export const inventedSixth = ownPosts('invented-sixth', 'sixth-hand-es-it-pt.jsonl', 2)

/** Of three hands that wrote what most people write, in the words that most people use. */
export const inventedSeventh = ownPosts('invented-seventh', 'seventh-hand-en.jsonl')
export const inventedEighth = ownPosts('invented-eighth', 'eighth-hand-de-fr-nl.jsonl')
export const inventedNinth = ownPosts('invented-ninth', 'ninth-hand-es-it-pt.jsonl')

function ownPosts(name: string, file: string, weight = 4): Source {
  return {
    name,
    licence: 'MIT (this project)',
    async read() {
      const names = await readBrands()
      const lines = await readLines(HERE, file)
      return lines.map((line): Example => {
        const post = JSON.parse(line) as Labelled & { readonly text: string; readonly lang: string }
        const { id, text, lang } = post
        return { id, source: name, lang, text, needs: allNeeds(post), weight, names }
      })
    },
  }
}

/** The made-up brands, written like names or as handles and tags: as the product covers the names that matched. */
async function readBrands(): Promise<RegExp> {
  const brands = (JSON.parse(await readFile(join(HERE, 'brands.json'), 'utf8')) as string[])
    .map((brand) => brand.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    .join('|')
  return new RegExp(
    `@(?i:${brands})[\\p{L}\\p{N}_]*|(?:(?<![\\p{L}\\p{N}])(?:${brands})|(?<=#)(?i:${brands}))(?![\\p{L}\\p{N}])`,
    'gu',
  )
}

/** First messages of customers to 25 brands (IBM), with labels of our own. */
export const customerCare: Source = {
  name: 'ibm-customer-care',
  licence: 'Apache-2.0; labels MIT (this project)',
  async read(folder) {
    const parts = { dev: await readTalks(folder, 'dev'), test: await readTalks(folder, 'test') }
    const lines = await readLines(HERE, 'ibm-labels.jsonl')
    return lines.flatMap((line): Example[] => {
      const labelled = JSON.parse(line) as Labelled
      const [part = '', index = ''] = labelled.id.split(':')
      const text = parts[part as keyof typeof parts]?.[Number(index)] ?? null
      if (text === null) throw new Error(`training/ibm-labels.jsonl: there is no message ${labelled.id}`)
      const needs = allNeeds(labelled)
      return [
        {
          id: labelled.id,
          source: 'ibm-customer-care',
          lang: 'en',
          text: plainText(text),
          needs,
          weight: 4,
          names: NAMES,
        },
      ]
    })
  },
}

const NAMES =
  /\b(?:youtube|xbox|samsung|microsoft|apple|adobe|paypal|amazon|fitbit|outlook|office|windows|spotify|playstation|ps[345]|google|gmail|iphone|ipad|android|skype|twitch|etsy|sony|dropbox|hp|dell|canon)(?:'s)?\b/gi

interface Talk {
  readonly dialogContent: readonly { readonly client?: string; readonly message: string }[]
}

async function readTalks(folder: string, part: string): Promise<(string | null)[]> {
  const talks = JSON.parse(
    await readFile(join(folder, 'ibm-customer-care', `${part}.json`), 'utf8'),
  ) as readonly Talk[]
  return talks.map(
    ({ dialogContent }) => dialogContent.find(({ client }) => client !== undefined)?.message ?? null,
  )
}

export function allNeeds({ needs }: Pick<Labelled, 'needs'>): Example['needs'] {
  return Object.fromEntries(HEADS.map((head) => [head, needs.includes(head) ? 1 : 0]))
}
