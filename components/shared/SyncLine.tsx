import type { SyncStatus } from '../../lib/panel/screens.ts'
import { Icon } from './Icon.tsx'
import { formatSpan, t } from './i18n.ts'

interface SyncLineProps {
  readonly status: SyncStatus | null
  readonly now: number
  readonly onSendNow?: () => void
}

/** What still waits to be sent, counted in the outbox and never guessed from a connection. */
export function SyncLine({ status, now, onSendNow }: SyncLineProps) {
  if (status === null) return <p class="sync" aria-live="polite" />
  const waits = status.kind === 'team' && status.waiting > 0
  return (
    <div class="sync">
      <p aria-live="polite">
        <Icon
          name={status.setAside > 0 ? 'warn' : waits ? 'wait' : status.kind === 'team' ? 'check' : 'home'}
        />
        <span>{wordsOf(status, now)}</span>
      </p>
      {waits && onSendNow && (
        <button type="button" class="button plain" onClick={onSendNow}>
          {t('shared.sync.send-now')}
        </button>
      )}
    </div>
  )
}

function wordsOf(status: SyncStatus, now: number): string {
  if (status.kind === 'personal') return t('shared.sync.personal')
  const parts: string[] = []
  if (status.waiting === 0) parts.push(t('shared.sync.all-sent'))
  else if (status.oldestAt === null) parts.push(t('shared.sync.waiting', { count: status.waiting }))
  else
    parts.push(
      t('shared.sync.waiting-since', { count: status.waiting, age: formatSpan(now - status.oldestAt) }),
    )
  if (status.setAside > 0) parts.push(t('shared.sync.set-aside', { count: status.setAside }))
  if (status.waiting > 0 && status.problem !== null)
    parts.push(t(`shared.problem.${status.problem.code}.what`))
  return parts.join(' · ')
}
