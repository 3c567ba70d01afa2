import type { PersonView } from '../../lib/panel/screens.ts'
import { wroteToday } from '../../lib/panel/wrote-today.ts'
import { Icon } from '../shared/Icon.tsx'
import { formatList, formatTime, t } from '../shared/i18n.ts'

/** A colleague wrote to this person today: said before anything of ours is written. */
export function WroteToday({ view, now }: { readonly view: PersonView; readonly now: number }) {
  const writers = wroteToday(view, now)
  const [first] = writers
  if (first === undefined) return null
  const name = view.summary.name
  return (
    <p class="stale together" role="note">
      <Icon name="people" />
      <span dir="auto">
        {writers.length === 1
          ? t('panel.together.one', { who: first.by.name, name, time: formatTime(first.at, now) })
          : t('panel.together.more', {
              who: formatList(writers.map(({ by }) => (by.me ? t('panel.you') : by.name))),
              name,
            })}
      </span>
    </p>
  )
}
