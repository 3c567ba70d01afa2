import { useState } from 'preact/hooks'
import { PERSON_FIELDS, type PersonActions } from '../../lib/panel/edit-person.ts'
import type { PersonView } from '../../lib/panel/screens.ts'
import { t } from '../shared/i18n.ts'
import { controlNamed } from '../shared/Screen.tsx'
import { fieldName } from './field-name.ts'

interface EditFieldsProps {
  readonly view: PersonView
  readonly edit: Pick<PersonActions, 'saveFields'>
}

/** What we call this person and what they do, and the form to change it. */
export function EditFields({ view, edit }: EditFieldsProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>> | null>(null)
  const close = () => {
    setTyped(null)
    setTimeout(() => controlNamed('edit-fields')?.focus())
  }
  if (typed === null) return <Fields view={view} onEdit={() => setTyped(valuesOf(view))} />
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void edit.saveFields(view, typed).then((saved) => saved && close())
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
    >
      {PERSON_FIELDS.map((field, at) => (
        <div key={field}>
          <label class="label" for={`field-${field}`}>
            {fieldName(field)}
          </label>
          <input
            id={`field-${field}`}
            class="field"
            dir="auto"
            maxLength={300}
            autoComplete="off"
            autofocus={at === 0}
            placeholder={field === 'name' ? view.summary.name : ''}
            value={typed[field] ?? ''}
            onInput={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
          />
        </div>
      ))}
      <div class="cluster">
        <button type="submit" class="button primary">
          {t('panel.edit.save')}
        </button>
        <button type="button" class="button plain" onClick={close}>
          {t('panel.edit.cancel')}
        </button>
      </div>
    </form>
  )
}

function Fields({ view, onEdit }: { readonly view: PersonView; readonly onEdit: () => void }) {
  const shown = PERSON_FIELDS.filter((field) => field !== 'name' && view.contact.fields[field]?.value)
  return (
    <div class="row">
      <p dir="auto">{shown.map((field) => view.contact.fields[field]?.value).join(' · ')}</p>
      <button type="button" class="button plain" data-focus="edit-fields" onClick={onEdit}>
        {t('panel.edit.open')}
      </button>
    </div>
  )
}

function valuesOf({ contact }: PersonView): Record<string, string> {
  return Object.fromEntries(PERSON_FIELDS.map((field) => [field, contact.fields[field]?.value ?? '']))
}
