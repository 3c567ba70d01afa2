import { useEffect, useState } from 'preact/hooks'
import type { Problem, Result } from '../../lib/model/problem.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'

interface ReportProps {
  readonly onMake: () => Promise<Result<string>>
  /** False: the browser refused. */
  readonly onCopy: (report: string) => Promise<boolean>
  readonly onSave: (report: string) => void
  readonly onClose: () => void
}

/** A report of this page, whole and readable before anything is done with it. Nothing is sent from here. */
export function Report({ onMake, onCopy, onSave, onClose }: ReportProps) {
  const [made, setMade] = useState<Result<string> | null>(null)
  const make = () => {
    setMade(null)
    void onMake().then(setMade)
  }
  useEffect(make, [])
  return (
    <div class="stack">
      <p class="small">{t('panel.report.promise')}</p>
      {made === null && (
        <p class="small waiting" role="status">
          {t('panel.report.making')}
        </p>
      )}
      {made?.ok === false && <Unmade problem={made.problem} onRetry={make} />}
      {made?.ok && <Made report={made.value} onCopy={onCopy} onSave={onSave} />}
      <button type="button" class="button plain start" onClick={onClose}>
        {t('panel.report.close')}
      </button>
    </div>
  )
}

function Made({
  report,
  onCopy,
  onSave,
}: { readonly report: string } & Pick<ReportProps, 'onCopy' | 'onSave'>) {
  const [done, setDone] = useState<'copied' | 'refused' | 'saved' | null>(null)
  return (
    <>
      <label class="label" for="report-text">
        {t('panel.report.text')}
      </label>
      <textarea id="report-text" class="field report" dir="ltr" readOnly spellcheck={false} value={report} />
      <div class="cluster">
        <button
          type="button"
          class="button primary"
          onClick={() => void onCopy(report).then((copied) => setDone(copied ? 'copied' : 'refused'))}
        >
          {t('panel.report.copy')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            onSave(report)
            setDone('saved')
          }}
        >
          {t('panel.report.save')}
        </button>
      </div>
      <p class="small" role="status">
        {done !== null && t(`panel.report.${done}`)}
      </p>
    </>
  )
}

/** Failures that mean something else here than elsewhere, in words of their own. */
const OWN = ['not-found', 'not-permitted', 'too-large', 'unreadable'] as const

function Unmade({ problem, onRetry }: { readonly problem: Problem; readonly onRetry: () => void }) {
  const own = OWN.find((code) => code === problem.code)
  return (
    <Notice
      problem={problem}
      kept={t('panel.report.kept')}
      {...(own && { what: t(`panel.report.${own}.what`), next: t(`panel.report.${own}.do`) })}
      onRetry={onRetry}
    />
  )
}
