import { Icon } from './Icon.tsx'
import { t } from './i18n.ts'

interface ToastProps {
  readonly text: string | null
  readonly onUndo?: (() => void) | undefined
  readonly onDismiss: () => void
}

/** Says what was done and stays until the person goes on: an undo that runs away helps nobody. The live region is always there, else its first words are not read out. */
export function Toast({ text, onUndo, onDismiss }: ToastProps) {
  return (
    <div class={text === null ? 'toast-place' : 'toast-place toast'} role="status" aria-live="polite">
      {text !== null && (
        <>
          <span class="toast-text">{text}</span>
          {onUndo && (
            <button type="button" class="button" onClick={onUndo}>
              {t('shared.toast.undo')}
            </button>
          )}
          <button type="button" class="button plain" onClick={onDismiss} aria-label={t('shared.toast.close')}>
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  )
}
