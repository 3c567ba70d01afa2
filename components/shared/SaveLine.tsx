import type { Problem } from '../../lib/model/problem.ts'
import type { SaveState } from '../../lib/panel/autosave.ts'
import { t } from './i18n.ts'

interface SaveLineProps {
  readonly state: SaveState
  /** What "saved" means for this box: "Kept on this computer". */
  readonly where: string
  readonly onRetry: () => void
  /** Id of the box: "save again" goes away, and the person goes on there. */
  readonly box: string
}

/** Says whether what stands in the box is also stored. Not saved is said aloud and stays until it is. */
export function SaveLine({ state, where, onRetry, box }: SaveLineProps) {
  if (state.kind === 'set-aside')
    return (
      <span class="save-line not-saved" role="alert">
        {t('shared.save.set-aside')}
      </span>
    )
  if (state.kind === 'not-saved')
    return (
      <span class="save-line not-saved" role="alert">
        {t('shared.save.not-saved')} {t(`shared.problem.${state.problem.code}.what`)}
        {!isFinal(state.problem) && (
          <button
            type="button"
            class="button plain"
            onClick={() => {
              document.getElementById(box)?.focus()
              onRetry()
            }}
          >
            {t('shared.save.retry')}
          </button>
        )}
      </span>
    )
  return (
    <span class="save-line small" role="status">
      {state.kind === 'saving' && t('shared.save.saving')}
      {state.kind === 'saved' && where}
    </span>
  )
}

/** The same text will never be taken. */
function isFinal({ code }: Problem): boolean {
  return code === 'erased' || code === 'too-large'
}
