import { useState } from 'preact/hooks'
import type { Topic } from '../../lib/model/playbook.ts'
import {
  checkTopic,
  evidenceIn,
  inMode,
  mended,
  type TopicCheck,
  type TopicDraft,
  topicFrom,
} from '../../lib/panel/options-topic.ts'
import { t } from '../shared/i18n.ts'
import { Marked } from '../shared/Marked.tsx'
import { ExampleRuns } from './ExampleRuns.tsx'
import { Choice, Field } from './fields.tsx'
import { QueryNotes } from './QueryNotes.tsx'

interface TopicFormProps {
  /** Null: a new one. */
  readonly topic: Topic | null
  /** Ids that are in use. */
  readonly taken: ReadonlySet<string>
  readonly draft: TopicDraft
  onDraft(draft: TopicDraft): void
  onSave(topic: Topic): Promise<void>
  onCancel(): void
}

/** One topic: what it is called, which words it listens for, and a place to try them. */
export function TopicForm({ topic, taken, draft, onDraft, onSave, onCancel }: TopicFormProps) {
  const [asked, setAsked] = useState(false)
  const check = checkTopic(draft)
  const set = (name: keyof TopicDraft) => (value: string) => onDraft({ ...draft, [name]: value })
  const wrongExamples = check.examples.filter(({ holds }) => !holds).length
  const submit = (event: Event) => {
    event.preventDefault()
    setAsked(true)
    if (check.nameMissing || check.problems.length > 0 || wrongExamples > 0) return
    void onSave(topicFrom(draft, topic, taken))
  }
  return (
    <form class="stack" onSubmit={submit} noValidate aria-label={t('options.topic.form')}>
      <Field
        label={t('options.topic.name')}
        hint={t('options.topic.name.hint')}
        value={draft.name}
        wrong={asked && check.nameMissing ? t('options.topic.name.missing') : null}
        onInput={set('name')}
      />
      <Words draft={draft} check={check} asked={asked} onDraft={onDraft} />
      <TryIt query={check.problems.length === 0 ? check.query : null} asksFields={check.asksFields} />
      <details open={draft.hit !== '' || draft.miss !== '' || draft.context !== ''}>
        <summary>{t('options.topic.more')}</summary>
        <div class="stack">
          {(['hit', 'miss'] as const).map((kind) => (
            <div key={kind}>
              <Field
                label={t(`options.topic.${kind}`)}
                hint={t('options.topic.examples.hint')}
                rows={2}
                value={draft[kind]}
                onInput={set(kind)}
              />
              <ExampleRuns runs={check.examples.filter((run) => run.kind === kind)} />
            </div>
          ))}
          <Field label={t('options.topic.context')} rows={2} value={draft.context} onInput={set('context')} />
        </div>
      </details>
      {asked && wrongExamples > 0 && (
        <p role="alert" class="small wrong">
          {t('options.topic.examples.wrong', { count: wrongExamples })}
        </p>
      )}
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

interface WordsProps {
  readonly draft: TopicDraft
  readonly check: TopicCheck
  readonly asked: boolean
  onDraft(draft: TopicDraft): void
}

function Words({ draft, check, asked, onDraft }: WordsProps) {
  const [stuck, setStuck] = useState(false)
  const set = (name: keyof TopicDraft) => (value: string) => onDraft({ ...draft, [name]: value })
  const choose = (mode: TopicDraft['mode']) => {
    const next = inMode(draft, mode)
    setStuck(next === null)
    if (next !== null) onDraft(next)
  }
  // Nobody wants to be told that a form is empty before they began.
  const problems = check.problems.filter(({ code }) => asked || code !== 'empty')
  return (
    <>
      <Choice
        legend={t('options.topic.mode')}
        name={`mode-${draft.id ?? 'new'}`}
        value={draft.mode}
        choices={[
          { value: 'boxes', label: t('options.topic.mode.boxes') },
          { value: 'query', label: t('options.topic.mode.query') },
        ]}
        onChoose={choose}
      />
      {stuck && (
        <p role="status" class="small">
          {t('options.topic.mode.stuck')}
        </p>
      )}
      {draft.mode === 'boxes' ? (
        <div class="boxes">
          {(['any', 'all', 'none'] as const).map((box) => (
            <Field
              key={box}
              label={t(`options.topic.${box}`)}
              hint={t(`options.topic.${box}.hint`)}
              rows={3}
              value={draft[box]}
              onInput={set(box)}
            />
          ))}
        </div>
      ) : (
        <Field
          label={t('options.topic.query')}
          hint={t('options.topic.query.hint')}
          rows={3}
          mono
          value={draft.query}
          onInput={set('query')}
        />
      )}
      <QueryNotes
        query={check.query}
        problems={problems}
        remarks={check.remarks}
        onMend={(mend) => onDraft(mended(draft, mend))}
      />
    </>
  )
}

/** Paste a post, see whether it would match and by which words. */
function TryIt({ query, asksFields }: { readonly query: string | null; readonly asksFields: boolean }) {
  const [text, setText] = useState('')
  const evidence = query === null || text === '' ? null : evidenceIn(query, text)
  return (
    <div class="sunk stack">
      <Field
        label={t('options.topic.try')}
        hint={asksFields ? t('options.topic.try.fields') : t('options.topic.try.hint')}
        rows={2}
        value={text}
        onInput={setText}
      />
      <div role="status">
        {query !== null && text !== '' && (
          <>
            <p class="small">
              <b>{evidence === null ? t('options.topic.try.miss') : t('options.topic.try.hit')}</b>
            </p>
            {evidence !== null && (
              <p class="tried" dir="auto">
                <Marked text={text} spans={evidence} />
              </p>
            )}
          </>
        )}
      </div>
    </div>
  )
}
