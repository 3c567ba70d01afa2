import { type Live, newestOf } from '../../lib/panel/live.ts'
import type { SetAsideView } from '../../lib/panel/set-aside-entry.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { SetAsideEntry } from './SetAsideEntry.tsx'

interface SetAsideListProps {
  readonly found: Live<SetAsideView>
  readonly now: number
  readonly onSend: (id: string, changes: Readonly<Record<string, string>>) => Promise<boolean>
  /** Null: all of them. */
  readonly onSave: (id: string | null) => void
  readonly onDiscard: (id: string) => void
}

/** What could not be sent or read, newest first. Nothing leaves this list but by a person's own decision. */
export function SetAsideList({ found, now, onSend, onSave, onDiscard }: SetAsideListProps) {
  const view = newestOf(found)
  return (
    <>
      {found.status === 'failed' && <Notice problem={found.problem} announce={false} />}
      {found.status === 'loading' && <p role="status">{t('panel.loading')}</p>}
      {view !== null && view.entries.length === 0 && (
        <EmptyState
          icon="check"
          title={t('panel.quarantine.none.title')}
          text={t('panel.quarantine.none.text')}
        />
      )}
      {view !== null && view.entries.length > 0 && (
        <>
          <p class="small">{t('panel.quarantine.lead')}</p>
          <ul class="stack">
            {view.entries.map((entry) => (
              <SetAsideEntry
                key={entry.id}
                entry={entry}
                names={view.names}
                now={now}
                onSend={onSend}
                onSave={onSave}
                onDiscard={onDiscard}
              />
            ))}
          </ul>
          {view.entries.length > 1 && (
            <button type="button" class="button start" onClick={() => onSave(null)}>
              {t('panel.quarantine.save-all')}
            </button>
          )}
        </>
      )}
    </>
  )
}
