import type { MentionView } from '../../lib/panel/screens.ts'
import { formatRelative, t } from '../shared/i18n.ts'

interface ReplyNoticedProps {
  readonly noticed: NonNullable<MentionView['noticed']>
  readonly busy: boolean
  readonly now: number
  readonly onLog: () => void
  readonly onNotMine: () => void
  readonly onLater: () => void
}

/** The reply that was put in or copied stands in the thread: one gesture logs it, with its address. */
export function ReplyNoticed({ noticed, busy, now, onLog, onNotMine, onLater }: ReplyNoticedProps) {
  return (
    <section class="card stack noticed" aria-labelledby="noticed-title">
      <div class="row" role="status">
        <h2 id="noticed-title">{t('panel.noticed.title')}</h2>
        <span class="when">{formatRelative(noticed.at, now)}</span>
      </div>
      <div class="cluster">
        <button type="button" class="button primary" disabled={busy} onClick={onLog}>
          {t('panel.noticed.log')}
        </button>
        <button type="button" class="button" onClick={onNotMine}>
          {t('panel.noticed.not-mine')}
        </button>
        <button type="button" class="button plain" onClick={onLater}>
          {t('panel.noticed.later')}
        </button>
        {noticed.permalink !== null && (
          <a class="button plain" href={noticed.permalink} target="_blank" rel="noopener noreferrer">
            {t('panel.noticed.open')}
          </a>
        )}
      </div>
    </section>
  )
}
