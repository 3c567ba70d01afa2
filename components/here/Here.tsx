import type { HereState } from '../../lib/panel/here-state.ts'
import { claimOn } from '../../lib/panel/on-thread.ts'
import type { MentionOrder } from '../../lib/panel/ports.ts'
import type { ClaimView, HereView, MentionCardView } from '../../lib/panel/screens.ts'
import { EmptyState } from '../shared/EmptyState.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Degraded } from './Degraded.tsx'
import { Closed, type HereDoors, Hidden, LogByHand, NoTopics, OwnPage, ReportThis } from './Doors.tsx'
import { Filter, FilteredOut, type FilterProps, isWorthFiltering } from './Filter.tsx'
import { MentionCard } from './MentionCard.tsx'
import { OrderRule } from './OrderRule.tsx'
import { Roster } from './Roster.tsx'
import { SetAside } from './SetAside.tsx'

export interface HereProps extends HereDoors {
  readonly state: HereState
  /** The mentions of `state` that the filter leaves, in the order to draw. */
  readonly cards: readonly MentionCardView[]
  readonly filter: FilterProps
  readonly order: MentionOrder
  readonly team: boolean
  /** Who of us is on which thread. */
  readonly claims: readonly ClaimView[]
  readonly now: number
  readonly today: string
  readonly onOrder: (order: MentionOrder) => void
  readonly onMention: (key: string) => void
  readonly onPerson: (contactId: string) => void
  readonly onBringBack: (card: MentionCardView) => void
}

/** The screen Here, in each of its states. */
export function Here(props: HereProps) {
  const { state } = props
  switch (state.kind) {
    case 'starting':
      return <Waiting text={t('panel.here.starting')} />
    case 'hidden':
      return <Hidden {...props} sites={state.sites} />
    case 'own-page':
      return <OwnPage {...props} />
    case 'browser-page':
      return (
        <EmptyState title={t('panel.here.browser.title')} text={t('panel.here.browser.text')}>
          <button type="button" class="button" onClick={props.onPractice}>
            {t('panel.here.practice')}
          </button>
        </EmptyState>
      )
    case 'not-permitted':
      return <Closed {...props} site={state.site} known={state.known} />
    case 'reading':
      return <Waiting text={t('panel.here.reading', { posts: state.view?.page?.report?.posts ?? 0 })} />
    case 'failed':
      return (
        <div class="stack">
          <Notice problem={state.problem} onRetry={props.onReadAgain} announce={false} />
          <div class="cluster">
            <ReportThis onReport={props.onReport} loud />
            <LogByHand onByHand={props.onByHand} />
          </div>
        </div>
      )
    case 'refused':
      return (
        <EmptyState title={t('panel.here.refused.title')} text={t('panel.here.refused.text')}>
          <button type="button" class="button" data-row onClick={props.onReadAgain}>
            {t('panel.here.read-again')}
          </button>
          <LogByHand onByHand={props.onByHand} />
        </EmptyState>
      )
    case 'unknown-site':
      return (
        <EmptyState title={t('panel.here.unknown.title')} text={t('panel.here.unknown.text')}>
          <LogByHand onByHand={props.onByHand} />
          <ReportThis onReport={props.onReport} />
        </EmptyState>
      )
    case 'no-topics':
      return (
        <>
          <NoTopics {...props} />
          <RosterOf {...props} view={state.view} />
          <ReportThis onReport={props.onReport} />
        </>
      )
    case 'nothing':
      return (
        <>
          <Nothing view={state.view} onByHand={props.onByHand} />
          <SetAside cards={state.view.setAside} now={props.now} onBringBack={props.onBringBack} />
          <RosterOf {...props} view={state.view} />
          <ReportThis onReport={props.onReport} />
        </>
      )
    case 'degraded':
      return (
        <>
          <Degraded
            report={state.report}
            onReadAgain={props.onReadAgain}
            onByHand={props.onByHand}
            onReport={props.onReport}
          />
          <Mentions {...props} view={state.view} />
        </>
      )
    case 'mentions':
      return (
        <>
          {state.reading && <Waiting text={t('panel.here.still-reading')} />}
          <Mentions {...props} view={state.view} />
        </>
      )
  }
}

function Mentions(props: HereProps & { readonly view: HereView }) {
  const { cards, filter, order, onOrder } = props
  return (
    <>
      {filter.all > 0 && (
        <section class="stack" aria-labelledby="mentions-title">
          <div class="row">
            <h2 id="mentions-title">{t('panel.here.about-us', { count: filter.all })}</h2>
            {filter.all > 1 && <OrderChoice order={order} onOrder={onOrder} />}
          </div>
          {isWorthFiltering(filter) && <Filter {...filter} />}
          {cards.length > 1 && order === 'urgency' && <OrderRule cards={cards} />}
          {cards.length === 0 && <FilteredOut all={filter.all} onShowAll={filter.onShowAll} />}
          <ul class="stack">
            {cards.map((card, at) => (
              <MentionCard
                key={card.mention.key}
                card={card}
                withPromise={cards.findIndex(({ contact }) => contact?.id === card.contact?.id) === at}
                claim={firstOfThread(cards, at) ? claimOn(props.claims, card.mention, props.now) : null}
                now={props.now}
                today={props.today}
                onOpen={() => props.onMention(card.mention.key)}
              />
            ))}
          </ul>
        </section>
      )}
      <SetAside cards={props.view.setAside} now={props.now} onBringBack={props.onBringBack} />
      <RosterOf {...props} />
      {props.state.kind !== 'degraded' && (
        <div class="cluster">
          <LogByHand onByHand={props.onByHand} />
          <ReportThis onReport={props.onReport} />
        </div>
      )}
    </>
  )
}

/** Said once for a thread: every card below is of the same one. */
function firstOfThread(cards: readonly MentionCardView[], at: number): boolean {
  const thread = cards[at]?.mention.threadKey
  return cards.findIndex(({ mention }) => mention.threadKey === thread) === at
}

function RosterOf(props: HereProps & { readonly view: HereView }) {
  return <Roster contacts={props.view.alsoHere} now={props.now} today={props.today} onOpen={props.onPerson} />
}

function OrderChoice({ order, onOrder }: Pick<HereProps, 'order' | 'onOrder'>) {
  return (
    <fieldset class="choice">
      <legend class="visually-hidden">{t('panel.order.label')}</legend>
      {(['page', 'urgency'] as const).map((option) => (
        <label key={option}>
          <input type="radio" name="order" checked={order === option} onChange={() => onOrder(option)} />
          <span>{t(`panel.order.${option}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Waiting({ text }: { readonly text: string }) {
  return (
    <p class="small waiting" role="status">
      {text}
    </p>
  )
}

/** Posts that are not about us, or a page of a known site that holds none: a list of threads, a search without a hit. */
function Nothing({ view, onByHand }: { readonly view: HereView; readonly onByHand: () => void }) {
  const posts = view.page?.report?.posts ?? 0
  const which = posts === 0 ? 'no-posts' : 'nothing'
  return (
    <EmptyState
      title={t(`panel.here.${which}.title`)}
      text={view.setAside.length > 0 ? t('panel.aside.all') : t(`panel.here.${which}.text`)}
    >
      <LogByHand onByHand={onByHand} />
    </EmptyState>
  )
}
