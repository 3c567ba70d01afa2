import type { Problem } from '../../lib/model/problem.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Screen } from '../shared/Screen.tsx'

/** What stands there until the database is open, or the server was asked after an absence: the frame, and a word. */
export function Starting({ asking = false }: { readonly asking?: boolean }) {
  return (
    <div class="panel">
      <Screen id="starting" title={t('panel.title')}>
        <p class="small" role="status">
          {asking ? t('panel.asking-first') : t('panel.starting')}
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
