import { expect, test } from 'vitest'
import { type Counts, sharesOf } from '../../scripts/read/count-found.ts'

function counts(posts: number | null, texts: number | null): Counts {
  return { posts, authors: posts, texts, times: posts, permalinks: posts }
}

test('what one page gives too much does not make up for what another lacks, and what was not counted counts for nothing', () => {
  const shares = sharesOf([
    { expected: counts(10, 10), found: counts(14, 10) },
    { expected: counts(10, 4), found: counts(6, 0) },
    { expected: counts(null, null), found: counts(25, 25) },
  ])
  expect(shares.find(({ part }) => part === 'posts')).toEqual({ part: 'posts', found: 16, expected: 20 })
  expect(shares.find(({ part }) => part === 'texts')).toEqual({ part: 'texts', found: 10, expected: 14 })
})
