import { useEffect, useRef } from 'preact/hooks'
import type { SavedReply } from '../../lib/model/playbook.ts'
import type { DraftBox as DraftText } from '../../lib/panel/draft-box.ts'
import type { Placed } from '../../lib/panel/place-draft.ts'
import { t } from '../shared/i18n.ts'
import { SaveLine } from '../shared/SaveLine.tsx'
import { blanksIn } from './blanks.ts'
import { PlacedLine } from './PlacedLine.tsx'

interface DraftBoxProps {
  readonly box: DraftText
  /** What the store is known to hold. */
  readonly stored: string
  readonly replies: readonly SavedReply[]
  /** Where the draft went when it was last to go into the site's reply box. */
  readonly placed: Placed | null
  readonly onInsert: (text: string) => void
  readonly onCopy: (text: string) => void
}

/** A reply being written, kept per permalink. Earshot never posts: it puts the text into the site's box, the person sends it there. */
export function DraftBox({ box, stored, replies, placed, onInsert, onCopy }: DraftBoxProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const text = box.text.value
  useEffect(() => box.follow(stored), [box, stored])
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
        {box.elsewhere.value === null && (
          <SaveLine box="draft" state={box.state.value} where={t('panel.draft.kept')} onRetry={box.retry} />
        )}
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
      <Elsewhere box={box} onSettled={() => area.current?.focus()} />
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
        <div class="cluster draft-doors">
          <button
            type="button"
            class="button"
            data-key="copy"
            aria-keyshortcuts="c"
            disabled={text.trim() === ''}
            onClick={() => onCopy(text)}
          >
            {t('panel.draft.copy')}
          </button>
          <button
            type="button"
            class="button primary"
            data-key="insert"
            aria-keyshortcuts="i"
            disabled={text.trim() === ''}
            onClick={() => onInsert(text)}
          >
            {t('panel.draft.put-in')}
          </button>
        </div>
      </div>
      <PlacedLine placed={placed?.text === text ? placed : null} />
    </section>
  )
}

/** Two windows hold two texts of one reply. Which one goes on is for the person to say. */
function Elsewhere({ box, onSettled }: { readonly box: DraftText; readonly onSettled: () => void }) {
  const theirs = box.elsewhere.value
  if (theirs === null) return null
  return (
    <div class="card stack" role="alert">
      <p>{t('panel.draft.elsewhere')}</p>
      <p class="elsewhere" dir="auto">
        {theirs}
      </p>
      <div class="cluster">
        <button
          type="button"
          class="button"
          onClick={() => {
            onSettled()
            box.keepBoth()
          }}
        >
          {t('panel.draft.keep-both')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            onSettled()
            box.useElsewhere()
          }}
        >
          {t('panel.draft.use-elsewhere')}
        </button>
      </div>
    </div>
  )
}

/** A saved reply never replaces what was written: it follows it. */
function withReply(text: string, reply: string): string {
  return text.trim() === '' ? reply : `${text.trimEnd()}\n\n${reply}`
}
