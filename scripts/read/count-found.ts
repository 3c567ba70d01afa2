import type { Reading } from '../../lib/sites/site.ts'

/** How many posts have each part. */
export interface Counts {
  readonly posts: number | null
  readonly authors: number | null
  readonly texts: number | null
  readonly times: number | null
  readonly permalinks: number | null
}

export const PARTS = ['posts', 'authors', 'texts', 'times', 'permalinks'] as const

/** A time as the page words it ("8 hours ago") counts: some pages give no other. */
export function countFound(reading: Reading | null): Counts & { readonly parents: number } {
  const posts = reading?.thread.posts ?? []
  const having = (test: (post: (typeof posts)[number]) => unknown) =>
    posts.filter((post) => !!test(post)).length
  return {
    posts: posts.length,
    authors: having(({ author }) => author),
    texts: having(({ text }) => text),
    times: having(({ time, timeText }) => time ?? timeText),
    permalinks: having(({ permalink }) => permalink),
    parents: having(({ parent }) => parent),
  }
}

/** What differs from the counts that were expected, in words; empty where all is found. */
export function problemsOf(reading: Reading | null, expected: Counts): readonly string[] {
  if (!reading) return ['no site knows this page']
  const found = countFound(reading)
  const fewer = PARTS.filter((part) => found[part] !== null && (found[part] ?? 0) < (expected[part] ?? 0))
  return [
    ...fewer.map((part) => `${part}: ${found[part]} of ${expected[part]}`),
    ...reading.report.failed.map(
      ({ selector, least, found: n }) => `${selector}: ${n}, at least ${least} expected`,
    ),
  ]
}

/** How much of what was expected on many pages was found on them. */
export interface Share {
  readonly part: (typeof PARTS)[number]
  readonly found: number
  readonly expected: number
}

/** For each part, over all pages. What one page gives too much does not make up for what another lacks. */
export function sharesOf(
  pages: readonly { readonly expected: Counts; readonly found: Counts }[],
): readonly Share[] {
  return PARTS.map((part) => ({
    part,
    found: sum(pages.map(({ expected, found }) => Math.min(found[part] ?? 0, expected[part] ?? 0))),
    expected: sum(pages.map(({ expected }) => expected[part] ?? 0)),
  }))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
