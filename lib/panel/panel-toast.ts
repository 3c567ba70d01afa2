import type { Outcome } from '../model/interaction.ts'
import type { TakeBack } from './judge-mention.ts'

/** A line above the tabs that says what was done. `undo`, `before` and `revert` take it back. */
export type PanelToast =
  | { readonly kind: 'logged' | 'changed'; readonly outcome: Outcome; readonly undo: string }
  | {
      readonly kind: 'said-us' | 'set-aside' | 'rule-changed' | 'unsaid'
      /** How it was before. */
      readonly before: TakeBack
    }
  | {
      readonly kind: Reverted
      readonly revert: () => Promise<void>
    }
  | {
      readonly kind:
        | 'taken-back'
        | 'copied'
        | 'not-on-page'
        | 'note-deleted'
        | 'proposal-copied'
        | 'verdict-undone'
        | 'kept-again'
        | 'sent-again'
        | 'file-saved'
        | 'as-before'
        | 'claim-released'
        | 'fact-confirmed'
        | 'fact-retracted'
        | 'value-kept'
        | 'erased'
    }

/** What can be taken back by a step of its own. */
type Reverted =
  | 'discarded'
  | 'claimed'
  | 'fields-saved'
  | 'value-used'
  | 'tag-removed'
  | 'handle-unlinked'
  | 'merged'
  | 'parted'
  | 'person-deleted'
