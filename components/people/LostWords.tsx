import type { NoteBox } from '../../lib/panel/note-box.ts'
import type { OpenBoxes } from '../../lib/panel/open-boxes.ts'
import { t } from '../shared/i18n.ts'

interface LostWordsProps {
  readonly boxes: ReturnType<OpenBoxes['openBoxes']>
}

/** Where a person was erased while somebody wrote about them: why the screen is gone, and the words, to copy. */
export function LostWords({ boxes: { note, draft } }: LostWordsProps) {
  if (note === null || !note.isErased.value) return null
  const texts = [note.text.value, draft?.text.value ?? '']
  return (
    <section class="notice stack" role="alert">
      <p class="what">{t('shared.problem.erased.what')}</p>
      <Words label={t('panel.note.lost')} text={texts[0] ?? ''} id="lost-note" />
      <Words label={t('panel.draft.lost')} text={texts[1] ?? ''} id="lost-draft" />
      {texts.join('').trim() !== '' && <p class="small">{t('panel.lost.copy')}</p>}
    </section>
  )
}

interface WordsProps {
  readonly label: string
  readonly text: string
  readonly id: string
}

function Words({ label, text, id }: WordsProps) {
  if (text.trim() === '') return null
  return (
    <div>
      <label class="label" for={id}>
        {label}
      </label>
      <textarea id={id} class="field" dir="auto" readOnly value={text} onFocus={selectAll} />
    </div>
  )
}

function selectAll({ currentTarget }: { readonly currentTarget: HTMLTextAreaElement }): void {
  currentTarget.select()
}

/** Under a box whose text is kept nowhere, because of whom it is about. */
export function ErasedHint({ box }: { readonly box: NoteBox }) {
  if (!box.isErased.value || box.text.value.trim() === '') return null
  return <p class="small">{t('panel.lost.copy')}</p>
}
