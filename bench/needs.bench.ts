import Sentiment from 'sentiment'
import { compileTopics } from '../lib/matching/compile-topics.ts'
import { findMatches } from '../lib/matching/find-matches.ts'
import { findNeeds } from '../lib/matching/find-needs.ts'
import { eachOnce, scorePost } from '../lib/matching/needs/judge.ts'
import { readFeatures } from '../lib/matching/needs/read-features.ts'
import { readSigns } from '../lib/matching/needs/read-signs.ts'
import stored from '../lib/matching/needs/weights.json' with { type: 'json' }
import { loadWeights, type StoredWeights } from '../lib/matching/needs/weights.ts'
import { TopicSchema } from '../lib/model/playbook.ts'
import type { Bench, Figure } from './figure.ts'
import { listOf, randomFrom, makePosts as wordyPosts } from './matching/make-posts.ts'
import { makePosts } from './needs/make-posts.ts'

const POSTS = 2_000
const PAGE = 200
const ROUNDS = 9
/** Of a page: as it is short, the engine has seen little of it after nine. */
const PAGE_ROUNDS = 100

/**
 * What finding needs costs a post, beside a loop that only looks at each character of the same posts, and beside
 * the fastest word list of npm: the nine heads alone; all of `findNeeds`, with language, cues and reasons; a page
 * of 200 posts matched and judged, and one of longer posts that are all judged; and posts of growing length, whose cost a character must not grow.
 */
export const bench: Bench = { name: 'needs', run }

async function* run(): AsyncIterable<Figure> {
  const posts = makePosts(POSTS)
  const loop = measure(() => {
    for (const text of posts) touch(text)
  })
  const perPost = (ms: number): number => (ms * 1_000) / POSTS
  const figure = (name: string, ms: number): Figure => ({
    bench: 'needs',
    case: name,
    value: perPost(ms),
    unit: 'µs a post',
    baseline: perPost(loop),
    ratio: ms / loop,
    n: ROUNDS,
  })
  const model = loadWeights(stored as StoredWeights)
  yield figure(
    'all nine heads',
    measure(() => {
      for (const text of posts) {
        const features = readFeatures(text)
        scorePost(model, features, readSigns(features, model.lexicon), eachOnce([]))
      }
    }),
  )
  yield figure(
    'findNeeds whole',
    measure(() => {
      for (const text of posts) findNeeds({ text, lang: 'en' }, [])
    }),
  )
  const words = new Sentiment()
  yield figure(
    'sentiment 5.0.2, one score of good and bad',
    measure(() => {
      for (const text of posts) words.analyze(text)
    }),
  )
  yield pageFigure(posts.slice(0, PAGE))
  yield wholePageFigure()
  yield* growth()
}

/** A page's posts, each matched against one topic and judged. In milliseconds a page. */
function pageFigure(posts: readonly string[]): Figure {
  const topic = {
    id: 'quillon',
    name: 'Quillon',
    kind: 'own',
    query: 'quillon OR @quillon OR "hand grinder"',
  }
  const topics = compileTopics([TopicSchema.parse(topic)])
  const loop = measure(() => {
    for (const text of posts) touch(text)
  })
  const ms = measure(() => {
    for (const text of posts) {
      const matches = findMatches(topics, { site: 'x', text })
      if (matches.length > 0) findNeeds({ text, lang: 'en' }, matches)
    }
  }, PAGE_ROUNDS)
  return {
    bench: 'needs',
    case: `page of ${PAGE} posts, matched and judged`,
    value: ms,
    unit: 'ms',
    baseline: loop,
    ratio: ms / loop,
    n: PAGE_ROUNDS,
  }
}

/** A page of posts of 280 characters against twenty topics, each judged whether or not one matched. In milliseconds a page. */
function wholePageFigure(): Figure {
  const names = listOf(1_000)
  const posts = wordyPosts(randomFrom(5), PAGE, { named: names, share: 0.01, plain: false }).map((post) =>
    post.repeat(3),
  )
  const topics = compileTopics(names.slice(0, 20).map((name) => ({ id: name, query: `"${name}"` })))
  const loop = measure(() => {
    for (const text of posts) touch(text)
  })
  const ms = measure(() => {
    for (const text of posts) findNeeds({ text, lang: 'en' }, findMatches(topics, { site: 'x', text }))
  }, PAGE_ROUNDS)
  return {
    bench: 'needs',
    case: `page of ${PAGE} posts of 280 characters, matched and all judged`,
    value: ms,
    unit: 'ms',
    baseline: loop,
    ratio: ms / loop,
    n: PAGE_ROUNDS,
  }
}

/** One post, ten times as long each time; the ratio is to the cost a character of the shortest. */
function* growth(): Generator<Figure> {
  let first = 0
  for (const length of [200, 2_000, 20_000, 1_000_000]) {
    const text = makePosts(1 + length / 40)
      .join(' ')
      .slice(0, length)
    const read = Math.min(length, 20_000)
    const nanoseconds = (measure(() => findNeeds({ text, lang: 'en' }, [])) * 1e6) / read
    first ||= nanoseconds
    yield {
      bench: 'needs',
      case: `one post of ${length} characters`,
      value: nanoseconds,
      unit: 'ns a character read',
      baseline: first,
      ratio: nanoseconds / first,
      n: ROUNDS,
    }
  }
}

let touched = 0

function touch(text: string): void {
  for (let at = 0; at < text.length; at += 1) touched = (touched + text.charCodeAt(at)) | 0
}

/** The median of some rounds after two that warm up, in milliseconds. */
function measure(work: () => void, rounds = ROUNDS): number {
  const times: number[] = []
  for (let round = -2; round < rounds; round += 1) {
    const begin = performance.now()
    work()
    if (round >= 0) times.push(performance.now() - begin)
  }
  return times.sort((one, other) => one - other)[rounds >> 1] ?? 0
}
