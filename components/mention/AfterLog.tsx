import type { AfterField } from '../../lib/panel/panel-actions.ts'
import type { Logged } from '../../lib/panel/panel-state.ts'
import { t } from '../shared/i18n.ts'

interface AfterLogProps {
  readonly logged: Logged
  readonly onAmend: (field: AfterField, text: string) => void
  /** While the line is still being typed. */
  readonly onType: (field: AfterField, text: string) => void
  readonly onRetry: () => void
}

/** One optional line each, after the gesture: what we learned, what they got, what was promised. Learn-learn, not win-win. */
export function AfterLog({ logged, onAmend, onType, onRetry }: AfterLogProps) {
  const line = (field: 'learned' | 'gave' | 'promise') => (
    <div>
      <label class="label" for={`after-${field}`}>
        {t(`panel.after.${field}`)}
      </label>
      <input
        id={`after-${field}`}
        class="field"
        dir="auto"
        defaultValue={logged[field]}
        maxLength={2_000}
        placeholder={t(`panel.after.${field}-hint`)}
        onInput={(event) => onType(field, event.currentTarget.value)}
        onChange={(event) => onAmend(field, event.currentTarget.value)}
      />
    </div>
  )
  return (
    <section class="card stack" aria-labelledby="after-title">
      <div class="row">
        <h2 id="after-title">{t('panel.after.title', { outcome: t(`shared.outcome.${logged.outcome}`) })}</h2>
        <span class={logged.state === 'not-saved' ? 'save-line not-saved' : 'save-line small'} role="status">
          {logged.state === 'saving' && t('shared.save.saving')}
          {logged.state === 'saved' && t('panel.after.saved')}
          {logged.state === 'not-saved' && (
            <>
              {t('shared.save.not-saved')}
              <button
                type="button"
                class="button plain"
                onClick={() => {
                  document.getElementById('after-learned')?.focus()
                  onRetry()
                }}
              >
                {t('shared.save.retry')}
              </button>
            </>
          )}
        </span>
      </div>
      {line('learned')}
      {line('gave')}
      {line('promise')}
      <div>
        <label class="label" for="after-due">
          {t('panel.after.due')}
        </label>
        <input
          id="after-due"
          class="field date"
          type="date"
          defaultValue={logged.due}
          onChange={(event) => onAmend('due', event.currentTarget.value)}
        />
        {logged.promise.trim() !== '' && logged.due === '' && <p class="small">{t('panel.after.no-date')}</p>}
      </div>
    </section>
  )
}
