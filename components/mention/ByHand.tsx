import { useState } from 'preact/hooks'
import { OUTCOMES } from '../../lib/model/interaction.ts'
import type { ScratchCopy } from '../../lib/panel/autosave.ts'
import { type ByHandForm, leftByHand } from '../../lib/panel/by-hand-form.ts'
import type { MetByHand } from '../../lib/panel/ports.ts'
import type { InteractionDraft } from '../../lib/panel/screens.ts'
import { type MessageKey, t } from '../shared/i18n.ts'

interface ByHandProps {
  /** The page's address where we may see it: a good start for the permalink. */
  readonly address: string | null
  readonly site: string
  readonly busy: boolean
  /** Keeps what is typed when the form is left before it is logged. */
  readonly scratch: ScratchCopy
  /** False when it could not be logged: what was typed stays. */
  readonly onLog: (met: MetByHand, draft: InteractionDraft) => Promise<boolean>
}

/** Logs a meeting that Earshot could not read: a page it does not know, a talk at a fair. */
export function ByHand({ address, site, busy, scratch, onLog }: ByHandProps) {
  const empty: ByHandForm = {
    name: '',
    handle: '',
    text: '',
    permalink: address ?? '',
    learned: '',
    outcome: 'listened',
  }
  const [typed, setTyped] = useState(() => leftByHand(scratch.left) ?? empty)
  const [complaint, setComplaint] = useState<MessageKey | null>(null)
  const set = (part: Partial<ByHandForm>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    scratch.keep(JSON.stringify(next))
  }

  const submit = async () => {
    const wrong = whatIsWrong(typed)
    setComplaint(wrong)
    if (wrong !== null) return
    const logged = await onLog(metOf(typed, site), {
      outcome: typed.outcome,
      learned: typed.learned.trim() || null,
    })
    if (!logged) return
    setTyped(empty)
    scratch.clear()
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p class="small">{t('panel.by-hand.intro')}</p>
      <Line name="name" value={typed.name} required onType={(name) => set({ name })} />
      <Line name="handle" value={typed.handle} onType={(handle) => set({ handle })} />
      <div>
        <label class="label" for="by-hand-text">
          {t('panel.by-hand.text')}
        </label>
        <textarea
          id="by-hand-text"
          class="field"
          dir="auto"
          value={typed.text}
          onInput={(event) => set({ text: event.currentTarget.value })}
        />
      </div>
      <Line name="permalink" value={typed.permalink} onType={(permalink) => set({ permalink })} />
      <Line name="learned" value={typed.learned} onType={(learned) => set({ learned })} />
      <div>
        <label class="label" for="by-hand-outcome">
          {t('panel.by-hand.outcome')}
        </label>
        <select
          id="by-hand-outcome"
          class="field"
          value={typed.outcome}
          onChange={(event) =>
            set({ outcome: OUTCOMES.find((o) => o === event.currentTarget.value) ?? 'listened' })
          }
        >
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {t(`shared.outcome.${outcome}`)}
            </option>
          ))}
        </select>
      </div>
      {complaint !== null && (
        <p class="save-line not-saved" role="alert">
          {t(complaint)}
        </p>
      )}
      <button type="submit" class="button primary" disabled={busy}>
        {t('panel.by-hand.log')}
      </button>
    </form>
  )
}

interface LineProps {
  readonly name: 'name' | 'handle' | 'permalink' | 'learned'
  readonly value: string
  readonly required?: boolean
  readonly onType: (text: string) => void
}

function Line({ name, value, required = false, onType }: LineProps) {
  return (
    <div>
      <label class="label" for={`by-hand-${name}`}>
        {t(`panel.by-hand.${name}`)}
      </label>
      <input
        id={`by-hand-${name}`}
        class="field"
        dir="auto"
        required={required}
        maxLength={name === 'learned' ? 2_000 : name === 'permalink' ? 2_048 : 300}
        value={value}
        onInput={(event) => onType(event.currentTarget.value)}
      />
    </div>
  )
}

function whatIsWrong(typed: ByHandForm): MessageKey | null {
  if (typed.name.trim() === '') return 'panel.by-hand.needs-name'
  const link = typed.permalink.trim()
  return link !== '' && !/^https?:\/\//i.test(link) ? 'panel.by-hand.needs-web-address' : null
}

function metOf(typed: ByHandForm, site: string): MetByHand {
  return {
    site,
    author: { name: typed.name.trim(), handle: typed.handle.trim() || null },
    text: typed.text.trim(),
    permalink: typed.permalink.trim() || null,
  }
}
