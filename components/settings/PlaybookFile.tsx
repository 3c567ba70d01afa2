import type { PlaybookState } from '../../lib/panel/options-playbook.ts'
import { t } from '../shared/i18n.ts'
import { FileButton, Section } from './fields.tsx'

/** The whole playbook as a file: out, and in again, with every mistake named by its place. */
export function PlaybookFile({ state }: { readonly state: PlaybookState }) {
  const editable = state.workspace.value?.kind === 'personal'
  const problems = state.importProblems.value
  return (
    <Section title={t('options.file.title')} lead={t('options.file.lead')}>
      <div class="cluster">
        <button
          type="button"
          class="button"
          disabled={state.playbook.value === null}
          onClick={state.exportFile}
        >
          {t('options.file.export')}
        </button>
        {editable && (
          <FileButton
            label={t('options.file.import')}
            accept=".json,application/json"
            onFile={(file) => void state.importFile(file)}
          />
        )}
      </div>
      {problems.length > 0 && (
        <div class="notice" role="alert">
          <p class="what">{t('options.file.refused', { count: problems.length })}</p>
          <ul class="stack">
            {problems.slice(0, 50).map((problem) => (
              <li key={`${problem.path}${problem.message}`} class="small">
                <code dir="ltr">{problem.path === '' ? t('options.file.whole') : problem.path}</code>{' '}
                <span lang="en">
                  {problem.message.replace(/\.?$/, '.')} {problem.mend}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}
