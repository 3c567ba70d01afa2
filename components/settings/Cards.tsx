import type { GuidanceCard } from '../../lib/model/playbook.ts'
import { cardDraftOf } from '../../lib/panel/options-card.ts'
import type { PlaybookState } from '../../lib/panel/options-playbook.ts'
import { Chip, NeedChip } from '../shared/Chip.tsx'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { CardForm } from './CardForm.tsx'
import { EditOrRemove } from './EditOrRemove.tsx'
import { Section } from './fields.tsx'

/** What to do about a topic and a need: the guidance shown beside a post. */
export function Cards({ state }: { readonly state: PlaybookState }) {
  const { form: open, change, close } = state.cardForm
  const playbook = state.playbook.value
  const editable = state.workspace.value?.kind === 'personal'
  const cards = playbook?.cards ?? []
  const noTopics = (playbook?.topics.length ?? 0) === 0
  const begin = (card: GuidanceCard | null) =>
    playbook && state.cardForm.open(card?.id ?? null, cardDraftOf(card, playbook))
  const edited = cards.find(({ id }) => id === open.value?.id) ?? null
  const form = open.value !== null && editable && state.loaded.value && playbook && (
    <CardForm
      card={edited}
      playbook={playbook}
      draft={open.value.draft}
      onDraft={change}
      onSave={async (next, routes) => {
        if (await state.saveCard(next, routes)) close()
      }}
      onCancel={close}
    />
  )
  return (
    <Section title={t('options.cards.title')} lead={t('options.cards.lead')}>
      {!editable && playbook !== null && (
        <p class="small">{t('options.read-only', { version: playbook.version })}</p>
      )}
      {state.problem.value && <Notice problem={state.problem.value} onDismiss={state.dismiss} />}
      {state.loaded.value && cards.length === 0 && !form && (
        <EmptyState
          title={t('options.cards.empty')}
          text={noTopics ? t('options.cards.empty.topics') : t('options.cards.empty.do')}
        />
      )}
      <ul class="stack">
        {cards.map((card) => (
          <li key={card.id} class="card stack">
            {form && card === edited ? (
              form
            ) : (
              <CardRow card={card} state={state} editable={editable} onEdit={() => begin(card)} />
            )}
          </li>
        ))}
      </ul>
      {form && edited === null && <div class="card">{form}</div>}
      {editable && !(form && edited === null) && (
        <button type="button" class="button primary start" disabled={noTopics} onClick={() => begin(null)}>
          {t('options.cards.add')}
        </button>
      )}
    </Section>
  )
}

interface RowProps {
  readonly card: GuidanceCard
  readonly state: PlaybookState
  readonly editable: boolean
  onEdit(): void
}

function CardRow({ card, state, editable, onEdit }: RowProps) {
  const topics = state.playbook.value?.topics ?? []
  return (
    <div class="row">
      <div class="grow stack">
        <h3 dir="auto">{card.title}</h3>
        <div class="chips">
          {card.needs.length === 0 && <Chip>{t('options.card.any-need')}</Chip>}
          {card.needs.map((need) => (
            <NeedChip key={need} need={need} />
          ))}
        </div>
        <p class="small" dir="auto">
          {card.topics.map((id) => topics.find((topic) => topic.id === id)?.name ?? id).join(' · ')}
        </p>
        <p dir="auto">{card.listenFor[0]}</p>
      </div>
      {editable && (
        <EditOrRemove name={card.title} onEdit={onEdit} onRemove={() => void state.removeCard(card)} />
      )}
    </div>
  )
}
