import { useEffect, useRef } from 'preact/hooks'
import { type MessageKey, t } from './i18n.ts'

interface KeyHelpProps {
  readonly open: boolean
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: MessageKey }[]
  readonly onClose: () => void
}

/** The keys of the screen, in the browser's own dialog: it traps the focus, closes with Escape and gives the focus back. */
export function KeyHelp({ open, keys, onClose }: KeyHelpProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal()
    if (!open) dialog.current?.close()
  }, [open])
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="key-help-title" onClose={onClose}>
      <h2 id="key-help-title">{t('shared.keys.title')}</h2>
      <dl class="keys">
        {keys.map((line) => (
          <div key={line.does}>
            <dt>
              {line.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(line.does)}</dd>
          </div>
        ))}
      </dl>
      <p class="small">{t('shared.keys.typing')}</p>
      <button type="button" class="button" onClick={onClose}>
        {t('shared.keys.close')}
      </button>
    </dialog>
  )
}
