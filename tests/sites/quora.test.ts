// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { quora } from '../../lib/sites/quora.site.ts'
import { read } from '../../lib/sites/read.ts'

function answers(...items: string[]) {
  const page = items
    .map((item, at) => `<div class="dom_annotate_question_answer_item_${at}">${item}</div>`)
    .join('')
  const document = new DOMParser().parseFromString(page, 'text/html')
  return read(quora, document, new URL('https://www.quora.com/Why-slip')).thread.posts
}

function answer(href: string, words: string): string {
  return `<a class="puppeteer_test_link" href="/profile/Ana-Pour">Ana Pour</a><a class="answer_timestamp" href="${href}">1y</a><div class="puppeteer_test_answer_content"><span class="qu-userSelect--text"><p>${words}</p></span></div>`
}

describe('Quora', () => {
  it('takes only answers to the question of the page into its thread', () => {
    const posts = answers(
      answer('/Why-slip/answer/Ana-Pour', 'One.'),
      answer('/Why-slip-2/answer/Ana-Pour', 'Two.'),
      answer('https://space.quora.com/Why-slip', 'Three.'),
    )
    expect(posts.map(({ parent }) => parent?.key ?? null)).toEqual(['/Why-slip', null, null])
  })

  it('keeps two answers apart whose links are gone', () => {
    const bare = (name: string) =>
      `<a class="puppeteer_test_link" href="/profile/${name}">${name}</a><span class="qu-userSelect--text">Same words.</span>`
    expect(new Set(answers(bare('Ana-Pour'), bare('Grind-Lord')).map(({ key }) => key)).size).toBe(2)
  })

  it('reads one answer at its own address as part of the question', () => {
    const key = (address: string) => quora.threadKey(new URL(address))
    expect(key('https://www.quora.com/Why-slip/answer/Ana-Pour?ch=10')).toBe(
      key('https://www.quora.com/unanswered/Why-slip'),
    )
  })
})
