/**
 * Sizes that every boundary agrees on. No schema here, so that the reader script may import it.
 * The wire limits are those of docs/protocol.md.
 */
export const LIMITS = {
  /** A post's text is cut here, with `truncated` set: a page may hold a post of a megabyte. */
  postText: 20_000,
  /** Names, handles, titles. */
  label: 300,
  tag: 64,
  url: 2_048,
  /** Posts in one `thread.seen` message. */
  postsPerMessage: 200,
  noteBody: 50_000,
  draftText: 50_000,
  eventBytes: 32 * 1024,
  /** Version of an event's type: what four bytes hold, in any store. */
  eventVersion: 2 ** 31 - 1,
  /** A note's revision carries the whole body: `noteBody` in any script, and still one batch. */
  noteEventBytes: 224 * 1024,
  batchEvents: 200,
  batchBytes: 256 * 1024,
  pullEvents: 500,
  snapshotEvents: 1_000,
  /** People in one erasure, and erasures in one answer. */
  erasedContacts: 100,
  erasures: 20_000,
  /** Personal tokens of one member that are good. Each has rates of its own: without end of them there would be none. */
  tokens: 50,
  /** Live claims of one workspace. */
  claims: 2_000,
  playbookBytes: 2 * 1024 * 1024,
  /** Repaired recipes in one playbook or release list, and their length together as JSON. */
  recipes: 100,
  recipeBytes: 512 * 1024,
  /** A restore file. */
  backupBytes: 512 * 1024 * 1024,
} as const
