import { useState } from 'preact/hooks'
import type { Topic } from '../../lib/model/playbook.ts'
import type { PlaybookState } from '../../lib/panel/options-playbook.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { EditOrRemove } from './EditOrRemove.tsx'
import { Section } from './fields.tsx'
import { TopicForm } from './TopicForm.tsx'

/** What Earshot listens for. */
export function Topics({ state }: { readonly state: PlaybookState }) {
  /** Null: no form is open. `new`: one for a topic that is not there yet. */
  const [open, setOpen] = useState<string | null>(null)
  const playbook = state.playbook.value
  const editable = state.workspace.value?.kind === 'personal'
  const topics = playbook?.topics ?? []
  const taken = new Set(topics.map(({ id }) => id))
  const save = async (topic: Topic) => {
    if (await state.saveTopic(topic)) setOpen(null)
  }
  return (
    <Section title={t('options.topics.title')} lead={t('options.topics.lead')}>
      {!editable && playbook !== null && (
        <p class="small">{t('options.read-only', { version: playbook.version })}</p>
      )}
      {state.problem.value && <Notice problem={state.problem.value} onDismiss={state.dismiss} />}
      {state.loaded.value && topics.length === 0 && open === null && (
        <EmptyState
          title={t('options.topics.empty')}
          text={editable ? t('options.topics.empty.do') : t('options.topics.empty.team')}
        />
      )}
      <ul class="stack">
        {topics.map((topic) => (
          <li key={topic.id} class="card stack">
            {open === topic.id ? (
              <TopicForm topic={topic} taken={taken} onSave={save} onCancel={() => setOpen(null)} />
            ) : (
              <TopicRow topic={topic} state={state} editable={editable} onEdit={() => setOpen(topic.id)} />
            )}
          </li>
        ))}
      </ul>
      {editable &&
        (open === 'new' ? (
          <div class="card">
            <TopicForm topic={null} taken={taken} onSave={save} onCancel={() => setOpen(null)} />
          </div>
        ) : (
          <button type="button" class="button primary start" onClick={() => setOpen('new')}>
            {t('options.topics.add')}
          </button>
        ))}
    </Section>
  )
}

interface RowProps {
  readonly topic: Topic
  readonly state: PlaybookState
  readonly editable: boolean
  onEdit(): void
}

function TopicRow({ topic, state, editable, onEdit }: RowProps) {
  return (
    <div class="row">
      <div class="grow">
        <h3 dir="auto">{topic.name}</h3>
        <code class="query" dir="ltr">
          {topic.query}
        </code>
        {topic.context !== undefined && (
          <p class="small" dir="auto">
            {topic.context}
          </p>
        )}
      </div>
      {editable && (
        <EditOrRemove name={topic.name} onEdit={onEdit} onRemove={() => void state.removeTopic(topic)} />
      )}
    </div>
  )
}
