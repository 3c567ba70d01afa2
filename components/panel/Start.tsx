import type { Problem } from '../../lib/model/problem.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Screen } from '../shared/Screen.tsx'

/** What stands there until the database is open: the frame, and a word. */
export function Starting() {
  return (
    <div class="panel">
      <Screen id="starting" title={t('panel.title')}>
        <p class="small" role="status">
          {t('panel.starting')}
        </p>
      </Screen>
    </div>
  )
}

/** The panel could not open. Nothing else of it is drawn, since nothing else of it can be trusted. */
export function StartFailure({
  problem,
  onRetry,
}: {
  readonly problem: Problem
  readonly onRetry: () => void
}) {
  return (
    <div class="panel">
      <Screen id="start-failed" title={t('panel.start-failed')}>
        <Notice problem={problem} kept={t('panel.start-failed.do')} onRetry={onRetry} />
        {problem.detail !== undefined && <p class="small">{problem.detail}</p>}
      </Screen>
    </div>
  )
}
