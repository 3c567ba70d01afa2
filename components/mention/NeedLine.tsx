import type { FoundNeed, Judged, Mention } from '../../lib/model/mention.ts'
import type { Topic } from '../../lib/model/playbook.ts'
import { NeedChip } from '../shared/Chip.tsx'
import { DOT } from '../shared/dot.ts'
import { t } from '../shared/i18n.ts'

interface NeedLineProps {
  readonly need: FoundNeed
  readonly mention: Pick<Mention, 'post' | 'matches'>
  readonly topics: readonly Topic[]
  /** Most characters quoted. */
  readonly length: number
}

/** A label and, beside it, the words that show it; and towards what, where the post matches several topics. */
export function NeedLine({ need, mention, topics, length }: NeedLineProps) {
  const { post, matches } = mention
  const words = need.span === null ? '' : wordsAt(post.text, need.span)
  const parts = [words === '' ? t('panel.need.no-signal') : t('panel.quoted', { text: cut(words, length) })]
  if (matches.length > 1) parts.push(towards(need, topics))
  return (
    <>
      <NeedChip need={need.label} sure={need.sure} /> <span dir="auto">{parts.join(DOT)}</span>
    </>
  )
}

/** What the labels of a post are worth, where they were not judged in full. */
export function JudgedLine({ judged }: { readonly judged: Judged }) {
  return judged === 'full' ? null : <p class="small judged">{t(`panel.judged.${judged}`)}</p>
}

/** The words of a span; for one of marks alone, such as a question mark, the sentence that it ends. */
function wordsAt(text: string, { start, end }: NonNullable<FoundNeed['span']>): string {
  const words = text.slice(start, end)
  if (words.trim() === '' || /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(words)) return words.trim()
  const before = Math.max(...['.', '!', '?', '\n'].map((mark) => text.lastIndexOf(mark, start - 1)))
  return text.slice(start === 0 ? 0 : before + 1, end).trim()
}

function towards(need: FoundNeed, topics: readonly Topic[]): string {
  const topic = topics.find(({ id }) => id === need.topic)
  return topic === undefined ? t('panel.need.towards-open') : t('panel.need.towards', { topic: topic.name })
}

function cut(words: string, length: number): string {
  if (words.length <= length) return words
  const space = words.lastIndexOf(' ', length)
  return `${words.slice(0, space > length / 2 ? space : length).toWellFormed()}…`
}
