import { useRef, useState } from 'preact/hooks'
import { brandTopic, namesIn } from '../../lib/panel/first-topic.ts'
import type { OptionsState } from '../../lib/panel/options-state.ts'
import { Choice, Field } from '../settings/fields.tsx'
import { JoinTeam } from '../settings/JoinTeam.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'

interface WelcomeProps {
  readonly state: OptionsState
  onPractice(): void
  onOptions(): void
}

/** The first two minutes: who, what, where, and a place to try it. Every step can be skipped. */
export function Welcome({ state, onPractice, onOptions }: WelcomeProps) {
  const [who, setWho] = useState<'me' | 'team'>('me')
  const current = state.workspaces.current.value
  const team = current?.kind === 'team'
  const began = useRef(current?.kind)
  began.current ??= current?.kind
  return (
    <main class="welcome">
      <header class="stack">
        <h1>{t('welcome.title')}</h1>
        <p class="lead">{t('welcome.lead')}</p>
      </header>
      <ol class="steps">
        <li>
          <h2 class="section-title">{t('welcome.step.who')}</h2>
          {team && began.current === 'team' ? (
            <p>{t('options.join.done', { name: current.name })}</p>
          ) : (
            <Who who={team ? 'team' : who} onChoose={setWho} state={state} />
          )}
        </li>
        <li>
          <h2 class="section-title">{t('welcome.step.topic')}</h2>
          {team ? <p>{t('welcome.team.topics', { name: current.name })}</p> : <FirstTopic state={state} />}
        </li>
        <li>
          <h2 class="section-title">{t('welcome.step.sites')}</h2>
          <p class="lead">{t('welcome.sites.text')}</p>
          <FirstSites state={state} />
        </li>
        <li>
          <h2 class="section-title">{t('welcome.step.try')}</h2>
          <p class="lead">{t('welcome.try.text')}</p>
          <div class="cluster">
            <button type="button" class="button primary" onClick={onPractice}>
              {t('welcome.try.open')}
            </button>
            <button type="button" class="button plain" onClick={onOptions}>
              {t('welcome.more')}
            </button>
          </div>
        </li>
      </ol>
    </main>
  )
}

interface WhoProps extends Pick<WelcomeProps, 'state'> {
  readonly who: 'me' | 'team'
  onChoose(who: 'me' | 'team'): void
}

function Who({ who, onChoose, state }: WhoProps) {
  return (
    <>
      <Choice<'me' | 'team'>
        legend={t('welcome.step.who')}
        quiet
        name="who"
        value={who}
        choices={[
          { value: 'me', label: t('welcome.who.me'), note: t('welcome.who.me.text') },
          { value: 'team', label: t('welcome.who.team'), note: t('welcome.who.team.text') },
        ]}
        onChoose={onChoose}
      />
      {who === 'team' && <JoinTeam state={state.workspaces} />}
    </>
  )
}

function FirstTopic({ state }: { readonly state: OptionsState }) {
  const [draft, setDraft] = useState({ names: '', none: '' })
  const [saved, setSaved] = useState(false)
  const [wrong, setWrong] = useState(false)
  const save = async (names: string, none: string) => {
    const topic = brandTopic(names, none, state.playbook.playbook.value)
    setWrong(topic === null)
    if (topic === null) return
    setDraft({ names, none })
    setSaved(await state.playbook.saveTopic(topic))
  }
  if (saved)
    return (
      <div class="cluster" role="status">
        <span>{t('welcome.topic.saved', { name: namesIn(draft.names)[0] ?? '' })}</span>
        <button type="button" class="button plain" onClick={() => setSaved(false)}>
          {t('welcome.topic.again')}
        </button>
      </div>
    )
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save(draft.names, draft.none)
      }}
    >
      <Field
        label={t('welcome.topic.name')}
        hint={t('welcome.topic.name.hint')}
        value={draft.names}
        wrong={wrong ? t('welcome.topic.name.wrong') : null}
        onInput={(names) => setDraft({ ...draft, names })}
      />
      <Field
        label={t('welcome.topic.none')}
        hint={t('welcome.topic.none.hint')}
        value={draft.none}
        onInput={(none) => setDraft({ ...draft, none })}
      />
      {state.playbook.problem.value && <Notice problem={state.playbook.problem.value} />}
      <div class="cluster">
        <button type="submit" class="button primary">
          {t('welcome.topic.save')}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => void save('Quillon, Q2 Travel', 'sword, swords, hilt, hilts')}
        >
          {t('welcome.topic.sample')}
        </button>
      </div>
    </form>
  )
}

function FirstSites({ state }: { readonly state: OptionsState }) {
  return (
    <ul class="cluster">
      {state.sites.known.value.map((site) => (
        <li key={site.id}>
          <button
            type="button"
            class="button"
            role="switch"
            aria-checked={site.allowed}
            aria-label={t('options.sites.switch', { name: site.name })}
            onClick={() => void (site.allowed ? state.sites.revoke(site) : state.sites.allow(site))}
          >
            {site.name}
            {site.allowed && `: ${t('options.sites.allowed')}`}
          </button>
        </li>
      ))}
    </ul>
  )
}
