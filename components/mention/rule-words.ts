import type { RuleChange } from '../../lib/matching/propose-rule.ts'
import type { Topic } from '../../lib/model/playbook.ts'
import { t } from '../shared/i18n.ts'

/** A change of a rule in one sentence. Where a topic weighs signs, an exclusion is one of them and decides nothing alone. */
export function changeInWords({ kind, words, topic }: RuleChange): string {
  const isSign = topic.disambiguation !== undefined && (kind === 'exclude-phrase' || kind === 'exclude-word')
  return t(isSign ? `panel.rule.sign.${kind}` : `panel.rule.${kind}`, { words })
}

/** What the change would have done to the mentions seen. */
export function countsInWords({ kind, before, after, gone }: RuleChange): string {
  if (kind === 'context-word') return t('panel.rule.stays', { before })
  return `${t('panel.rule.counts', { before, after, gone: gone.length })} ${t('panel.rule.spared')}`
}

/** The part of a topic's rule that a change is in, as people write it; `label` says which part that is. */
export function changedPart(topic: Topic, { kind }: RuleChange): { label: string; text: string } {
  const { disambiguation } = topic
  if (disambiguation === undefined || kind === 'as-written')
    return { label: t('panel.rule.query'), text: topic.query }
  return kind === 'context-word'
    ? { label: t('panel.rule.context'), text: disambiguation.context.join(', ') }
    : { label: t('panel.rule.exclusions'), text: disambiguation.exclusions.join(', ') }
}

/** A proposal to send to whoever keeps the rule: the change, its counts, the rule. No word of it is a post's but those that the change adds. */
export function proposalText(topic: Topic, change: RuleChange): string {
  const [now, then] = [changedPart(topic, change), changedPart(change.topic, change)]
  const rule = ({ label, text }: typeof now) => `${label}: ${text || '–'}`
  return [
    t('panel.rule.text.title', { topic: topic.name }),
    changeInWords(change),
    countsInWords(change),
    t('panel.rule.text.now', { rule: rule(now) }),
    t('panel.rule.text.then', { rule: rule(then) }),
  ].join('\n')
}
