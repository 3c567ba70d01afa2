import type { SiteChoice } from '../../lib/panel/ports.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'

/** What can be done where there is nothing to read yet. */
export interface HereDoors {
  readonly onAllow: (site: SiteChoice) => void
  readonly onReadAgain: () => void
  readonly onByHand: () => void
  readonly onReport: () => void
  readonly onPractice: () => void
  readonly onOptions: (section?: 'topics') => void
}

/** The address is hidden from us: offer the sites we know by name, and the toolbar button for any other. */
export function Hidden({
  sites,
  onAllow,
  onByHand,
  onPractice,
}: HereDoors & { readonly sites: readonly SiteChoice[] }) {
  const some = sites.length > 0
  return (
    <EmptyState
      title={t('panel.here.hidden.title')}
      text={some ? t('panel.here.hidden.text') : t('panel.here.hidden.text.all-allowed')}
    >
      {some && (
        <ul class="cluster centre sites" aria-label={t('panel.here.sites')}>
          {sites.map((site) => (
            <li key={site.id}>
              <button type="button" class="button" data-row onClick={() => onAllow(site)}>
                {site.name}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="small">{t('panel.here.hidden.toolbar')}</p>
      <div class="cluster centre">
        <button type="button" class="button plain" onClick={onPractice}>
          {t('panel.here.practice')}
        </button>
        <LogByHand onByHand={onByHand} />
      </div>
    </EmptyState>
  )
}

/** One tap lets Earshot read this site from now on. */
export function Closed({
  site,
  known,
  onAllow,
  onByHand,
}: HereDoors & { readonly site: SiteChoice; readonly known: boolean }) {
  return (
    <EmptyState
      title={t('panel.here.closed.title')}
      text={known ? t('panel.here.closed.text') : t('panel.here.closed.unknown')}
    >
      <button type="button" class="button primary wide" data-row onClick={() => onAllow(site)}>
        {t('panel.here.allow', { site: site.name })}
      </button>
      <p class="small">{t('panel.here.closed.promise')}</p>
      <LogByHand onByHand={onByHand} />
    </EmptyState>
  )
}

/** Nothing can be about anyone yet. A team's topics come with its playbook. */
export function NoTopics({ team, onOptions, onByHand }: HereDoors & { readonly team: boolean }) {
  return (
    <EmptyState
      title={t('panel.here.no-topics.title')}
      text={team ? t('panel.here.no-topics.team') : t('panel.here.no-topics.text')}
    >
      {!team && (
        <button type="button" class="button primary" data-row onClick={() => onOptions('topics')}>
          {t('panel.here.no-topics.add')}
        </button>
      )}
      <LogByHand onByHand={onByHand} />
    </EmptyState>
  )
}

/** A page of Earshot itself. */
export function OwnPage({ onPractice, onOptions }: HereDoors) {
  return (
    <EmptyState title={t('panel.here.own.title')} text={t('panel.here.own.text')}>
      <div class="cluster centre">
        <button type="button" class="button primary" data-row onClick={onPractice}>
          {t('panel.here.practice')}
        </button>
        <button type="button" class="button" data-row onClick={() => onOptions()}>
          {t('panel.here.options')}
        </button>
      </div>
    </EmptyState>
  )
}

export function LogByHand({ onByHand }: Pick<HereDoors, 'onByHand'>) {
  return (
    <button type="button" class="button plain" data-focus="by-hand" onClick={onByHand}>
      {t('panel.here.by-hand')}
    </button>
  )
}

/** Where it is plain that something is wrong: `loud`; else a quiet question below everything. */
export function ReportThis({
  onReport,
  loud = false,
}: Pick<HereDoors, 'onReport'> & { readonly loud?: boolean }) {
  return (
    <button
      type="button"
      class={loud ? 'button' : 'button plain start'}
      data-focus="report"
      onClick={onReport}
    >
      {loud ? t('panel.report.open') : t('panel.report.wrong')}
    </button>
  )
}
