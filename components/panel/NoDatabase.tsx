import type { Problem } from '../../lib/model/problem.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Screen } from '../shared/Screen.tsx'

/** This browser keeps no database. No screen is drawn: there is none on which nobody could type. */
export function NoDatabase({
  problem,
  onRetry,
}: {
  readonly problem: Problem
  readonly onRetry: () => void
}) {
  return (
    <div class="panel">
      <Screen id="no-database" title={t('panel.start-failed')}>
        <Notice
          problem={problem}
          what={t('shared.no-database.what')}
          kept={t('shared.no-database.kept')}
          next={t('shared.no-database.do')}
          onRetry={onRetry}
        />
      </Screen>
    </div>
  )
}
