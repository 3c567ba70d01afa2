import type { Topic } from '../../lib/model/playbook.ts'
import type { PlaybookState } from '../../lib/panel/options-playbook.ts'
import { draftOf } from '../../lib/panel/options-topic.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { EditOrRemove } from './EditOrRemove.tsx'
import { Section } from './fields.tsx'
import { TopicForm } from './TopicForm.tsx'

/** What Earshot listens for. */
export function Topics({ state }: { readonly state: PlaybookState }) {
  const { form: open, change, close } = state.topicForm
  const playbook = state.playbook.value
  const editable = state.workspace.value?.kind === 'personal'
  const topics = playbook?.topics ?? []
  const taken = new Set(topics.map(({ id }) => id))
  const begin = (topic: Topic | null) => state.topicForm.open(topic?.id ?? null, draftOf(topic))
  const edited = topics.find(({ id }) => id === open.value?.id) ?? null
  const save = async (topic: Topic) => {
    if (await state.saveTopic(topic)) close()
  }
  const form = open.value !== null && editable && state.loaded.value && (
    <TopicForm
      topic={edited}
      taken={taken}
      draft={open.value.draft}
      onDraft={change}
      onSave={save}
      onCancel={close}
    />
  )
  return (
    <Section title={t('options.topics.title')} lead={t('options.topics.lead')}>
      {!editable && playbook !== null && (
        <p class="small">{t('options.read-only', { version: playbook.version })}</p>
      )}
      {state.problem.value && <Notice problem={state.problem.value} onDismiss={state.dismiss} />}
      {state.loaded.value && topics.length === 0 && !form && (
        <EmptyState
          title={t('options.topics.empty')}
          text={editable ? t('options.topics.empty.do') : t('options.topics.empty.team')}
        />
      )}
      <ul class="stack">
        {topics.map((topic) => (
          <li key={topic.id} class="card stack">
            {form && topic === edited ? (
              form
            ) : (
              <TopicRow topic={topic} state={state} editable={editable} onEdit={() => begin(topic)} />
            )}
          </li>
        ))}
      </ul>
      {/* Also what was begun for a topic that has since been removed: what was typed is not lost. */}
      {form && edited === null && <div class="card">{form}</div>}
      {editable && !(form && edited === null) && (
        <button type="button" class="button primary start" onClick={() => begin(null)}>
          {t('options.topics.add')}
        </button>
      )}
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
      <div class="grow topic">
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
