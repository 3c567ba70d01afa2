/**
 * The distinct words of names and handles as they are looked up: lower case, without accents, split at
 * everything that is neither letter nor digit. `Jörg Ångström` becomes `jorg`, `angstrom`.
 */
export function searchWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return [...new Set(folded.split(/[^\p{L}\p{N}]+/u))].filter((word) => word !== '')
}
