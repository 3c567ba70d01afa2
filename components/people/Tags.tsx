import { useState } from 'preact/hooks'
import type { PersonActions } from '../../lib/panel/edit-person.ts'
import { Icon } from '../shared/Icon.tsx'
import { t } from '../shared/i18n.ts'

interface TagsProps {
  readonly contactId: string
  readonly tags: readonly string[]
  readonly edit: Pick<PersonActions, 'addTag' | 'removeTag'>
}

/** Words by which colleagues sort people; each comes off by a press, a new one by typing it. */
export function Tags({ contactId, tags, edit }: TagsProps) {
  const [typed, setTyped] = useState('')
  return (
    <div class="tags">
      {tags.length > 0 && (
        <ul class="chips" aria-label={t('panel.tags.title')}>
          {tags.map((tag) => (
            <li key={tag}>
              <button
                type="button"
                class="button tag"
                aria-label={t('panel.tags.remove', { tag })}
                onClick={() => {
                  document.getElementById('new-tag')?.focus()
                  void edit.removeTag(contactId, tag)
                }}
              >
                <bdi>{tag}</bdi>
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        class="cluster"
        onSubmit={(event) => {
          event.preventDefault()
          const tag = typed.trim()
          if (tag === '' || tags.includes(tag)) return setTyped('')
          void edit.addTag(contactId, tag).then((added) => added && setTyped(''))
        }}
      >
        <label class="visually-hidden" for="new-tag">
          {t('panel.tags.new')}
        </label>
        <input
          id="new-tag"
          class="field tag-field"
          dir="auto"
          maxLength={64}
          autoComplete="off"
          placeholder={t('panel.tags.new')}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {typed.trim() !== '' && (
          <button type="submit" class="button">
            {t('panel.tags.add')}
          </button>
        )}
      </form>
    </div>
  )
}
