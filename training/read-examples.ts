import { foldText } from '../lib/matching/fold-text.ts'
import type { Example, Source } from './example.ts'
import { appReviews } from './sources/app-reviews.ts'
import { brandEmotion } from './sources/brand-emotion.ts'
import { collectionLabels } from './sources/collection-labels.ts'
import { complaints } from './sources/complaints.ts'
import { crisislex } from './sources/crisislex.ts'
import { nlbse } from './sources/nlbse.ts'
import {
  customerCare,
  invented,
  inventedEighth,
  inventedFifth,
  inventedFourth,
  inventedLater,
  inventedNinth,
  inventedSeventh,
  inventedSixth,
  inventedThird,
} from './sources/own-labels.ts'
import { purchaseIntent } from './sources/purchase-intent.ts'
import { assistant, banking } from './sources/requests.ts'
import { smsSpam } from './sources/sms-spam.ts'
import { tweets } from './sources/tweets.ts'

/** In the order in which they are read; a text that two hold counts for the first. */
export const SOURCES: readonly Source[] = [
  invented,
  inventedLater,
  inventedThird,
  inventedFourth,
  inventedFifth,
  inventedSixth,
  inventedSeventh,
  inventedEighth,
  inventedNinth,
  customerCare,
  collectionLabels,
  complaints,
  purchaseIntent,
  brandEmotion,
  appReviews,
  nlbse,
  banking,
  assistant,
  smsSpam,
  tweets,
  crisislex,
]

/**
 * All labelled posts, each text once: equal but for case, accents, links, handles and spaces counts as the
 * same. Where copies of a text in one source disagree, the first is kept.
 */
export async function readExamples(
  folder: string,
  tell: (line: string) => void = () => {},
): Promise<Example[]> {
  const seen = new Set<string>()
  const kept: Example[] = []
  for (const source of SOURCES) {
    const all = await source.read(folder)
    const before = kept.length
    for (const example of all) {
      const key = likeness(example.text)
      if (key === '' || seen.has(key)) continue
      seen.add(key)
      kept.push(example)
    }
    tell(`${source.name}: ${kept.length - before} posts of ${all.length}`)
  }
  return kept
}

function likeness(text: string): string {
  return foldText(text)
    .text.replace(/https?\S*|@\w+|^rt\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
