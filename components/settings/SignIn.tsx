import { useState } from 'preact/hooks'
import type { SignInProblem } from '../../lib/model/sign-in.ts'
import type { SigningIn } from '../../lib/panel/joining.ts'
import type { WorkspacesState } from '../../lib/panel/options-workspaces.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Field } from './fields.tsx'

interface SignInProps {
  readonly signing: SigningIn
  readonly state: WorkspacesState
}

/** Where the sign-in window will lead, before it opens. */
export function SignIn({ signing, state }: SignInProps) {
  const [workspace, setWorkspace] = useState('')
  const { host, offer, asking, problem } = signing
  // Its words advise against a new try.
  const isWarned = problem?.why === 'wrong-issuer'
  return (
    <form
      class="card stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void state.signIn(workspace)
      }}
    >
      <h3>{t('options.sign-in.title')}</h3>
      <p>{t('options.sign-in.lead', { host })}</p>
      {offer.asksWorkspace !== false && (
        <Field
          label={t('options.sign-in.workspace')}
          hint={t('options.sign-in.workspace.hint')}
          value={workspace}
          wrong={signing.isUnnamed ? t('options.sign-in.workspace.wrong') : null}
          onInput={setWorkspace}
        />
      )}
      {problem && <SignInNotice problem={problem} />}
      <div class="cluster">
        <button type="submit" class={isWarned ? 'button' : 'button primary'} disabled={asking}>
          {asking ? t('options.sign-in.asking') : t('options.sign-in.button', { host })}
        </button>
        <button type="button" class="button plain" onClick={() => void state.cancelSignIn()}>
          {t('options.sign-in.cancel')}
        </button>
      </div>
      <details>
        <summary>{t('options.sign-in.admin')}</summary>
        <p class="small">{t('options.sign-in.admin.text')}</p>
        <code dir="ltr">{signing.returnAddress}</code>
      </details>
    </form>
  )
}

/** The window has closed, and with it whatever it said: these are the words for it. */
export function SignInNotice({ problem }: { readonly problem: SignInProblem }) {
  const { why } = problem
  const kept = t('options.sign-in.kept')
  if (why === null) return <Notice problem={problem} kept={kept} />
  return (
    <Notice
      problem={problem}
      what={t(`options.sign-in.${why}.what`)}
      kept={kept}
      next={t(`options.sign-in.${why}.do`)}
    />
  )
}
