import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './Icon.tsx'

interface EmptyStateProps {
  readonly icon?: IconName
  readonly title: string
  /** What to do next, in a sentence. */
  readonly text: string
  readonly children?: ComponentChildren
}

/** A screen or list with nothing in it says why, and what to do next. */
export function EmptyState({ icon = 'ear', title, text, children }: EmptyStateProps) {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{text}</p>
      {children !== undefined && <div class="empty-actions">{children}</div>}
    </div>
  )
}
