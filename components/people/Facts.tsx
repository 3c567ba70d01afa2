import { useState } from 'preact/hooks'
import { FACT_KINDS } from '../../lib/model/contact.ts'
import type { PersonActions } from '../../lib/panel/edit-person.ts'
import type { NewFact } from '../../lib/panel/ports.ts'
import type { FactView } from '../../lib/panel/screens.ts'
import { DOT } from '../shared/dot.ts'
import { formatDay, formatRelative, t } from '../shared/i18n.ts'

interface FactsProps {
  readonly contactId: string
  readonly facts: readonly FactView[]
  readonly team: boolean
  readonly now: number
  readonly edit: Pick<PersonActions, 'addFact' | 'confirmFact' | 'retractFact'>
}

/** What we know of a person: who said so, when, from where, and until when it is taken to hold. */
export function Facts({ contactId, facts, team, now, edit }: FactsProps) {
  return (
    <section class="stack" aria-labelledby="facts-title">
      <h2 id="facts-title">{t('panel.facts.title')}</h2>
      {facts.length > 0 && (
        <ul class="rows">
          {facts.map((one) => (
            <Fact key={one.fact.id} view={one} now={now} edit={edit} />
          ))}
        </ul>
      )}
      <AddFact team={team} onAdd={(fact) => edit.addFact(contactId, fact)} />
    </section>
  )
}

function Fact({ view, now, edit }: { readonly view: FactView } & Pick<FactsProps, 'now' | 'edit'>) {
  const { fact, by, confirmedBy, expired } = view
  return (
    <li class={expired ? 'fact expired' : 'fact'}>
      <p dir="auto">
        <b>{t(`panel.fact.${fact.kind}`)}</b> {fact.text}
      </p>
      <p class="small">
        {[
          t('panel.facts.by', {
            who: by.me ? t('panel.you') : by.name,
            when: formatRelative(fact.at, now),
          }),
          confirmedBy !== null &&
            t('panel.facts.confirmed', {
              who: confirmedBy.by.me ? t('panel.you') : confirmedBy.by.name,
              when: formatRelative(confirmedBy.at, now),
            }),
          fact.expires !== null &&
            t(expired ? 'panel.facts.expired' : 'panel.facts.until', { day: formatDay(fact.expires, now) }),
          fact.audience === 'me' && t('panel.timeline.only-me'),
        ]
          .filter((part) => part !== false)
          .join(DOT)}
        {fact.source !== null && (
          <>
            {DOT}
            <a href={fact.source} target="_blank" rel="noopener noreferrer">
              {t('panel.facts.source')}
            </a>
          </>
        )}
      </p>
      <div class="cluster">
        {fact.expires !== null && (
          <button type="button" class="button plain" onClick={() => void edit.confirmFact(view)}>
            {t('panel.facts.confirm')}
          </button>
        )}
        <button
          type="button"
          class="button plain"
          onClick={(event) => {
            event.currentTarget.closest('section')?.querySelector('summary')?.focus()
            void edit.retractFact(view)
          }}
        >
          {t('panel.facts.retract')}
        </button>
      </div>
    </li>
  )
}

const EMPTY = { kind: 'interest', text: '', source: '', expires: '', only: false } as const

interface Typed {
  readonly kind: NewFact['kind']
  readonly text: string
  readonly source: string
  readonly expires: string
  readonly only: boolean
}

function AddFact({
  team,
  onAdd,
}: {
  readonly team: boolean
  readonly onAdd: (fact: NewFact) => Promise<boolean>
}) {
  const [typed, setTyped] = useState<Typed>(EMPTY)
  const set = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  const source = typed.source.trim()
  const wrong = source !== '' && !/^https?:\/\/\S+$/i.test(source)
  return (
    <details class="why">
      <summary>{t('panel.facts.add')}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.text.trim() === '' || wrong) return
          void onAdd({
            kind: typed.kind,
            text: typed.text.trim(),
            source: source === '' ? null : source,
            expires: typed.expires === '' ? null : typed.expires,
            audience: typed.only ? 'me' : 'team',
          }).then((added) => added && setTyped(EMPTY))
        }}
      >
        <p class="small">{t('panel.facts.hint')}</p>
        <div>
          <label class="label" for="fact-kind">
            {t('panel.facts.kind')}
          </label>
          <select
            id="fact-kind"
            class="field"
            value={typed.kind}
            onChange={(event) =>
              set({ kind: FACT_KINDS.find((kind) => kind === event.currentTarget.value) ?? 'other' })
            }
          >
            {FACT_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`panel.fact.${kind}`)}
              </option>
            ))}
          </select>
        </div>
        <FactLine name="text" value={typed.text} maxLength={2_000} onType={(text) => set({ text })} />
        <FactLine
          name="source"
          value={typed.source}
          wrong={wrong}
          onType={(value) => set({ source: value })}
        />
        <FactLine name="expires" type="date" value={typed.expires} onType={(expires) => set({ expires })} />
        {team && (
          <label class="small cluster check">
            <input
              type="checkbox"
              checked={typed.only}
              onChange={(event) => set({ only: event.currentTarget.checked })}
            />
            <span>{t('panel.note.only-me')}</span>
          </label>
        )}
        <button type="submit" class="button start" disabled={typed.text.trim() === '' || wrong}>
          {t('panel.facts.save')}
        </button>
      </form>
    </details>
  )
}

interface FactLineProps {
  readonly name: 'text' | 'source' | 'expires'
  readonly value: string
  readonly type?: 'text' | 'date'
  readonly maxLength?: number
  readonly wrong?: boolean
  readonly onType: (text: string) => void
}

function FactLine({ name, value, type = 'text', maxLength = 2_048, wrong = false, onType }: FactLineProps) {
  const id = `fact-${name}`
  return (
    <div>
      <label class="label" for={id}>
        {t(`panel.facts.${name}-label`)}
      </label>
      <input
        id={id}
        class="field"
        type={type as 'text'}
        dir={name === 'source' ? 'ltr' : 'auto'}
        maxLength={maxLength}
        autoComplete="off"
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        value={value}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {wrong && (
        <p id={`${id}-wrong`} class="small not-saved">
          {t('panel.facts.source-wrong')}
        </p>
      )}
    </div>
  )
}
