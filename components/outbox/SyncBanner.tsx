import type { ComponentChildren } from 'preact'
import { wasAbsent } from '../../lib/model/waiting.ts'
import type { SyncStatus } from '../../lib/panel/screens.ts'
import { formatNumber, formatRelative, t } from '../shared/i18n.ts'

interface SyncBannerProps {
  readonly status: SyncStatus | null
  readonly now: number
  readonly onJoinAgain: () => void
  readonly onSaveUnsent: () => void
  readonly onLeave: () => void
  readonly onTryNow: () => void
  readonly onKnowLost: () => void
}

/** Sync needs something of the person, or takes its time: what happened, what was kept, what to do. */
export function SyncBanner(props: SyncBannerProps) {
  const { status, now } = props
  if (status === null) return null
  return (
    <>
      {status.lost > 0 && (
        <Banner
          what={t('panel.sync.lost.what', { count: status.lost })}
          text={t('panel.sync.lost.text', {
            when: status.lostAt === null ? '' : formatRelative(status.lostAt, now),
          })}
        >
          <button type="button" class="button" onClick={props.onKnowLost}>
            {t('panel.sync.lost.know')}
          </button>
        </Banner>
      )}
      {wasAbsent(status, now) && status.lastOkAt !== null && (
        <Banner
          what={t('panel.sync.absent.what')}
          text={t('panel.sync.absent.text', { when: formatRelative(status.lastOkAt, now) })}
        />
      )}
      <EngineBanner {...props} status={status} />
    </>
  )
}

function EngineBanner(props: SyncBannerProps & { readonly status: SyncStatus }) {
  const { engine, waiting } = props.status
  const save = waiting > 0 && (
    <button type="button" class="button" onClick={props.onSaveUnsent}>
      {t('panel.sync.save-unsent', { count: waiting })}
    </button>
  )
  switch (engine.kind) {
    case 'idle':
    case 'backing-off':
      return null
    case 'resyncing':
      return <CatchingUp progress={engine.progress} />
    case 'paused-auth':
      return (
        <Banner what={t('panel.sync.auth.what')} text={t('panel.sync.auth.text', { count: waiting })}>
          <button type="button" class="button primary" onClick={props.onJoinAgain}>
            {t('panel.sync.auth.join')}
          </button>
          {save}
        </Banner>
      )
    case 'paused-revoked':
      return (
        <Banner what={t('panel.sync.revoked.what')} text={t('panel.sync.revoked.text', { count: waiting })}>
          {save}
          <button type="button" class="button" onClick={props.onLeave}>
            {t('panel.sync.revoked.leave')}
          </button>
        </Banner>
      )
    case 'too-old':
      return <Banner what={t('panel.sync.old.what')} text={t('panel.sync.old.text', { count: waiting })} />
    case 'store-full':
      return (
        <Banner what={t('panel.sync.full.what')} text={t('panel.sync.full.text')}>
          <button type="button" class="button" onClick={props.onTryNow}>
            {t('panel.sync.try-now')}
          </button>
        </Banner>
      )
    case 'minimal':
      return <Banner what={t('panel.sync.minimal.what')} text={t('panel.sync.minimal.text')} />
  }
}

function Banner(props: {
  readonly what: string
  readonly text: string
  readonly children?: ComponentChildren
}) {
  return (
    <div class="notice" role="status">
      <p class="what">{props.what}</p>
      <p class="small">{props.text}</p>
      {props.children !== undefined && <div class="cluster">{props.children}</div>}
    </div>
  )
}

/** The first sync, or one after a loss. Without a total yet, the bar says only that something goes on. */
function CatchingUp({ progress }: { readonly progress: SyncStatus['engine']['progress'] }) {
  const words =
    progress === null
      ? t('panel.sync.catching-up')
      : t('panel.sync.progress', { done: formatNumber(progress.done), of: formatNumber(progress.of) })
  return (
    <div class="catching-up">
      <p class="small" id="catching-up">
        {words}
      </p>
      <progress
        aria-labelledby="catching-up"
        {...(progress === null ? {} : { value: progress.done, max: Math.max(progress.of, 1) })}
      />
    </div>
  )
}
