import type { PinnedKey } from '../model/recipe-list.ts'

/** Set by those who build an Earshot of their own: docs/recipes.md. Absent outside a build, as in scripts. */
const built = (import.meta.env ?? {}) as {
  readonly WXT_RECIPE_LIST?: string
  readonly WXT_RECIPE_KEY?: string
}

/** Where the release list is. It is asked for only when a person presses the button. The publisher sets it. */
export const RECIPE_LIST_ADDRESS: string = built.WXT_RECIPE_LIST || 'https://earshot.example/recipes.json'

/**
 * Keys that a release list is accepted from. Two stand here while one takes over from the other; a key that
 * is taken out is no longer accepted by the versions that lack it. The publisher sets them: the private half of the one
 * below was never kept, so that until then no list is accepted at all.
 */
export const RECIPE_KEYS: readonly PinnedKey[] = ownKey(built.WXT_RECIPE_KEY) ?? [
  {
    id: 'unset-2026',
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEsO21QW0S3JSrTqUjVxz/Pe+yBjDt361NVhS/9453Ux4F4FAWmk2/AhXWJtyl15hth9OJY/tK8ZaeEqtR4wjvRA==',
  },
]

/** `id:key`, as `npm run recipes -- keys` prints it. */
function ownKey(given: string | undefined): readonly PinnedKey[] | null {
  const [id, key] = given?.split(':') ?? []
  return id && key ? [{ id, key }] : null
}
