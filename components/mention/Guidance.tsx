import type { ComponentChildren } from 'preact'
import type { GuidanceView } from '../../lib/panel/screens.ts'
import { DOT } from '../shared/dot.ts'
import { formatDay, t } from '../shared/i18n.ts'

interface GuidanceProps {
  readonly guidance: readonly GuidanceView[]
}

/** What the playbook advises for this topic and need. The nearest card stands open; others wait behind their titles. */
export function Guidance({ guidance }: GuidanceProps) {
  const [nearest, ...others] = guidance
  return (
    <section class="card stack guidance" aria-labelledby="guidance-title">
      <h2 id="guidance-title">{t('panel.guidance.title')}</h2>
      {nearest === undefined ? (
        <p class="small">{t('panel.guidance.none')}</p>
      ) : (
        <>
          <h3 dir="auto">{nearest.card.title}</h3>
          <Card view={nearest} />
        </>
      )}
      {others.map((view) => (
        <details key={view.card.id}>
          <summary dir="auto">{view.card.title}</summary>
          <Card view={view} />
        </details>
      ))}
    </section>
  )
}

function Card({ view }: { readonly view: GuidanceView }) {
  const { card, topic, playbookVersion } = view
  const meta = [
    topic.name,
    t('panel.guidance.version', { version: playbookVersion }),
    ...(card.verified === undefined ? [] : [t('panel.guidance.verified', { day: formatDay(card.verified) })]),
    ...(card.owner === undefined ? [] : [t('panel.guidance.owner', { name: card.owner })]),
  ]
  return (
    <div class="stack">
      <p class="small">{meta.join(DOT)}</p>
      {view.stale && <p class="stale">{t('panel.guidance.stale')}</p>}
      {/* Listening first: that is the order of the card. */}
      <dl class="advice">
        <Advice label={t('panel.guidance.listen-for')} lines={card.listenFor} />
        <Advice label={t('panel.guidance.ask')} lines={card.ask} />
        <Advice label={t('panel.guidance.tone')} lines={card.tone} />
        <Advice label={t('panel.guidance.do')} lines={card.do} />
        <Advice label={t('panel.guidance.dont')} lines={card.dont} tone="warm" />
        <Advice
          label={t('panel.guidance.disclose')}
          lines={card.disclose.map(({ wording }) => t('panel.quoted', { text: wording }))}
        />
        <Advice
          label={t('panel.guidance.facts')}
          lines={card.facts.map(({ text, source }) => (
            <>
              {text} {source !== undefined && <Aside>{t('panel.guidance.source', { source })}</Aside>}
            </>
          ))}
        />
        <Advice
          label={t('panel.guidance.pass-on')}
          lines={view.routes.map(({ when, route }) => (
            <span key={route.id} title={route.contact}>
              <b>{route.name}</b> <Aside>{answersWithin(route.respondWithin)}</Aside>
              <span class="small block">{when}</span>
            </span>
          ))}
        />
      </dl>
    </div>
  )
}

/** A week is a week and not 168 hours. */
function answersWithin(hours: number | undefined): string | null {
  if (hours === undefined) return null
  return hours >= 24 && hours % 24 === 0
    ? t('panel.guidance.within-days', { days: hours / 24 })
    : t('panel.guidance.within-hours', { hours })
}

function Aside({ children }: { readonly children: ComponentChildren }) {
  return <span class="small">{children}</span>
}

function Advice({ label, lines, tone }: AdviceProps) {
  if (lines.length === 0) return null
  return (
    <div class={tone}>
      <dt>{label}</dt>
      <dd>
        <ul>
          {lines.map((line, at) => (
            <li key={at} dir="auto">
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
  readonly lines: readonly ComponentChildren[]
  readonly tone?: 'warm'
}
