import { isEverydayWord } from '../matching/common-words.ts'
import { compileTopics } from '../matching/compile-topics.ts'
import {
  proposeContext,
  proposeExclusion,
  type RuleChange,
  type SeenMention,
} from '../matching/propose-rule.ts'
import { tryText } from '../matching/run-examples.ts'
import type { Mention } from '../model/mention.ts'
import type { Topic } from '../model/playbook.ts'

/** What a person said of a mention and a topic, and everything seen before that a changed rule would touch. */
export interface SaidOfMention {
  readonly topic: Topic
  readonly mention: Mention
  readonly verdict: 'us' | 'not-us'
  readonly seen: readonly SeenMention[]
}

/**
 * Changes of the topic's rule that the verdict speaks for, the best first. What a query asks of an author, a place or a
 * time is taken as given: the mentions were found by it. `pause` is awaited between one change and the next.
 */
export function weighRule(
  { topic, mention, verdict, seen }: SaidOfMention,
  pause: () => Promise<void>,
): Promise<readonly RuleChange[]> {
  const match = mention.matches.find((one) => one.topic === topic.id)
  const propose = verdict === 'us' ? proposeContext : proposeExclusion
  return propose({
    topic,
    mention: { key: mention.key, text: mention.post.text, evidence: match?.evidence ?? [] },
    seen,
    finder(one) {
      const compiled = compileTopics([one])
      return (text) => tryText(compiled, text, true, one.sites?.[0]) !== null
    },
    isCommon: (word) => isEverydayWord(word.normalize('NFKD').replace(/\p{M}/gu, '')),
    pause,
  })
}
