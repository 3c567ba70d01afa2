import { useRef } from 'preact/hooks'
import { Icon } from './Icon.tsx'
import { t } from './i18n.ts'
import { focusHeading } from './Screen.tsx'

interface ToastProps {
  readonly text: string | null
  /** A way to go on from what was done. */
  readonly next?: { readonly label: string; readonly onNext: () => void } | undefined
  readonly onUndo?: (() => void) | undefined
  readonly onDismiss: () => void
}

/** Says what was done and stays until the person goes on: an undo that runs away helps nobody. The live region is always there, else its first words are not read out. */
export function Toast({ text, next, onUndo, onDismiss }: ToastProps) {
  const cameFrom = useRef<EventTarget | null>(null)
  /** The button that was pressed goes away: the focus goes back to where it was before. */
  const leaving = (work: () => void) => () => {
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus()
    else focusHeading()
    work()
  }
  return (
    <div
      class={text === null ? 'toast-place' : 'toast-place toast'}
      role="status"
      aria-live="polite"
      onFocusIn={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) cameFrom.current = relatedTarget
      }}
    >
      {text !== null && (
        <>
          <span class="toast-text">{text}</span>
          <span class="cluster">
            {next && (
              <button type="button" class="button" onClick={next.onNext}>
                {next.label}
              </button>
            )}
            {onUndo && (
              <button type="button" class="button" onClick={leaving(onUndo)}>
                {t('shared.toast.undo')}
              </button>
            )}
            <button
              type="button"
              class="button plain"
              onClick={leaving(onDismiss)}
              aria-label={t('shared.toast.close')}
            >
              <Icon name="close" />
            </button>
          </span>
        </>
      )}
    </div>
  )
}
