import { LIMITS } from './limits.ts'
import { AuthorSchema, SiteIdSchema, WebUrlSchema } from './thread.ts'
import { z } from './zod.ts'

/** Text that a person selected in a page, with what the page tells of who wrote it and where. */
export const PageSelectionSchema = z.object({
  text: z.string().min(1).max(LIMITS.postText),
  /** Null: the selection lies in no post that is read, or in several. */
  author: AuthorSchema.nullable(),
  /** Of the post, else of the page. */
  permalink: WebUrlSchema.nullable(),
  title: z.string().max(LIMITS.label).nullable(),
  /** Site of the page, `generic` where none is known. */
  site: SiteIdSchema,
})

export type PageSelection = z.infer<typeof PageSelectionSchema>
