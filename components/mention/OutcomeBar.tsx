import { OUTCOMES, type Outcome } from '../../lib/model/interaction.ts'
import { keyOfOutcome } from '../../lib/panel/keys.ts'
import type { MentionView } from '../../lib/panel/screens.ts'
import { formatRelative, t } from '../shared/i18n.ts'

interface OutcomeBarProps {
  readonly handled: MentionView['handled']
  readonly busy: boolean
  readonly now: number
  readonly onChoose: (outcome: Outcome) => void
}

/** Outcomes that leave no trace on the site. First, because silence is as good an answer as any. */
const QUIET: ReadonlySet<Outcome> = new Set(['listened', 'let-stand', 'waited'])

/** What came of it: one press, or one number key, logs. */
export function OutcomeBar({ handled, busy, now, onChoose }: OutcomeBarProps) {
  return (
    <section class="stack" aria-labelledby="outcome-title">
      <h2 id="outcome-title">{t('panel.outcome.title')}</h2>
      {handled !== null && (
        <p class="small">
          {t('panel.card.handled', {
            outcome: t(`shared.outcome.${handled.outcome}`),
            who: handled.by.me ? t('panel.you') : handled.by.name,
            when: formatRelative(handled.at, now),
          })}
        </p>
      )}
      <ul class="outcomes">
        {OUTCOMES.map((outcome) => (
          <li key={outcome}>
            <button
              type="button"
              class={QUIET.has(outcome) ? 'quiet' : undefined}
              aria-disabled={busy}
              aria-keyshortcuts={keyOfOutcome(outcome)}
              data-outcome={outcome}
              onClick={() => onChoose(outcome)}
            >
              <span>{t(`shared.outcome.${outcome}`)}</span>
              <kbd>{keyOfOutcome(outcome)}</kbd>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
