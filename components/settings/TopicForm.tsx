import { useState } from 'preact/hooks'
import type { Topic } from '../../lib/model/playbook.ts'
import {
  checkTopic,
  inMode,
  mended,
  type TopicCheck,
  type TopicDraft,
  topicFrom,
  withSuggestion,
} from '../../lib/panel/options-topic.ts'
import { t } from '../shared/i18n.ts'
import { ExampleRuns } from './ExampleRuns.tsx'
import { Choice, Field } from './fields.tsx'
import { QueryNotes } from './QueryNotes.tsx'
import { Signs } from './Signs.tsx'
import { Suggestions } from './Suggestions.tsx'
import { TryIt } from './TryIt.tsx'

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

/** What is typed as it is. */
type TextField = Exclude<keyof TopicDraft, 'id' | 'mode' | 'signs'>

/** One topic: what it is called, which words it listens for, and a place to try them. */
export function TopicForm({ topic, taken, draft, onDraft, onSave, onCancel }: TopicFormProps) {
  const [asked, setAsked] = useState(false)
  const [sentToSigns, setSentToSigns] = useState(0)
  const check = checkTopic(draft)
  const set = (name: TextField) => (value: string) => onDraft({ ...draft, [name]: value })
  const wrongExamples = check.examples.filter(({ holds }) => !holds).length
  const submit = (event: Event) => {
    event.preventDefault()
    setAsked(true)
    if (check.nameMissing || check.problems.length > 0 || check.signs.wrong.size > 0 || wrongExamples > 0)
      return
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
      <Words
        draft={draft}
        check={check}
        asked={asked}
        onDraft={onDraft}
        onWeigh={() => {
          onDraft({ ...draft, signs: { ...draft.signs, on: true } })
          setSentToSigns((times) => times + 1)
        }}
      />
      <Signs
        signs={draft.signs}
        check={check.signs}
        asked={sentToSigns}
        onSigns={(signs) => onDraft({ ...draft, signs })}
      />
      <TryIt check={check} />
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
  /** Lets signs decide for the name. */
  onWeigh(): void
}

function Words({ draft, check, asked, onDraft, onWeigh }: WordsProps) {
  const [stuck, setStuck] = useState(false)
  const set = (name: TextField) => (value: string) => onDraft({ ...draft, [name]: value })
  const choose = (mode: TopicDraft['mode']) => {
    const next = inMode(draft, mode)
    setStuck(next === null)
    if (next !== null) onDraft(next)
  }
  // Nobody wants to be told that a form is empty before they began.
  const problems = check.problems.filter(({ code }) => asked || code !== 'empty')
  // A name made of a whole line, commas and all, is nobody's.
  const isLineUnread = check.remarks.some(({ code }) => code === 'box-list' || code === 'box-query')
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
        onWeigh={draft.signs.on ? null : onWeigh}
      />
      {check.problems.length === 0 && !check.nameMissing && !isLineUnread && (
        <Suggestions
          name={draft.name}
          query={check.query}
          weighs={draft.signs.on}
          onAccept={(suggestion) => onDraft(withSuggestion(draft, suggestion))}
        />
      )}
    </>
  )
}
