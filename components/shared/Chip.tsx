import type { ComponentChildren } from 'preact'
import type { Need } from '../../lib/model/playbook.ts'
import { t } from './i18n.ts'

type Tone = 'plain' | 'warm' | 'good' | 'blue' | 'accent' | 'unsure'

/** A short label. Always words: the colour repeats them and never stands alone. */
export function Chip({ tone = 'plain', title, children }: ChipProps) {
  return (
    <span class={tone === 'plain' ? 'chip' : `chip ${tone}`} title={title}>
      {children}
    </span>
  )
}

interface ChipProps {
  readonly tone?: Tone
  readonly title?: string | undefined
  readonly children: ComponentChildren
}

const TONES: Readonly<Partial<Record<Need, Tone>>> = {
  complaint: 'warm',
  leaving: 'warm',
  safety: 'warm',
  question: 'blue',
  buying: 'blue',
  idea: 'blue',
  praise: 'good',
  helping: 'good',
}

/** What a post's author seems to want. One that we are unsure of says so, and has no colour of its own. */
export function NeedChip({ need, sure = true }: { readonly need: Need; readonly sure?: boolean }) {
  return sure ? (
    <Chip tone={TONES[need] ?? 'plain'}>{t(`shared.need.${need}`)}</Chip>
  ) : (
    <Chip tone="unsure">{t(`shared.need.unsure.${need}`)}</Chip>
  )
}
