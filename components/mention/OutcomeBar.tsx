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

/** Outcomes that leave no trace on the site. */
const QUIET: ReadonlySet<Outcome> = new Set(['listened', 'let-stand', 'waited'])

const PINNED = OUTCOMES.slice(0, 2)
const OTHERS = OUTCOMES.slice(PINNED.length)

/** What came of it: one press, or one number key, logs. */
export function OutcomeBar({ handled, busy, now, onChoose }: OutcomeBarProps) {
  const list = (outcomes: readonly Outcome[]) => (
    <ul class="outcomes">
      {outcomes.map((outcome) => (
        <li key={outcome}>
          <button
            type="button"
            class={QUIET.has(outcome) ? 'quiet' : undefined}
            aria-disabled={busy}
            aria-keyshortcuts={keyOfOutcome(outcome)}
            data-outcome={outcome}
            data-focus={outcome}
            onClick={() => onChoose(outcome)}
          >
            <span>{t(`shared.outcome.${outcome}`)}</span>
            <kbd>{keyOfOutcome(outcome)}</kbd>
          </button>
        </li>
      ))}
    </ul>
  )
  return (
    <section class="outcome-bar" aria-labelledby="outcome-title">
      <div class="outcome-pin">
        <div class="row">
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
        </div>
        {list(PINNED)}
      </div>
      {list(OTHERS)}
    </section>
  )
}
