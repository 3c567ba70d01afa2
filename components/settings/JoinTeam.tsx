import { useState } from 'preact/hooks'
import type { Problem } from '../../lib/model/problem.ts'
import type { SignInFailure } from '../../lib/model/sign-in.ts'
import type { JoinForm, Joining } from '../../lib/panel/joining.ts'
import type { WorkspacesState } from '../../lib/panel/options-workspaces.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Choice, Field } from './fields.tsx'
import { SignIn, SignInNotice } from './SignIn.tsx'

type Way = 'code' | 'account'

const EMPTY: JoinForm = { server: '', code: '', name: '' }

/** The way into a team: by a code or by the company's sign-in, then what the company will see, then yes or no. */
export function JoinTeam({ state }: { readonly state: WorkspacesState }) {
  // Up here, so that who comes back from signing in finds what was typed.
  const [form, setForm] = useState<JoinForm>(EMPTY)
  const [way, setWay] = useState<Way>('code')
  const joining = state.joining.value
  switch (joining.step) {
    case 'notice':
      return <JoinNotice joining={joining} state={state} />
    case 'sign-in':
      return <SignIn signing={joining} state={state} />
    case 'joined':
      return (
        <div class="card stack" role="status">
          <p>
            <b>{t('options.join.done', { name: joining.name })}</b>
          </p>
          <p class="small">{t('options.join.done.next')}</p>
          <button
            type="button"
            class="button start"
            onClick={() => {
              setForm(EMPTY)
              void state.cancelJoin()
            }}
          >
            {t('options.join.another')}
          </button>
        </div>
      )
    case 'form':
    case 'asking':
      return (
        <JoinBoxes joining={joining} state={state} form={form} way={way} onForm={setForm} onWay={setWay} />
      )
  }
}

interface BoxesProps {
  readonly joining: Extract<Joining, { step: 'form' | 'asking' }>
  readonly state: WorkspacesState
  readonly form: JoinForm
  readonly way: Way
  onForm(form: JoinForm): void
  onWay(way: Way): void
}

function JoinBoxes({ joining, state, form, way, onForm, onWay }: BoxesProps) {
  const asking = joining.step === 'asking'
  const field = joining.step === 'form' ? joining.field : null
  const problem = joining.step === 'form' && field === null ? joining.problem : null
  const why = joining.step === 'form' ? (joining.why ?? null) : null
  const box = (name: keyof JoinForm) => ({
    label: t(`options.join.${name}`),
    hint: t(`options.join.${name}.hint`),
    value: form[name],
    wrong: field === name ? t(`options.join.${name}.wrong`) : null,
    onInput: (value: string) => onForm({ ...form, [name]: value }),
  })
  return (
    <form
      class="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        // No await before this: the browser asks for the permission only inside the gesture.
        void (way === 'code' ? state.join(form) : state.lookForSignIn(form))
      }}
    >
      <h3>{t('options.join.title')}</h3>
      <p class="small">{t('options.join.lead')}</p>
      <Choice
        legend={t('options.join.way')}
        name="join-way"
        value={way}
        choices={[
          { value: 'code', label: t('options.join.way.code') },
          { value: 'account', label: t('options.join.way.account') },
        ]}
        onChoose={onWay}
      />
      <Field {...box('server')} type="url" />
      {way === 'code' && <Field {...box('code')} mono />}
      <Field {...box('name')} autoComplete="name" />
      {problem && <JoinProblem problem={problem} why={why} way={way} />}
      <button type="submit" class="button primary start" disabled={asking}>
        {asking ? t('options.join.asking') : t(`options.join.button.${way}`)}
      </button>
    </form>
  )
}

/** A refused code has words of its own: the general ones speak of a device that was let in before. */
function JoinProblem({
  problem,
  why,
  way,
}: {
  readonly problem: Problem
  readonly why: SignInFailure | null
  readonly way: Way
}) {
  if (why !== null) return <SignInNotice problem={{ ...problem, why }} />
  if (problem.code === 'not-authorised' && way === 'code')
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
      {...(problem.code === 'offline' ? { next: t('options.join.offline.do') } : {})}
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
