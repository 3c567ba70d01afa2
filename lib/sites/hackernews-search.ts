import type { Post } from '../model/thread.ts'
import { all, attribute, one, rawText } from './dom.ts'
import { machineTime } from './fields.ts'
import { makeAuthor, makePost } from './make-post.ts'
import { joinTexts, readText } from './read-text.ts'
import { select } from './select.ts'
import type { Page } from './site.ts'
import { webUrl } from './trim.ts'
import { wholeNumber } from './whole-number.ts'

/** A result of hn.algolia.com, where Hacker News sends searches. Its links lead back there. */
export function readResult(result: Element, page: Page): Post | null {
  const title = one(result, select(page, 'resultTitle'))
  const href = title && attribute(title, 'href')
  const id = href?.match(/\/item\?id=(\d{1,12})$/)?.[1]
  if (!title || !id) return null
  const words = one(result, select(page, 'resultText'))
  const meta = [...all(result, select(page, 'resultMeta'))]
  const labels = meta.map((link) => rawText(link).trim())
  const person = meta.find((link) => /\/user\?id=/.test(attribute(link, 'href') ?? ''))
  const name = person && rawText(person).trim()
  const answers = labels.find((label) => /^\d[\d,]* comments?$/.test(label))
  const age = meta.find((_, at) => / ago$/.test(labels[at] ?? ''))
  return makePost({
    key: id,
    permalink: webUrl(href, page.url),
    author: makeAuthor({
      key: name ?? null,
      handle: name ?? null,
      url: person ? webUrl(attribute(person, 'href'), page.url) : null,
    }),
    // A comment is listed under the title of its story, which is not its own; nobody counts its answers.
    text: joinTexts([answers === undefined && words ? null : readText(title), words && readText(words)]),
    time: age ? machineTime(attribute(age, 'title')) : null,
    timeText: age ? rawText(age) : null,
    counts: {
      likes: wholeNumber(labels.find((label) => /^\d[\d,]* points?$/.test(label))),
      replies: wholeNumber(answers),
    },
  })
}
