import { useState } from 'preact/hooks'
import type { Problem } from '../../lib/model/problem.ts'
import type { JoinForm, Joining } from '../../lib/panel/options-join.ts'
import type { WorkspacesState } from '../../lib/panel/options-workspaces.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Field } from './fields.tsx'

/** The way into a team: address and code, then what the company will see, then yes or no. */
export function JoinTeam({ state }: { readonly state: WorkspacesState }) {
  const joining = state.joining.value
  if (joining.step === 'notice') return <JoinNotice joining={joining} state={state} />
  if (joining.step === 'joined')
    return (
      <div class="card stack" role="status">
        <p>
          <b>{t('options.join.done', { name: joining.name })}</b>
        </p>
        <p class="small">{t('options.join.done.next')}</p>
        <button type="button" class="button start" onClick={() => void state.cancelJoin()}>
          {t('options.join.another')}
        </button>
      </div>
    )
  return <JoinBoxes joining={joining} state={state} />
}

function JoinBoxes({ joining, state }: { readonly joining: Joining; readonly state: WorkspacesState }) {
  const [form, setForm] = useState<JoinForm>({ server: '', code: '', name: '' })
  const asking = joining.step === 'asking'
  const field = joining.step === 'form' ? joining.field : null
  const problem = joining.step === 'form' && field === null ? joining.problem : null
  const set = (name: keyof JoinForm) => (value: string) => setForm({ ...form, [name]: value })
  const wrong = (name: keyof JoinForm) => (field === name ? t(`options.join.${name}.wrong`) : null)
  return (
    <form
      class="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // No await before this: the browser asks for the permission only inside the gesture.
        void state.join(form)
      }}
    >
      <h3>{t('options.join.title')}</h3>
      <p class="small">{t('options.join.lead')}</p>
      <Field
        label={t('options.join.server')}
        hint={t('options.join.server.hint')}
        type="url"
        value={form.server}
        wrong={wrong('server')}
        onInput={set('server')}
      />
      <Field
        label={t('options.join.code')}
        hint={t('options.join.code.hint')}
        value={form.code}
        wrong={wrong('code')}
        mono
        onInput={set('code')}
      />
      <Field
        label={t('options.join.name')}
        hint={t('options.join.name.hint')}
        value={form.name}
        wrong={wrong('name')}
        autoComplete="name"
        onInput={set('name')}
      />
      {problem && <JoinProblem problem={problem} />}
      <button type="submit" class="button primary start" disabled={asking}>
        {asking ? t('options.join.asking') : t('options.join.button')}
      </button>
    </form>
  )
}

/** A refused code has words of its own: the general ones speak of a device that was let in before. */
function JoinProblem({ problem }: { readonly problem: Problem }) {
  if (problem.code === 'not-authorised')
    return (
      <Notice
        problem={problem}
        what={t('options.join.refused.what')}
        kept={t('options.join.refused.kept')}
        next={t('options.join.refused.do')}
      />
    )
  return (
    <Notice
      problem={problem}
      kept={problem.code === 'not-permitted' ? t('options.join.not-permitted') : t('options.join.failed')}
    />
  )
}

interface NoticeProps {
  readonly joining: Extract<Joining, { step: 'notice' }>
  readonly state: WorkspacesState
}

function JoinNotice({ joining, state }: NoticeProps) {
  const { workspace, member, monitoringNotice } = joining.answer
  return (
    <div class="card stack" role="alertdialog" aria-label={t('options.join.notice.title')}>
      <h3>{t('options.join.notice.title')}</h3>
      <p>{t('options.join.notice.who', { workspace: workspace.name, member: member.name })}</p>
      <blockquote class="quote" dir="auto">
        {monitoringNotice ?? t('options.join.notice.none')}
      </blockquote>
      <p class="small">{t('options.join.notice.what')}</p>
      {joining.already && (
        <p role="note">
          {t('options.join.already', { workspace: workspace.name, member: joining.already.name })}
        </p>
      )}
      <div class="cluster">
        <button type="button" class="button primary" onClick={() => void state.confirm()}>
          {joining.already ? t('options.join.again') : t('options.join.confirm')}
        </button>
        <button type="button" class="button plain" onClick={() => void state.cancelJoin()}>
          {t('options.join.cancel')}
        </button>
      </div>
    </div>
  )
}
