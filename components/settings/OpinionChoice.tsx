import type { OpinionChoice as Choice } from '../../lib/panel/options-opinion.ts'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Section } from './fields.tsx'

/** Whether posts offer to ask the browser's own model. Where there is none, only that is said. */
export function OpinionChoice({ state }: { readonly state: Choice }) {
  const model = state.model.value
  const on = state.on.value
  const problem = state.problem.value
  return (
    <Section title={t('options.opinion.title')} lead={t('options.opinion.lead')}>
      <p class="small" role="status">
        {model !== null && t(`options.opinion.${model}`)}
      </p>
      {model !== null && (model !== 'absent' || on) && (
        <>
          <div class="row card">
            <span id="opinion-switch" class="grow">
              {t('options.opinion.switch')}
            </span>
            <button
              type="button"
              class="button"
              role="switch"
              aria-checked={on}
              aria-labelledby="opinion-switch"
              onClick={() => void state.choose(!on)}
            >
              {on ? t('options.opinion.on') : t('options.opinion.off')}
            </button>
          </div>
          {problem !== null && <Notice problem={problem} />}
          <p class="small">{t('options.opinion.private')}</p>
          <p class="small">{t('options.opinion.download')}</p>
        </>
      )}
    </Section>
  )
}
