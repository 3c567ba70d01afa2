import type { NoteBox as NoteText } from '../../lib/panel/note-box.ts'
import { t } from '../shared/i18n.ts'
import { SaveLine } from '../shared/SaveLine.tsx'
import { ErasedHint } from './LostWords.tsx'

interface NoteBoxProps {
  readonly box: NoteText
  readonly team: boolean
  /** The person is done with it: leaving the box publishes what is new. */
  readonly onDone: () => void
}

/** A note that saves as it is typed. It says who can read it, and it says so when it is not saved. */
export function NoteBox({ box, team, onDone }: NoteBoxProps) {
  const audience = box.audience.value
  const where = !team ? t('panel.note.kept') : audience === 'team' ? t('panel.note.team') : t('panel.note.me')
  return (
    <section class="stack" aria-labelledby="note-label">
      <div class="row">
        <label class="label" id="note-label" for="note">
          {t('panel.note.label')}
        </label>
        <SaveLine box="note" state={box.state.value} where={where} onRetry={box.retry} />
      </div>
      <textarea
        id="note"
        class="field"
        dir="auto"
        placeholder={t('panel.note.placeholder')}
        value={box.text.value}
        onInput={(event) => box.type(event.currentTarget.value)}
        onBlur={onDone}
      />
      <ErasedHint box={box} />
      {team && (
        <label class="small cluster check">
          <input
            type="checkbox"
            checked={audience === 'me'}
            onChange={(event) => box.setAudience(event.currentTarget.checked ? 'me' : 'team')}
          />
          <span>{t('panel.note.only-me')}</span>
        </label>
      )}
    </section>
  )
}
