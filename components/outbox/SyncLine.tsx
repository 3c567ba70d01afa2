import { howLate } from '../../lib/model/waiting.ts'
import type { SyncStatus } from '../../lib/panel/screens.ts'
import { DOT } from '../shared/dot.ts'
import { Icon, type IconName } from '../shared/Icon.tsx'
import { formatSpan, formatTime, t } from '../shared/i18n.ts'

interface SyncLineProps {
  readonly status: SyncStatus | null
  readonly now: number
  readonly onTryNow: () => void
  readonly onSetAside: () => void
}

/** What still waits to be sent, counted in the outbox and never guessed from a connection. */
export function SyncLine({ status, now, onTryNow, onSetAside }: SyncLineProps) {
  if (status === null) return <p class="sync" aria-live="polite" />
  const { kind, waiting, setAside, engine } = status
  const team = kind === 'team'
  const late = team ? howLate({ oldestAt: status.oldestAt, setAside: 0 }, now) : 'calm'
  const waits = team && waiting > 0
  const mayTry = (waits || engine.kind === 'backing-off') && !PAUSED.has(engine.kind)
  return (
    <div class="sync">
      <p aria-live="polite" class={late === 'calm' ? undefined : `lateness ${late}`}>
        <Icon name={iconOf(status, late)} />
        <span>{wordsOf(status, now)}</span>
      </p>
      {setAside > 0 && (
        <button type="button" class="button plain stuck" data-focus="set-aside" onClick={onSetAside}>
          <Icon name="warn" />
          {t('panel.sync.set-aside', { count: setAside })}
        </button>
      )}
      {team && mayTry && (
        <button type="button" class="button plain" onClick={onTryNow}>
          {engine.kind === 'backing-off' ? t('panel.sync.try-now') : t('panel.sync.send-now')}
        </button>
      )}
    </div>
  )
}

/** Sending does not go on by itself, nor by a press: the banner above says what helps. */
const PAUSED: ReadonlySet<SyncStatus['engine']['kind']> = new Set([
  'paused-auth',
  'paused-revoked',
  'too-old',
])

function iconOf({ kind, waiting, engine }: SyncStatus, late: 'calm' | 'late' | 'stuck'): IconName {
  if (kind === 'personal') return 'home'
  if (late === 'stuck') return 'warn'
  return waiting > 0 || engine.kind !== 'idle' ? 'wait' : 'check'
}

function wordsOf(status: SyncStatus, now: number): string {
  if (status.kind === 'personal') return t('panel.sync.personal')
  const parts = [waitingWords(status, now)]
  if (status.engine.kind === 'backing-off') parts.push(retryWords(status, now))
  return parts.filter((part) => part !== '').join(DOT)
}

function waitingWords({ waiting, oldestAt, engine }: SyncStatus, now: number): string {
  // "Waiting for 0 min" is what a person reads right after every entry.
  if (waiting > 0 && oldestAt !== null && now - oldestAt >= 60_000)
    return t('panel.sync.waiting-since', { count: waiting, age: formatSpan(now - oldestAt) })
  if (waiting > 0) return t('panel.sync.waiting', { count: waiting })
  return engine.kind === 'idle' ? t('panel.sync.all-sent') : t('panel.sync.nothing-waits')
}

/** What stopped it, and when it is tried again: sentences. */
function retryWords({ problem, nextTryAt }: SyncStatus, now: number): string {
  const what = problem === null ? [] : [t(`shared.problem.${problem.code}.what`)]
  if (nextTryAt === null || nextTryAt <= now) return what.join(' ')
  const soon = nextTryAt - now < 60_000
  const next = soon
    ? t('panel.sync.next-soon')
    : t('panel.sync.next-at', { time: formatTime(nextTryAt, now) })
  return [...what, next].join(' ')
}
