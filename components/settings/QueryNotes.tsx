import { applyMend } from '../../lib/matching/mend-query.ts'
import type { Mend, QueryPlace, QueryRemark } from '../../lib/matching/query.ts'
import type { MendableProblem } from '../../lib/panel/options-topic.ts'
import { t } from '../shared/i18n.ts'
import { excerptAround, Marked } from '../shared/Marked.tsx'

interface QueryNotesProps {
  readonly query: string
  readonly problems: readonly MendableProblem[]
  readonly remarks: readonly QueryRemark[]
  onMend(mend: Mend): void
  /** Lets signs decide for a name that is also an ordinary word; null: they do. */
  readonly onWeigh: (() => void) | null
}

/** More at once would not be read; the next ones come as these are mended. */
const MOST_NOTES = 5

/** What keeps a query from working, and what looks like a slip, each shown in the query itself. */
export function QueryNotes({ query, problems, remarks, onMend, onWeigh }: QueryNotesProps) {
  const more = problems.length + remarks.length - MOST_NOTES
  return (
    <>
      <p role="status" class="visually-hidden">
        {t('options.topic.notes', { problems: problems.length, remarks: remarks.length })}
      </p>
      {problems.length + remarks.length > 0 && (
        <ul class="notes">
          {problems.slice(0, MOST_NOTES).map((problem) => (
            <li key={`${problem.code}${problem.start}`}>
              <p class="small wrong">
                {problem.code !== 'empty' && <b>{t('options.topic.at', { at: problem.start + 1 })} </b>}
                {t(`options.query.${problem.code}`)}
              </p>
              <InQuery query={query} place={problem} mend={problem.mend} onMend={onMend} />
            </li>
          ))}
          {remarks.slice(0, Math.max(0, MOST_NOTES - problems.length)).map((remark) => (
            <li key={`${remark.code}${remark.start}`}>
              <p class="small">{t(`options.remark.${remark.code}`)}</p>
              <InQuery query={query} place={remark} mend={remark.mend} onMend={onMend} />
              {remark.code === 'common-word' && onWeigh !== null && (
                <button type="button" class="button start" onClick={onWeigh}>
                  {t('options.signs.open')}
                </button>
              )}
            </li>
          ))}
          {more > 0 && <li class="small">{t('options.topic.notes.more', { count: more })}</li>}
        </ul>
      )}
    </>
  )
}

interface InQueryProps {
  readonly query: string
  readonly place: QueryPlace
  readonly mend: Mend | null
  onMend(mend: Mend): void
}

/** Characters of a long query that are shown around the place that is meant. */
const SHOWN = 160

/** The place in the query, and the query as it would read once mended. */
function InQuery({ query, place, mend, onMend }: InQueryProps) {
  if (query === '') return null
  const end = Math.max(place.end, place.start + 1)
  const before = excerptAround(query, [{ start: place.start, end }], SHOWN)
  return (
    <>
      <code class="query block" dir="ltr">
        <Marked text={before.text} spans={before.spans} />
      </code>
      {mend !== null && <MendRow query={query} mend={mend} onMend={onMend} />}
    </>
  )
}

function MendRow({ query, mend, onMend }: Omit<InQueryProps, 'place'> & { readonly mend: Mend }) {
  const span = { start: mend.start, end: mend.start + mend.text.length }
  const after = excerptAround(applyMend(query, mend), [span], SHOWN)
  return (
    <div class="mend">
      <button
        type="button"
        class="button"
        aria-label={t('options.topic.mend.name', { text: after.text })}
        onClick={() => onMend(mend)}
      >
        {t('options.topic.mend')}
      </button>
      <code class="query" dir="ltr">
        <Marked text={after.text} spans={after.spans} />
      </code>
    </div>
  )
}
