import type { Problem } from '../../lib/model/problem.ts'
import { type BackupState, refusalOf } from '../../lib/panel/options-backup.ts'
import { formatDate, t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { FileButton, Section } from './fields.tsx'

/** Copies of everything, and what was set aside. */
export function Backup({ state, now }: { readonly state: BackupState; readonly now: number }) {
  const { lastAt, busy, problem, restored } = state
  const at = lastAt.value
  return (
    <Section title={t('options.backup.title')} lead={t('options.backup.lead')}>
      <p>
        {at === null ? t('options.backup.never') : t('options.backup.last', { date: formatDate(at, now) })}
      </p>
      <div class="cluster">
        <button
          type="button"
          class="button primary"
          disabled={busy.value !== null}
          onClick={() => void state.exportAll()}
        >
          {busy.value === 'export' ? t('options.backup.exporting') : t('options.backup.export')}
        </button>
        <FileButton
          label={busy.value === 'restore' ? t('options.backup.restoring') : t('options.backup.restore')}
          accept=".earshot-backup,.json,.jsonl,.ndjson"
          disabled={busy.value !== null}
          onFile={(file) => void state.restore(file)}
        />
      </div>
      <p class="small">{t('options.backup.restore.hint')}</p>
      {problem.value && <BackupProblem problem={problem.value} now={now} />}
      <div role="status">
        {restored.value && (
          <div class="card stack">
            <RestoredRows rows={restored.value.rows} />
            {restored.value.setAside > 0 && (
              <p class="small wrong">
                {t('options.backup.restored.aside', { count: restored.value.setAside })}
              </p>
            )}
          </div>
        )}
      </div>
      <SetAside state={state} now={now} />
      <Kept state={state} now={now} />
    </Section>
  )
}

function SetAside({ state, now }: { readonly state: BackupState; readonly now: number }) {
  const entries = state.setAside.value
  return (
    <>
      <h3>{t('options.aside.title')}</h3>
      {entries.length === 0 ? (
        <p class="small">{t('options.aside.none')}</p>
      ) : (
        <>
          <p class="small">{t('options.aside.lead')}</p>
          <button type="button" class="button start" onClick={() => void state.exportSetAside()}>
            {t('options.aside.export')}
          </button>
          <ul class="card list">
            {entries.map((entry) => (
              <li key={entry.id} class="row">
                <span class="grow">
                  <b>{entry.kind}</b>
                  <span class="small block">
                    {formatDate(entry.at, now)} · <code dir="ltr">{entry.reason}</code>
                  </span>
                </span>
                <button
                  type="button"
                  class="button plain"
                  aria-label={t('options.aside.discard.name', { kind: entry.kind })}
                  onClick={() => void state.discard(entry)}
                >
                  {t('options.aside.discard')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Kept({ state, now }: { readonly state: BackupState; readonly now: number }) {
  const kept = state.kept.value
  if (kept.length === 0) return null
  return (
    <>
      <h3>{t('options.kept.title')}</h3>
      <p class="small">{t('options.kept.lead')}</p>
      <ul class="card list">
        {kept.map((one) => (
          <li key={one.key} class="row">
            <span class="grow">
              <b>{one.setting}</b> <span class="small">{formatDate(one.at, now)}</span>
            </span>
            <span class="cluster">
              <button type="button" class="button" onClick={() => state.exportKept(one)}>
                {t('options.kept.export')}
              </button>
              <button type="button" class="button plain" onClick={() => void state.discardKept(one)}>
                {t('options.aside.discard')}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function BackupProblem({ problem, now }: { readonly problem: Problem; readonly now: number }) {
  const refusal = refusalOf(problem)
  if (refusal === null) return <Notice problem={problem} now={now} />
  return (
    <Notice
      problem={problem}
      what={t(`options.restore.${refusal}.what`)}
      kept={t('options.restore.kept')}
      next={t(`options.restore.${refusal}.do`)}
    />
  )
}

/** Tables that people know by a name. The others are told only by their effect on these. */
const NAMED = [
  'contacts',
  'interactions',
  'notes',
  'members',
  'mentions',
  'drafts',
  'unsavedNotes',
  'playbook',
  'outbox',
  'quarantine',
  'events',
] as const

function RestoredRows({ rows }: { readonly rows: Readonly<Record<string, number>> }) {
  const changed = NAMED.filter((table) => (rows[table] ?? 0) > 0)
  // The log holds the same again: it is counted only when what is made from it has not changed by name.
  const shown = changed.length === 1 ? changed : changed.filter((table) => table !== 'events')
  const count = shown.reduce((total, table) => total + (rows[table] ?? 0), 0)
  if (count === 0) return <p>{t('options.backup.restored.none')}</p>
  return (
    <>
      <p>
        <b>{t('options.backup.restored', { count })}</b>
      </p>
      <ul class="small">
        {shown.map((table) => (
          <li key={table}>
            {t(`options.backup.row.${table}`)}: {rows[table]}
          </li>
        ))}
      </ul>
    </>
  )
}
