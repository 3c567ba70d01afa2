import type { TimelineEntry } from '../../lib/panel/screens.ts'
import { Chip } from '../shared/Chip.tsx'
import { Icon } from '../shared/Icon.tsx'
import { formatDay, formatRelative, t } from '../shared/i18n.ts'
import { useSiteName } from '../shared/site-name.ts'

/** Meetings, newest first, with who of us it was on every line. */
export function Timeline({
  entries,
  now,
  team = null,
  onTakeBack,
}: {
  readonly entries: readonly TimelineEntry[]
  readonly now: number
  /** Whether a server stores them; null: where each is stored is not shown. */
  readonly team?: boolean | null
  /** Without it, entries are only shown. */
  readonly onTakeBack?: (interactionId: string) => void
}) {
  if (entries.length === 0) return null
  return (
    <ol class="timeline">
      {entries.map((entry) => (
        <Meeting key={entry.interaction.id} entry={entry} now={now} team={team} onTakeBack={onTakeBack} />
      ))}
    </ol>
  )
}

interface MeetingProps {
  readonly entry: TimelineEntry
  readonly now: number
  readonly team: boolean | null
  readonly onTakeBack: ((interactionId: string) => void) | undefined
}

function Meeting({ entry, now, team, onTakeBack }: MeetingProps) {
  const { interaction, by } = entry
  const siteName = useSiteName()
  if (interaction.retracted)
    return (
      <li class="small" tabIndex={-1}>
        {t('panel.timeline.retracted', {
          who: by.me ? t('panel.you') : by.name,
          when: formatRelative(interaction.at, now),
        })}
      </li>
    )
  const place = interaction.threadTitle ?? undefined
  return (
    <li tabIndex={-1}>
      <p>
        <b>{by.me ? t('panel.you-first') : by.name}</b>{' '}
        <span class="when">
          {formatRelative(interaction.at, now)} · <bdi>{siteName(interaction.site)}</bdi>
        </span>
      </p>
      <p>
        {t(`shared.outcome.${interaction.outcome}`)}
        {interaction.routedTo !== null && ` → ${interaction.routedTo}`}
        {interaction.replyPermalink !== undefined && (
          <>
            {' '}
            <a href={interaction.replyPermalink} target="_blank" rel="noopener noreferrer">
              {t('panel.timeline.reply')}
            </a>
          </>
        )}
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
      {((entry.waiting && team === null) || interaction.audience === 'me') && (
        <div class="chips">
          {entry.waiting && team === null && <Chip>{t('panel.timeline.waiting')}</Chip>}
          {interaction.audience === 'me' && <Chip>{t('panel.timeline.only-me')}</Chip>}
        </div>
      )}
      {team !== null && <Receipt entry={entry} team={team} now={now} />}
      {by.me && onTakeBack !== undefined && (
        <button
          type="button"
          class="button plain"
          aria-label={t('panel.timeline.take-back-which', {
            outcome: t(`shared.outcome.${interaction.outcome}`),
            when: formatRelative(interaction.at, now),
          })}
          onClick={(event) => {
            // The button goes away; the entry stays.
            event.currentTarget.closest('li')?.focus()
            onTakeBack(interaction.id)
          }}
        >
          {t('panel.timeline.take-back')}
        </button>
      )}
    </li>
  )
}

/** The time that a device claims and the time of arrival are both shown where they are further apart than this. */
const APART = 5 * 60_000

function storedWords(seq: number, { receivedAt, interaction }: TimelineEntry, now: number): string {
  const apart = receivedAt !== null && Math.abs(receivedAt - interaction.at) > APART
  return apart
    ? t('panel.receipt.arrived', { seq, when: formatRelative(receivedAt, now) })
    : t('panel.receipt.stored', { seq })
}

/** Where the entry is stored. The number is the one in the server's log; the id stands in the title, for looking it up. */
function Receipt({
  entry,
  team,
  now,
}: {
  readonly entry: TimelineEntry
  readonly team: boolean
  readonly now: number
}) {
  const { seq, waiting, interaction } = entry
  const words = waiting
    ? t('panel.receipt.waiting')
    : team && seq !== null
      ? storedWords(seq, entry, now)
      : t('panel.receipt.here')
  return (
    <p class="receipt" title={interaction.id}>
      <Icon name={waiting ? 'wait' : team && seq !== null ? 'check' : 'home'} />
      {words}
    </p>
  )
}
