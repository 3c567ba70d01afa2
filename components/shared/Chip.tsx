import type { ComponentChildren } from 'preact'
import type { Need } from '../../lib/model/playbook.ts'
import { t } from './i18n.ts'

type Tone = 'plain' | 'warm' | 'good' | 'blue' | 'accent'

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

/** What a post's author seems to want, with the reason on hover. */
export function NeedChip({ need, why }: { readonly need: Need; readonly why?: string }) {
  return (
    <Chip tone={TONES[need] ?? 'plain'} title={why}>
      {t(`shared.need.${need}`)}
    </Chip>
  )
}
