import { isHidden } from './dom.ts'
import type { Watching } from './pass.ts'

interface Steps {
  /** Begins the visit that was put off. */
  enter(): void
  /** Nothing that was read counts any more. */
  forget(): void
  /** The page's changes are not told any more, until `watching.observe`. */
  ignore(): void
  /** One more pass is wanted. */
  want(): void
}

/** What becomes of a visit while its page comes into view and goes out of it. */
export function createView(watching: Watching, { enter, forget, ignore, want }: Steps) {
  const { document, now } = watching
  /** The visit begins once somebody looks. */
  let due = false
  /** The page changed while nobody looked. */
  let changed = false

  function enterWhenSeen(): void {
    due = isHidden(document)
    changed = false
    if (due) ignore()
    else enter()
  }

  /** One change is enough to know that all must be looked at again; a busy page would tell of a thousand a second. */
  function changedUnseen(): void {
    changed = true
    ignore()
    forget()
  }

  function turned(): void {
    if (isHidden(document)) return
    if (due) {
      enterWhenSeen()
      return
    }
    if (!watching.complete) watching.waitingSince = now()
    if (changed) {
      changed = false
      watching.lastChange = now()
      watching.observe()
    }
    want()
  }

  return { enterWhenSeen, changedUnseen, turned }
}
