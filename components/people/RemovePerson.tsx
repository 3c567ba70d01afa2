import { useState } from 'preact/hooks'
import type { Erasing } from '../../lib/panel/erase-person.ts'
import type { PersonView } from '../../lib/panel/screens.ts'
import { formatNumber, t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'

interface RemovePersonProps {
  readonly view: PersonView
  /** Null: the one in front of the screen may not erase. */
  readonly erasing: Erasing | null
  readonly onSave: () => void
  readonly onDelete: () => void
  readonly onAskToErase: () => void
  readonly onErase: () => void
  readonly onCancelErase: () => void
}

/** A copy of what we know of a person, and the ways to be rid of it: deleting can be undone, erasing never. */
export function RemovePerson(props: RemovePersonProps) {
  const { view, erasing } = props
  return (
    <section class="stack" aria-labelledby="remove-title">
      <h2 id="remove-title">{t('panel.remove.title')}</h2>
      <div class="cluster">
        <button type="button" class="button" onClick={props.onSave}>
          {t('panel.remove.save')}
        </button>
        <button type="button" class="button grave" onClick={props.onDelete}>
          {t('panel.remove.delete')}
        </button>
        {erasing?.step === 'idle' && (
          <button type="button" class="button grave" onClick={props.onAskToErase}>
            {t('panel.erase.button')}
          </button>
        )}
      </div>
      <p class="small">{t('panel.remove.hint')}</p>
      {erasing !== null && erasing.step !== 'idle' && <Erase {...props} view={view} erasing={erasing} />}
    </section>
  )
}

function Erase({
  view,
  erasing,
  onErase,
  onCancelErase,
}: RemovePersonProps & { readonly erasing: Exclude<Erasing, { step: 'idle' }> }) {
  const [typed, setTyped] = useState('')
  const { name } = view.summary
  if (erasing.step === 'failed')
    return <Notice problem={erasing.problem} kept={t('panel.erase.kept')} onDismiss={onCancelErase} />
  if (erasing.step === 'asking' || erasing.step === 'erasing')
    return <p role="status">{t(`panel.erase.${erasing.step}`)}</p>
  return (
    <div class="notice stack" role="alertdialog" aria-label={t('panel.erase.title', { name })}>
      <p class="what" dir="auto">
        {t('panel.erase.title', { name })}
      </p>
      <p>{t('panel.erase.what', { count: erasing.events, events: formatNumber(erasing.events) })}</p>
      <p class="small">{t('panel.erase.ever')}</p>
      <label class="label" for="erase-name">
        {t('panel.erase.type', { name })}
      </label>
      <input
        id="erase-name"
        class="field"
        dir="auto"
        autoComplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <div class="cluster">
        <button type="button" class="button danger" disabled={typed.trim() !== name.trim()} onClick={onErase}>
          {t('panel.erase.go')}
        </button>
        <button type="button" class="button plain" onClick={onCancelErase}>
          {t('panel.edit.cancel')}
        </button>
      </div>
    </div>
  )
}
