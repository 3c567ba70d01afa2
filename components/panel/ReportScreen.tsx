import { Report } from '../here/Report.tsx'
import { t } from '../shared/i18n.ts'
import { Screen } from '../shared/Screen.tsx'
import type { PanelProps } from './Panel.tsx'

/** The report of a page, connected. It stays that page's while the person looks for where to paste it. */
export function ReportScreen({ actions }: PanelProps) {
  return (
    <Screen
      id="report"
      title={t('panel.report.title')}
      back={{ label: t('panel.back'), onBack: actions.back }}
    >
      <Report
        onMake={actions.makeReport}
        onCopy={actions.copyReport}
        onSave={actions.saveReport}
        onClose={actions.back}
      />
    </Screen>
  )
}
