import { type Signal, signal } from '@preact/signals'
import { z } from '../model/zod.ts'
import type { Scratch, ScratchCopy } from './autosave.ts'

/** A form that is open, with what was typed so far. */
export interface OpenForm<Draft> {
  /** What is being edited; null: something new. */
  readonly id: string | null
  readonly draft: Draft
}

export interface KeptForm<Draft> {
  readonly form: Signal<OpenForm<Draft> | null>
  /** Takes up the form that was left open in this workspace, if one was. */
  follow(workspaceId: string): void
  open(id: string | null, draft: Draft): void
  change(draft: Draft): void
  /** After saving or cancelling: the copy goes as well. */
  close(): void
}

/**
 * A form whose draft outlives its section and its page: each change is in a scratch copy of the workspace
 * at once. A copy that does not follow `schema` is dropped.
 */
export function createKeptForm<Draft>(
  scratch: Scratch,
  name: string,
  schema: z.ZodType<Draft>,
): KeptForm<Draft> {
  const form = signal<OpenForm<Draft> | null>(null)
  const kept = z.object({ id: z.string().nullable(), draft: schema })
  let copy: ScratchCopy | null = null

  function take(next: OpenForm<Draft> | null): void {
    form.value = next
    if (next === null) copy?.clear()
    else copy?.keep(JSON.stringify(next))
  }

  return {
    form,
    follow(workspaceId) {
      copy = scratch(`${name} ${workspaceId}`)
      form.value = kept.safeParse(parsedJson(copy.left ?? '')).data ?? null
    },
    open: (id, draft) => take({ id, draft }),
    change(draft) {
      if (form.value !== null) take({ ...form.value, draft })
    },
    close: () => take(null),
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
