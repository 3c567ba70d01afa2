import { useEffect, useState } from 'preact/hooks'
import { OUTCOMES } from '../../lib/model/interaction.ts'
import type { PageSelection } from '../../lib/model/selection.ts'
import type { ScratchCopy } from '../../lib/panel/autosave.ts'
import { type ByHandForm, fillByHand, knownAuthor, leftByHand } from '../../lib/panel/by-hand-form.ts'
import type { MetByHand } from '../../lib/panel/ports.ts'
import type { InteractionDraft } from '../../lib/panel/screens.ts'
import type { TakenSelection } from '../../lib/panel/take-selection.ts'
import { type MessageKey, t } from '../shared/i18n.ts'

interface ByHandProps {
  /** The page's address where we may see it: a good start for the permalink. */
  readonly address: string | null
  readonly site: string
  readonly busy: boolean
  /** Selected text of the page that should go into the form; null: none waits. */
  readonly picked: PageSelection | null
  /** Asks the page for its selected text. */
  readonly onTake: () => Promise<TakenSelection>
  /** `picked` is in the form. */
  readonly onTaken: () => void
  /** Keeps what is typed when the form is left before it is logged. */
  readonly scratch: ScratchCopy
  /** False when it could not be logged: what was typed stays. */
  readonly onLog: (met: MetByHand, draft: InteractionDraft) => Promise<boolean>
}

/** Logs a meeting that Earshot could not read: a page it does not know, a talk at a fair. */
export function ByHand({ address, site, busy, scratch, onLog, ...selection }: ByHandProps) {
  const empty: ByHandForm = {
    name: '',
    handle: '',
    text: '',
    permalink: address ?? '',
    learned: '',
    outcome: 'listened',
  }
  const [typed, setTyped] = useState(() => leftByHand(scratch.left) ?? empty)
  const [complaint, setComplaint] = useState<Complaint | null>(null)
  const set = (part: Partial<ByHandForm>) => {
    const next = { ...typed, ...part }
    setTyped(next)
    if (complaint !== null && complaint.field in part) setComplaint(null)
    scratch.keep(JSON.stringify(next))
  }
  // Not kept aside: what was only selected is gone again when the form is left.
  const { source, kept, replace, forget } = useSelection(selection, typed, setTyped, address)

  const submit = async () => {
    const wrong = whatIsWrong(typed)
    setComplaint(wrong)
    // The form is longer than a panel is high: the box may be out of sight.
    if (wrong !== null) return document.getElementById(`by-hand-${wrong.field}`)?.focus()
    const logged = await onLog(metOf(typed, site, source), {
      outcome: typed.outcome,
      learned: typed.learned.trim() || null,
    })
    if (!logged) return
    setTyped(empty)
    forget()
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
      <TakeSelection onTake={selection.onTake} taken={source !== null} kept={kept} onReplace={replace} />
      <Line name="name" value={typed.name} complaint={complaint} required onType={(name) => set({ name })} />
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
      <Line
        name="permalink"
        value={typed.permalink}
        complaint={complaint}
        onType={(permalink) => set({ permalink })}
      />
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
      <button type="submit" class="button primary" disabled={busy}>
        {t('panel.by-hand.log')}
      </button>
    </form>
  )
}

/** Puts what was picked into the form, once, and remembers it as long as the form is open. */
function useSelection(
  { picked, onTaken }: Pick<ByHandProps, 'picked' | 'onTaken'>,
  typed: ByHandForm,
  setTyped: (form: ByHandForm) => void,
  address: string | null,
) {
  const [source, setSource] = useState<PageSelection | null>(null)
  const [kept, setKept] = useState(false)
  useEffect(() => {
    if (picked === null) return
    const filled = fillByHand(typed, picked, { address, earlier: source })
    setTyped(filled.form)
    setSource(picked)
    setKept(filled.kept)
    onTaken()
  }, [picked])
  const replace = () => {
    if (source !== null) setTyped(fillByHand(typed, source, { address, replace: true }).form)
    setKept(false)
  }
  const forget = () => {
    setSource(null)
    setKept(false)
  }
  return { source, kept, replace, forget }
}

interface TakeSelectionProps {
  readonly onTake: () => Promise<TakenSelection>
  readonly taken: boolean
  /** Something typed stood in its place. */
  readonly kept: boolean
  readonly onReplace: () => void
}

function TakeSelection({ onTake, taken, kept, onReplace }: TakeSelectionProps) {
  const [came, setCame] = useState<TakenSelection | null>(null)
  const failed = came === 'nothing' || came === 'unreadable'
  const said = failed ? SAID[came] : kept ? SAID.kept : taken ? SAID.taken : null
  return (
    <div class="stack">
      <button type="button" class="button" onClick={() => void onTake().then(setCame)}>
        {t('panel.by-hand.take')}
      </button>
      <p class="small" role="status">
        {said !== null && t(said)}
      </p>
      {kept && !failed && (
        <button type="button" class="button" onClick={onReplace}>
          {t('panel.by-hand.replace')}
        </button>
      )}
    </div>
  )
}

const SAID = {
  taken: 'panel.by-hand.taken',
  kept: 'panel.by-hand.kept',
  nothing: 'panel.by-hand.nothing-selected',
  unreadable: 'panel.by-hand.cannot-see',
} as const satisfies Record<string, MessageKey>

interface LineProps {
  readonly name: 'name' | 'handle' | 'permalink' | 'learned'
  readonly value: string
  readonly complaint?: Complaint | null
  readonly required?: boolean
  readonly onType: (text: string) => void
}

function Line({ name, value, complaint = null, required = false, onType }: LineProps) {
  const wrong = complaint?.field === name ? complaint.message : null
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
        aria-invalid={wrong !== null}
        aria-describedby={`by-hand-${name}-wrong`}
        maxLength={name === 'learned' ? 2_000 : name === 'permalink' ? 2_048 : 300}
        value={value}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <p id={`by-hand-${name}-wrong`} class="save-line not-saved">
        {wrong !== null && t(wrong)}
      </p>
    </div>
  )
}

/** Why the form is not logged yet, and the box that it is about. */
interface Complaint {
  readonly field: 'name' | 'permalink'
  readonly message: MessageKey
}

function whatIsWrong(typed: ByHandForm): Complaint | null {
  if (typed.name.trim() === '') return { field: 'name', message: 'panel.by-hand.needs-name' }
  const link = typed.permalink.trim()
  if (link === '' || /^https?:\/\//i.test(link)) return null
  return { field: 'permalink', message: 'panel.by-hand.needs-web-address' }
}

function metOf(typed: ByHandForm, site: string, source: PageSelection | null): MetByHand {
  const known = knownAuthor(typed, source)
  return {
    site: known && source ? source.site : site,
    author: { name: typed.name.trim(), handle: typed.handle.trim() || null, ...(known && { known }) },
    text: typed.text.trim(),
    permalink: typed.permalink.trim() || null,
  }
}
