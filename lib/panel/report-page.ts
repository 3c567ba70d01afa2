import { fail, type Result } from '../model/problem.ts'
import type { PanelState } from './panel-state.ts'
import type { PanelPorts } from './ports.ts'

/** A longer one is no report of ours: what answers stands beside a page. */
const LONGEST = 200_000

/** A report that a person can pass on, shown before anything is done with it. */
export interface ReportActions {
  /** Has the page beside the panel reported. `not-found`: there is no page; `not-permitted`: we may not see it. */
  makeReport(): Promise<Result<string>>
  /** False: the browser refused. */
  copyReport(report: string): Promise<boolean>
  saveReport(report: string): void
}

export function createReportActions(state: PanelState, ports: PanelPorts): ReportActions {
  return {
    async makeReport() {
      const tab = state.tab.value
      if (!tab) return fail('not-found', { detail: 'report: no tab' })
      if (tab.url === null) return fail('not-permitted', { detail: 'report: hidden tab' })
      const reply = await ports.send('reader.report', null, { tabId: tab.tabId })
      if (!reply.ok) return reply
      const { report } = reply.value
      return report.length > LONGEST ? fail('too-large', { detail: 'report' }) : { ok: true, value: report }
    },
    copyReport: (report) => ports.copy(report).catch(() => false),
    saveReport(report) {
      const day = new Date(ports.now()).toISOString().slice(0, 10)
      ports.saveFile(`earshot-report-${day}.md`, new Blob([report], { type: 'text/markdown' }))
    },
  }
}
