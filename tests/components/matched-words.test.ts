import { expect, it } from 'vitest'
import { matchedWords } from '../../components/mention/matched-words.ts'
import type { FoundNeed, Mention } from '../../lib/model/mention.ts'
import { author, jam, need, post } from '../support/panel-views.ts'

const TEXT = 'I like my Quillon Q2. Hey @quillon, are you there? The Q2 is loud.'

const at = (words: string, from = 0) => {
  const start = TEXT.indexOf(words, from)
  return { start, end: start + words.length }
}
const found = (words: string, from = 0) => ({ text: words, part: words, ...at(words, from) })
const question: FoundNeed = { ...need(TEXT, 'question', 'are you there?'), why: 'a question' }

function mentionOf(evidence: readonly ReturnType<typeof found>[], needs: readonly FoundNeed[] = []): Mention {
  return {
    ...jam.mention,
    post: post('p1', author('brewbert'), TEXT, 1),
    needs: [...needs],
    matches: [{ topic: 'grinders', score: 1, parts: [], evidence: [...evidence] }],
  }
}

it('says only the longest of words that lie in one another', () => {
  const overlapping = [found('Quillon'), found('Quillon Q2'), found('Q2'), found('Q2', at('The Q2').start)]
  expect(matchedWords(mentionOf(overlapping), 4)).toEqual(['Quillon Q2'])
})

it('says a name once, however it is written', () => {
  expect(matchedWords(mentionOf([found('Quillon'), found('@quillon'), found('quillon')]), 4)).toEqual([
    '@quillon',
  ])
})

it('stops after as many as asked for', () => {
  const mention = mentionOf([found('Quillon Q2'), found('loud')])
  expect(matchedWords(mention, 4)).toEqual(['Quillon Q2', 'loud'])
  expect(matchedWords(mention, 1)).toEqual(['Quillon Q2'])
})

it("names the query's own part where the author matched and no word did", () => {
  const byAuthor = { text: '', start: 0, end: 0, part: 'author:brewbert' }
  expect(matchedWords(mentionOf([byAuthor]), 4)).toEqual(['author:brewbert'])
})

it('leaves the words of a need to its label', () => {
  expect(matchedWords(mentionOf([], [question]), 4)).toEqual([])
})
