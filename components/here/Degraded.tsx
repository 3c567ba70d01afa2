import type { ReadReport } from '../../lib/model/thread.ts'
import { t } from '../shared/i18n.ts'
import { LogByHand, ReportThis } from './Doors.tsx'

interface DegradedProps {
  readonly report: ReadReport
  readonly onReadAgain: () => void
  readonly onByHand: () => void
  readonly onReport: () => void
}

/** The site changed: what was read, what is missing, and that logging by hand always works. */
export function Degraded({ report, onReadAgain, onByHand, onReport }: DegradedProps) {
  const missing = (['author', 'text', 'time', 'permalink'] as const).filter(
    (part) => report.missing[part] > 0,
  )
  return (
    <div class="notice" role="status">
      <p class="what">{t('panel.degraded.title')}</p>
      <p class="small">
        {t('panel.degraded.read', { posts: report.posts })}{' '}
        {missing
          .map((part) => t(`panel.degraded.missing.${part}`, { count: report.missing[part] }))
          .join(' ')}{' '}
        {report.failed.length > 0 && t('panel.degraded.parts', { count: report.failed.length })}
      </p>
      <p class="small">{t('panel.degraded.do')}</p>
      <div class="cluster">
        <button type="button" class="button" onClick={onReadAgain}>
          {t('panel.here.read-again')}
        </button>
        <ReportThis onReport={onReport} loud />
        <LogByHand onByHand={onByHand} />
      </div>
    </div>
  )
}
