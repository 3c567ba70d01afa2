import type { Placed } from '../../lib/panel/place-draft.ts'
import { t } from '../shared/i18n.ts'

/** Most that is shown of a reply box, or of what did not fit into it. */
const MOST = 400

/** What became of a draft that was to go into the site's reply box. */
export function PlacedLine({ placed }: { readonly placed: Placed | null }) {
  return (
    <div class="placed" role="status">
      {placed !== null && (
        <p class={placed.copied === null ? 'small' : 'stale'}>
          {t(`panel.insert.${placed.how}`)}
          {placed.copied !== null && ` ${t(`panel.insert.${placed.copied ? 'copied' : 'not-copied'}`)}`}
        </p>
      )}
      {placed?.held != null && placed.held.trim() !== '' && (
        <>
          <p class="small">{t(placed.how === 'too-long' ? 'panel.insert.left-over' : 'panel.insert.held')}</p>
          <p class="elsewhere" dir="auto">
            {placed.held.length > MOST ? `${placed.held.slice(0, MOST)}…` : placed.held}
          </p>
        </>
      )}
    </div>
  )
}
