import { OutcomeSchema } from '../model/interaction.ts'
import type { PageSelection } from '../model/selection.ts'
import type { Author } from '../model/thread.ts'
import { z } from '../model/zod.ts'

const line = z.string().max(50_000)

/** What stands in the form for logging by hand. */
const ByHandFormSchema = z.object({
  name: line,
  handle: line,
  text: line,
  permalink: line,
  learned: line,
  outcome: OutcomeSchema,
})

export type ByHandForm = z.infer<typeof ByHandFormSchema>

/** The form as an earlier panel left it; null when there is none that can be read. */
export function leftByHand(left: string | null): ByHandForm | null {
  if (left === null) return null
  try {
    return ByHandFormSchema.safeParse(JSON.parse(left)).data ?? null
  } catch {
    return null
  }
}

interface Filling {
  readonly address: string | null
  /** What an earlier selection put into the form. */
  readonly earlier?: PageSelection | null
  readonly replace?: boolean
}

/**
 * The form with what was selected in a page. What stands in a field stays, unless nobody typed it (the page's `address`,
 * an `earlier` selection as it was), or the person said `replace`. `kept`: something was not put in for that.
 */
export function fillByHand(
  form: ByHandForm,
  picked: PageSelection,
  { address, earlier = null, replace = false }: Filling,
): { readonly form: ByHandForm; readonly kept: boolean } {
  const found = fieldsOf(picked)
  const before = earlier && fieldsOf(earlier)
  const filled = { ...form }
  let kept = false
  for (const field of ['name', 'handle', 'text', 'permalink'] as const) {
    const stands = form[field].trim()
    const picksUp = field === 'permalink' ? found.permalink || (address ?? '') : found[field]
    // Of another selection: one person's name must not stand above another's words.
    const isEarlier = stands !== '' && stands === before?.[field].trim()
    const isFree = replace || stands === '' || isEarlier || (field === 'permalink' && stands === address)
    if (stands === picksUp.trim() || (picksUp === '' && !isEarlier)) continue
    if (isFree) filled[field] = picksUp
    else if (found[field] !== '') kept = true
  }
  return { form: filled, kept }
}

function fieldsOf({ author, text, permalink }: PageSelection): Omit<ByHandForm, 'learned' | 'outcome'> {
  return {
    name: author?.name ?? author?.handle ?? '',
    handle: author?.handle ?? '',
    text,
    permalink: permalink ?? '',
  }
}

/** The form's author as the page knows them, as long as name and handle are still theirs. */
export function knownAuthor(form: ByHandForm, picked: PageSelection | null): Author | null {
  const author = picked?.author ?? null
  if (!author) return null
  const isSame =
    form.name.trim() === (author.name ?? author.handle ?? '') && form.handle.trim() === (author.handle ?? '')
  return isSame ? author : null
}
