import { type Inserted, insertDraft } from '../sites/insert-draft.ts'

/** `insertDraft` with this page's clock. */
export function writeInto(box: Element, text: string): Promise<Inserted> {
  return insertDraft(box, text, {
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    now: () => performance.now(),
  })
}
