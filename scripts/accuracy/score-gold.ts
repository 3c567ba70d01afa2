import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { findNeeds } from '../../lib/matching/find-needs.ts'
import { HEADS, type Head } from '../../lib/matching/needs/weights.ts'
import type { FoundNeed, Judged, TopicMatch } from '../../lib/model/mention.ts'
import { type Topic, TopicSchema } from '../../lib/model/playbook.ts'
import { majority, wordList } from './floors.ts'
import {
  calibrationError,
  confidentTier,
  kappa,
  type Measured,
  mean,
  measure,
  type Verdict,
} from './measure.ts'
import { type GoldPost, readGold, readPasses } from './read-gold.ts'

export interface GoldScores {
  readonly part: string
  readonly posts: number
  readonly macroF1: { readonly ours: number; readonly wordList: number; readonly majority: number }
  readonly needs: Readonly<Record<Head, { readonly ours: Measured; readonly wordList: Measured }>>
  /** Over all shown labels. */
  readonly tier: ReturnType<typeof confidentTier>
  /** Over all shown labels' probabilities. */
  readonly calibration: number
  readonly judged: Readonly<Record<Judged, number>>
}

interface JudgedPost {
  readonly post: GoldPost
  readonly needs: readonly FoundNeed[]
  readonly judged: Judged
}

/** The gold set whole, its sealed third, and each language with enough posts; as the product itself judges. */
export function scoreGold(): GoldScores[] {
  const judged = readGold().map(judgePost)
  const languages = [...new Set(judged.map(({ post }) => post.lang))].sort()
  return [
    scorePart('all', judged),
    scorePart(
      'sealed third',
      judged.filter(({ post }) => post.split === 'sealed'),
    ),
    ...languages.map((lang) =>
      scorePart(
        lang,
        judged.filter(({ post }) => post.lang === lang),
      ),
    ),
  ]
}

/** Agreement of the two labelling passes beyond chance, for each need. */
export function goldKappa(): Readonly<Partial<Record<Head, number>>> {
  const passes = readPasses()
  if (passes.length === 0) return {}
  return Object.fromEntries(
    HEADS.map((head) => [
      head,
      kappa(passes.map(({ first, second }) => [first.has(head), second.has(head)] as const)),
    ]),
  )
}

/** A post without the brand's name stands on the brand's own page: it is judged as about it. */
function judgePost(post: GoldPost): JudgedPost {
  const matches = findMatches(compileTopics([topicFor(post)]), { site: post.site, text: post.text })
  const about: TopicMatch = { topic: 'brand', score: 1, parts: [], evidence: [] }
  return {
    post,
    ...findNeeds({ text: post.text, lang: post.lang }, matches.length === 0 ? [about] : matches),
  }
}

function topicFor({ names }: GoldPost): Topic {
  const query = names.map((name) => `"${name}" OR @${name.replace(/\W/g, '')}`).join(' OR ')
  return TopicSchema.parse({ id: 'brand', name: 'Brand', kind: 'own', query })
}

function scorePart(part: string, judged: readonly JudgedPost[]): GoldScores {
  const verdicts = HEADS.map((head) => judged.map((one) => verdictOf(one, head)))
  const ours = verdicts.map((of) => measure(of))
  const lists = HEADS.map((head) =>
    measure(
      wordList(
        head,
        judged.map(({ post }) => ({ text: post.text, right: post.needs.has(head) })),
      ),
    ),
  )
  const floors = HEADS.map((head) => measure(majority(judged.map(({ post }) => post.needs.has(head)))))
  const shown = verdicts.flat().filter(({ shown }) => shown)
  const present = (all: readonly Measured[]): number[] =>
    all.filter((_, head) => (ours[head]?.positives ?? 0) > 0).map(({ f1 }) => f1.value)
  return {
    part,
    posts: judged.length,
    macroF1: { ours: mean(present(ours)), wordList: mean(present(lists)), majority: mean(present(floors)) },
    needs: Object.fromEntries(
      HEADS.map((head, index) => [head, { ours: ours[index], wordList: lists[index] }]),
    ) as GoldScores['needs'],
    tier: confidentTier(shown),
    calibration: calibrationError(shown),
    judged: {
      full: judged.filter(({ judged: how }) => how === 'full').length,
      cues: judged.filter(({ judged: how }) => how === 'cues').length,
      none: judged.filter(({ judged: how }) => how === 'none').length,
    },
  }
}

function verdictOf({ post, needs }: JudgedPost, head: Head): Verdict {
  const found = needs.find(({ label }) => label === head)
  return {
    right: post.needs.has(head),
    p: found?.p ?? 0,
    shown: found !== undefined,
    sure: found?.sure === true,
  }
}
