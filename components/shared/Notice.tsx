import type { Problem } from '../../lib/model/problem.ts'
import { formatRelative, t } from './i18n.ts'
import { focusHeading } from './Screen.tsx'

interface NoticeProps {
  readonly problem: Problem
  /** What was being done, in words: "Nothing was logged." Else the general word of the code stands. */
  readonly kept?: string
  /** What happened, in other words than the code's general ones. */
  readonly what?: string
  /** What to do, likewise. */
  readonly next?: string
  readonly now?: number
  readonly onRetry?: () => void
  readonly onDismiss?: () => void
  /** Said at once by a screen reader; false for a notice that stands there from the start. */
  readonly announce?: boolean
}

/** The one place where a `Problem` is shown: what happened, what was kept, what to do. The code stands beside, for a report. */
export function Notice({ problem, what, kept, next, now, onRetry, onDismiss, announce = true }: NoticeProps) {
  const { code } = problem
  return (
    <div class="notice" {...(announce ? { role: 'alert' } : {})}>
      <p class="what">{what ?? t(`shared.problem.${code}.what`)}</p>
      <p class="small">
        {kept ?? t(`shared.problem.${code}.kept`)} {next ?? t(`shared.problem.${code}.do`)}
      </p>
      {problem.retryAt !== undefined && now !== undefined && problem.retryAt > now && (
        <p class="small">{t('shared.notice.next-try', { when: formatRelative(problem.retryAt, now) })}</p>
      )}
      <div class="cluster">
        {onRetry && (
          <button type="button" class="button" onClick={onRetry}>
            {t('shared.notice.retry')}
          </button>
        )}
        {onDismiss && (
          <button
            type="button"
            class="button plain"
            onClick={() => {
              focusHeading()
              onDismiss()
            }}
          >
            {t('shared.notice.dismiss')}
          </button>
        )}
        <span class="small code">{t('shared.notice.code', { code })}</span>
      </div>
    </div>
  )
}
