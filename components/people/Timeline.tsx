import type { TimelineEntry } from '../../lib/panel/screens.ts'
import { Chip } from '../shared/Chip.tsx'
import { formatDay, formatRelative, t } from '../shared/i18n.ts'
import { useSiteName } from '../shared/site-name.ts'

/** Meetings, newest first, with who of us it was on every line. */
export function Timeline({
  entries,
  now,
}: {
  readonly entries: readonly TimelineEntry[]
  readonly now: number
}) {
  if (entries.length === 0) return null
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <Meeting key={entry.interaction.id} entry={entry} now={now} />
      ))}
    </ol>
  )
}

function Meeting({ entry, now }: { readonly entry: TimelineEntry; readonly now: number }) {
  const { interaction, by } = entry
  const siteName = useSiteName()
  if (interaction.retracted)
    return (
      <li class="small">
        {t('panel.timeline.retracted', {
          who: by.me ? t('panel.you') : by.name,
          when: formatRelative(interaction.at, now),
        })}
      </li>
    )
  const place = interaction.threadTitle ?? undefined
  return (
    <li>
      <p>
        <b>{by.me ? t('panel.you-first') : by.name}</b>{' '}
        <span class="when">
          {formatRelative(interaction.at, now)} · <bdi>{siteName(interaction.site)}</bdi>
        </span>
      </p>
      <p>
        {t(`shared.outcome.${interaction.outcome}`)}
        {interaction.routedTo !== null && ` → ${interaction.routedTo}`}
      </p>
      {interaction.excerpt !== '' && (
        <p class="small excerpt" dir="auto" title={place}>
          {t('panel.quoted', { text: interaction.excerpt })}
        </p>
      )}
      {interaction.learned !== null && (
        <p class="small" dir="auto">
          {t('panel.timeline.learned', { text: interaction.learned })}
        </p>
      )}
      {interaction.gave !== null && (
        <p class="small" dir="auto">
          {t('panel.timeline.gave', { text: interaction.gave })}
        </p>
      )}
      {interaction.promise !== null && (
        <p class="small" dir="auto">
          {interaction.promise.due === null
            ? t('panel.contact.promised', { text: interaction.promise.text })
            : t('panel.contact.promise-due', {
                text: interaction.promise.text,
                day: formatDay(interaction.promise.due, now),
              })}
        </p>
      )}
      {(entry.waiting || interaction.audience === 'me') && (
        <div class="chips">
          {entry.waiting && <Chip>{t('panel.timeline.waiting')}</Chip>}
          {interaction.audience === 'me' && <Chip>{t('panel.timeline.only-me')}</Chip>}
        </div>
      )}
    </li>
  )
}
