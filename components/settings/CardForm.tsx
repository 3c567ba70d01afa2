import { useState } from 'preact/hooks'
import { type GuidanceCard, NEEDS, type Playbook } from '../../lib/model/playbook.ts'
import {
  brokenRoutes,
  CARD_LINES,
  type CardDraft,
  cardFrom,
  missingIn,
  type RouteLine,
} from '../../lib/panel/options-card.ts'
import { t } from '../shared/i18n.ts'
import { Field, Many } from './fields.tsx'

interface CardFormProps {
  /** Null: a new one. */
  readonly card: GuidanceCard | null
  readonly playbook: Playbook
  readonly draft: CardDraft
  onDraft(draft: CardDraft): void
  onSave(card: GuidanceCard, routes: readonly RouteLine[]): Promise<void>
  onCancel(): void
}

/** One guidance card. It begins with what to listen for. */
export function CardForm({ card, playbook, draft, onDraft, onSave, onCancel }: CardFormProps) {
  const [asked, setAsked] = useState(false)
  const missing = asked ? missingIn(draft) : []
  const broken = brokenRoutes(draft)
  const set = (name: keyof CardDraft) => (value: string) => onDraft({ ...draft, [name]: value })
  const submit = (event: Event) => {
    event.preventDefault()
    setAsked(true)
    if (missingIn(draft).length > 0 || broken.length > 0) return
    const made = cardFrom(draft, card, new Set(playbook.cards.map(({ id }) => id)))
    void onSave(made.card, made.routes)
  }
  return (
    <form class="stack" onSubmit={submit} noValidate aria-label={t('options.card.form')}>
      <Field
        label={t('options.card.title')}
        value={draft.title}
        wrong={missing.includes('title') ? t('options.card.title.missing') : null}
        onInput={set('title')}
      />
      <Many
        legend={t('options.card.topics')}
        wrong={missing.includes('topics') ? t('options.card.topics.missing') : null}
        chosen={draft.topics}
        choices={playbook.topics.map(({ id, name }) => ({ value: id, label: name }))}
        onChoose={(topics) => onDraft({ ...draft, topics })}
      />
      <Many
        legend={t('options.card.needs')}
        hint={t('options.card.needs.hint')}
        chosen={draft.needs}
        choices={NEEDS.map((need) => ({ value: need, label: t(`shared.need.${need}`) }))}
        onChoose={(needs) => onDraft({ ...draft, needs })}
      />
      <Field
        label={t('options.card.listenFor')}
        hint={t('options.card.lines')}
        rows={3}
        value={draft.listenFor}
        wrong={missing.includes('listenFor') ? t('options.card.listenFor.missing') : null}
        onInput={set('listenFor')}
      />
      {CARD_LINES.map((name) => (
        <Field
          key={name}
          label={t(`options.card.${name}`)}
          rows={2}
          value={draft[name]}
          onInput={set(name)}
        />
      ))}
      <Field
        label={t('options.card.disclose')}
        hint={t('options.card.disclose.hint')}
        rows={2}
        value={draft.disclose}
        onInput={set('disclose')}
      />
      <Field
        label={t('options.card.routes')}
        hint={t('options.card.routes.hint')}
        rows={2}
        value={draft.routes}
        wrong={broken.length > 0 ? t('options.card.routes.wrong', { line: broken[0] ?? '' }) : null}
        onInput={set('routes')}
      />
      <div class="cluster">
        <button type="submit" class="button primary">
          {t('options.save')}
        </button>
        <button type="button" class="button plain" onClick={onCancel}>
          {t('options.cancel')}
        </button>
      </div>
    </form>
  )
}
