import { Fragment } from 'preact'
import type { HereView } from '../../lib/panel/screens.ts'
import { DOT } from '../shared/dot.ts'
import { formatList, t } from '../shared/i18n.ts'
import { RecipeLine } from './RecipeLine.tsx'

/** Where this is being said, and how much of the page was read. */
export function ReadDepth({ view }: { readonly view: HereView }) {
  const page = view.page
  if (page === null) return null
  const report = page.report
  const parts: string[] = []
  if (page.address?.community != null) parts.push(page.address.community)
  if (report !== null) parts.push(t('panel.here.read', { posts: report.posts }))
  if (report !== null && report.collapsed > 0)
    parts.push(t('panel.here.collapsed', { posts: report.collapsed }))
  if (report?.unloaded != null && report.unloaded > 0)
    parts.push(t('panel.here.unloaded', { posts: report.unloaded }))
  return (
    <>
      <p dir="auto" class="depth">
        {parts.map((part, index) => (
          <Fragment key={part}>
            {index > 0 && DOT}
            <span>{part}</span>
          </Fragment>
        ))}
      </p>
      {report?.guessed && <p>{t('panel.here.guessed')}</p>}
      {report !== null && <RecipeLine recipe={report.recipe} />}
    </>
  )
}

/** Who of us has a panel open right now. */
export function Present({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return <p dir="auto">{t('panel.present', { names: formatList(names) })}</p>
}

/** The heading of Here: the page's title once it may be kept, else the site's name. */
export function titleOf(view: HereView | null, siteName: string | null): string {
  return view?.page?.address?.title ?? siteName ?? t('panel.here.title')
}
