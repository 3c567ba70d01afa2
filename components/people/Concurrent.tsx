import type { PersonActions } from '../../lib/panel/edit-person.ts'
import type { PersonView } from '../../lib/panel/screens.ts'
import { formatTime, t } from '../shared/i18n.ts'
import { focusHeading } from '../shared/Screen.tsx'
import { fieldName } from './field-name.ts'

interface ConcurrentProps {
  readonly view: PersonView
  readonly now: number
  readonly edit: Pick<PersonActions, 'useValue' | 'keepValue'>
}

/** Two wrote the same field without knowing of each other: which one is shown, and the other one, one tap away. */
export function Concurrent({ view, now, edit }: ConcurrentProps) {
  if (view.concurrent.length === 0) return null
  return (
    <ul class="stack">
      {view.concurrent.map((one) => (
        <li key={`${one.field} ${one.lost.hlc}`} class="stale concurrent">
          <p dir="auto">
            {t(one.lost.by.me ? 'panel.concurrent.set-by-you' : 'panel.concurrent.set', {
              who: one.lost.by.name,
              field: fieldName(one.field),
              value: one.lost.value,
              time: formatTime(one.lost.at, now),
            })}
          </p>
          <p class="small" dir="auto">
            {t('panel.concurrent.shown', {
              who: one.shown.by.me ? t('panel.you') : one.shown.by.name,
              value: one.shown.value,
            })}
          </p>
          <div class="cluster">
            <button
              type="button"
              class="button"
              onClick={() => {
                focusHeading()
                void edit.useValue(view, one)
              }}
            >
              {t('panel.concurrent.use', { value: one.lost.value })}
            </button>
            <button
              type="button"
              class="button plain"
              onClick={() => {
                focusHeading()
                void edit.keepValue(view, one)
              }}
            >
              {t('panel.concurrent.keep', { value: one.shown.value })}
            </button>
          </div>
        </li>
      ))}
    </ul>
  )
}
