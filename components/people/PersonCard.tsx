import type { Author } from '../../lib/model/thread.ts'
import type { PersonView } from '../../lib/panel/screens.ts'
import { authorName } from '../mention/post-words.ts'
import { t } from '../shared/i18n.ts'
import { NoteList } from './NoteList.tsx'
import { Shopkeeper } from './Shopkeeper.tsx'
import { Timeline } from './Timeline.tsx'
import { WroteToday } from './WroteToday.tsx'

interface PersonCardProps {
  readonly view: PersonView | null
  readonly author: Author | null
  readonly now: number
  readonly today: string
  /** The note that stands in the box right now is not shown a second time. */
  readonly hiddenNote: string | null
  readonly onOpen: (contactId: string) => void
}

/** Meetings shown here; the rest is on the person's own page. */
const NEWEST = 2

/** The author as we know them, in short. */
export function PersonCard({ view, author, now, today, hiddenNote, onOpen }: PersonCardProps) {
  if (view === null)
    return (
      <section class="card stack" aria-labelledby="person-title">
        <h2 id="person-title">{t('panel.person.title', { name: authorName(author) })}</h2>
        <p class="small">{t('panel.person.new')}</p>
      </section>
    )
  const standing = view.timeline.filter(({ interaction }) => !interaction.retracted)
  return (
    <section class="card stack" aria-labelledby="person-title">
      <div class="row head">
        <h2 id="person-title">{t('panel.person.title', { name: view.summary.name })}</h2>
        <button
          type="button"
          class="button plain"
          data-focus={view.contact.id}
          onClick={() => onOpen(view.contact.id)}
        >
          {t('panel.person.all')}
        </button>
      </div>
      <WroteToday view={view} now={now} />
      <Shopkeeper view={view} now={now} today={today} />
      <Timeline entries={standing.slice(0, NEWEST)} now={now} />
      <NoteList notes={view.notes.filter(({ note }) => note.id !== hiddenNote)} now={now} />
    </section>
  )
}
