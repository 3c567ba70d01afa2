import { useRef } from 'preact/hooks'
import type { SavedReply } from '../../lib/model/playbook.ts'
import type { TextBox } from '../../lib/panel/autosave.ts'
import { t } from '../shared/i18n.ts'
import { SaveLine } from '../shared/SaveLine.tsx'
import { blanksIn } from './blanks.ts'

interface DraftBoxProps {
  readonly box: TextBox
  readonly replies: readonly SavedReply[]
  readonly onCopy: (text: string) => void
}

/** A reply being written, kept per permalink. Earshot never posts: the text is copied, the person sends it on the site. */
export function DraftBox({ box, replies, onCopy }: DraftBoxProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const text = box.text.value
  const blanks = blanksIn(text)
  const showBlank = (start: number, end: number) => {
    area.current?.focus()
    area.current?.setSelectionRange(start, end)
  }
  return (
    <section class="stack" aria-labelledby="draft-label">
      <div class="row">
        <label class="label" id="draft-label" for="draft">
          {t('panel.draft.label')}
        </label>
        <SaveLine box="draft" state={box.state.value} where={t('panel.draft.kept')} onRetry={box.retry} />
      </div>
      <textarea
        id="draft"
        ref={area}
        class="field"
        dir="auto"
        placeholder={t('panel.draft.placeholder')}
        value={text}
        onInput={(event) => box.type(event.currentTarget.value)}
      />
      {blanks.length > 0 && (
        <div class="blanks" role="status">
          <span class="small">{t('panel.draft.blanks', { count: blanks.length })}</span>
          <span class="chips">
            {blanks.map(({ start, end, name }) => (
              <button
                key={start}
                type="button"
                class="button blank"
                aria-label={t('panel.draft.fill', { name })}
                onClick={() => showBlank(start, end)}
              >
                <mark>{name}</mark>
              </button>
            ))}
          </span>
        </div>
      )}
      <div class="row">
        {replies.length > 0 ? (
          <label class="saved-replies">
            <span class="visually-hidden">{t('panel.draft.replies')}</span>
            <select
              class="field"
              value=""
              onChange={(event) => {
                const reply = replies.find(({ id }) => id === event.currentTarget.value)
                event.currentTarget.value = ''
                if (reply) box.type(withReply(text, reply.text))
              }}
            >
              <option value="">{t('panel.draft.insert')}</option>
              {replies.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <span />
        )}
        <button
          type="button"
          class="button primary"
          data-key="copy"
          disabled={text.trim() === ''}
          onClick={() => onCopy(text)}
        >
          {t('panel.draft.copy')}
        </button>
      </div>
    </section>
  )
}

/** A saved reply never replaces what was written: it follows it. */
function withReply(text: string, reply: string): string {
  return text.trim() === '' ? reply : `${text.trimEnd()}\n\n${reply}`
}
