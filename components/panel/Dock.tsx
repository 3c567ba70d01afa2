import { newestOf } from '../../lib/panel/live.ts'
import type { PanelToast } from '../../lib/panel/panel-toast.ts'
import { SyncBanner } from '../outbox/SyncBanner.tsx'
import { SyncLine } from '../outbox/SyncLine.tsx'
import { t } from '../shared/i18n.ts'
import { Notice } from '../shared/Notice.tsx'
import { Toast } from '../shared/Toast.tsx'
import type { PanelProps } from './Panel.tsx'

/** Above the tabs: what went wrong, what was done, what waits to be sent. Seen from every screen. */
export function Dock({ state, actions, onOptions }: PanelProps) {
  const now = state.clock.value
  const sync = newestOf(state.sync.value)
  const toast = state.toast.value
  const route = state.route.value
  const adds = isLogged(toast) && route.screen === 'mention' && route.key === state.logged.value?.mentionKey
  return (
    <>
      <div class="dock-notices">
        <SyncBanner
          status={sync}
          now={now}
          onJoinAgain={() => onOptions('workspaces')}
          onSaveUnsent={() => void actions.saveUnsent()}
          onLeave={() => onOptions('workspaces')}
          onTryNow={() => void actions.sendNow()}
          onKnowLost={() => void actions.knowLost()}
        />
        {state.notices.value.map((notice) => (
          <Notice
            key={notice.id}
            problem={notice.problem}
            kept={t(`panel.during.${notice.during}`)}
            now={now}
            onDismiss={() => actions.dismiss(notice.id)}
          />
        ))}
      </div>
      <Toast
        text={toast === null ? null : wordsOf(toast)}
        next={adds ? { label: t('panel.toast.add'), onNext: goToAfterLog } : undefined}
        onUndo={isUndoable(toast) ? () => void actions.undo() : undefined}
        onDismiss={() => {
          state.toast.value = null
        }}
      />
      <div class="dock-line">
        <SyncLine
          status={sync}
          now={now}
          onTryNow={() => void actions.sendNow()}
          onSetAside={() => actions.open({ screen: 'set-aside', from: 'set-aside' })}
        />
        <button
          type="button"
          class="button plain"
          aria-haspopup="dialog"
          aria-keyshortcuts="?"
          onClick={() => {
            state.helpOpen.value = true
          }}
        >
          {t('panel.keys.button')}
          <kbd>?</kbd>
        </button>
      </div>
    </>
  )
}

/** The lines after the gesture are at the end of the mention; nobody should have to look for them. */
function goToAfterLog(): void {
  document.getElementById('after-learned')?.focus()
}

function isLogged(toast: PanelToast | null): toast is Extract<PanelToast, { undo: string }> {
  return toast !== null && 'undo' in toast
}

function isUndoable(toast: PanelToast | null): boolean {
  return toast !== null && ('undo' in toast || 'before' in toast || 'revert' in toast)
}

function wordsOf(toast: PanelToast): string {
  return isLogged(toast)
    ? t(`panel.toast.${toast.kind}`, { outcome: t(`shared.outcome.${toast.outcome}`) })
    : t(`panel.toast.${toast.kind}`)
}
