import type { Example, Source } from '../example.ts'
import { plainText, readTable } from './read-table.ts'

const FEELING: Readonly<Record<string, Example['needs']>> = {
  'Positive emotion': { praise: 1, complaint: 0 },
  'Negative emotion': { praise: 0, complaint: 1 },
  'No emotion toward brand or product': { praise: 0, complaint: 0 },
}

export const FESTIVAL_TWEETS = 'brand-product-emotion/judge-1377884607_tweet_product_company.csv'

/** Tweets of one festival about products of two brands. */
export const brandEmotion: Source = {
  name: 'brand-product-emotion',
  licence: 'CrowdFlower data for everyone, none stated',
  async read(folder) {
    const rows = await readTable(folder, FESTIVAL_TWEETS)
    return rows.flatMap((row, index) => {
      const needs = FEELING[row.is_there_an_emotion_directed_at_a_brand_or_product ?? '']
      const text = plainText(row.tweet_text ?? '')
      if (needs === undefined || text === '') return []
      return [
        {
          id: String(index),
          source: 'brand-product-emotion',
          lang: 'en',
          text,
          needs,
          weight: 0.25,
          names: FESTIVAL_NAMES,
        },
      ]
    })
  },
}

export const FESTIVAL_NAMES =
  /\b(?:i ?pads?\d?|i ?phones?\d?s?|apple'?s?|google'?s?|androids?|sxsw\w*|austin|ios\d?|circles|maps)\b/gi
