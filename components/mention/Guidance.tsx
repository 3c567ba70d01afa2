import type { GuidanceView } from '../../lib/panel/screens.ts'
import { Chip } from '../shared/Chip.tsx'
import { formatDay, t } from '../shared/i18n.ts'

interface GuidanceProps {
  readonly guidance: readonly GuidanceView[]
}

/** What the playbook advises for this topic and need. Listening first: that is the order of the card. */
export function Guidance({ guidance }: GuidanceProps) {
  if (guidance.length === 0)
    return (
      <section class="card stack" aria-label={t('panel.guidance.title')}>
        <h2>{t('panel.guidance.title')}</h2>
        <p class="small">{t('panel.guidance.none')}</p>
      </section>
    )
  return (
    <>
      {guidance.map((view) => (
        <GuidanceCard key={view.card.id} view={view} />
      ))}
    </>
  )
}

function GuidanceCard({ view }: { readonly view: GuidanceView }) {
  const { card, topic, playbookVersion } = view
  const meta = [
    topic.name,
    t('panel.guidance.version', { version: playbookVersion }),
    ...(card.verified === undefined ? [] : [t('panel.guidance.verified', { day: formatDay(card.verified) })]),
    ...(card.owner === undefined ? [] : [t('panel.guidance.owner', { name: card.owner })]),
  ]
  return (
    <section class="card stack guidance" aria-labelledby={`guidance-${card.id}`}>
      <div>
        <h2 id={`guidance-${card.id}`}>{t('panel.guidance.title')}</h2>
        <p class="guidance-name" dir="auto">
          {card.title}
        </p>
        <p class="small">{meta.join(' · ')}</p>
      </div>
      {view.stale && <p class="stale">{t('panel.guidance.stale')}</p>}
      <dl class="advice">
        <Advice label={t('panel.guidance.listen-for')} lines={card.listenFor} />
        <Advice label={t('panel.guidance.ask')} lines={card.ask} />
        <Advice label={t('panel.guidance.tone')} lines={card.tone} />
        <Advice label={t('panel.guidance.do')} lines={card.do} />
        <Advice label={t('panel.guidance.dont')} lines={card.dont} tone="warm" />
        <Advice
          label={t('panel.guidance.facts')}
          lines={card.facts.map(({ text, source }) =>
            source === undefined ? text : t('panel.guidance.fact', { text, source }),
          )}
        />
      </dl>
      {(card.disclose.length > 0 || view.routes.length > 0) && (
        <div class="chips">
          {card.disclose.map(({ wording }) => (
            <Chip key={wording}>{t('panel.guidance.disclose', { wording })}</Chip>
          ))}
          {view.routes.map(({ when, route }) => (
            <Chip key={`${when} ${route.id}`} tone="blue" title={route.contact}>
              {route.respondWithin === undefined
                ? t('panel.guidance.route', { when, name: route.name })
                : t('panel.guidance.route-within', { when, name: route.name, hours: route.respondWithin })}
            </Chip>
          ))}
        </div>
      )}
    </section>
  )
}

function Advice({ label, lines, tone }: AdviceProps) {
  if (lines.length === 0) return null
  return (
    <div class={tone}>
      <dt>{label}</dt>
      <dd>
        <ul>
          {lines.map((line) => (
            <li key={line} dir="auto">
              {line}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

interface AdviceProps {
  readonly label: string
  readonly lines: readonly string[]
  readonly tone?: 'warm'
}
