import { t } from '../shared/i18n.ts'

interface EditOrRemoveProps {
  /** Of the topic or card: a screen reader hears it with each button. */
  readonly name: string
  readonly onEdit: () => void
  readonly onRemove: () => void
}

/** The two buttons of a row that may be changed. */
export function EditOrRemove({ name, onEdit, onRemove }: EditOrRemoveProps) {
  return (
    <div class="cluster">
      <button
        type="button"
        class="button"
        aria-label={t('options.topics.edit.name', { name })}
        onClick={onEdit}
      >
        {t('options.edit')}
      </button>
      <button
        type="button"
        class="button plain"
        aria-label={t('options.topics.remove.name', { name })}
        onClick={onRemove}
      >
        {t('options.remove')}
      </button>
    </div>
  )
}
