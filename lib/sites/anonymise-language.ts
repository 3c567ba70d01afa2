/** Of three letters many a first name is one: of those what sites give that know no better. */
const LONG = /^(?:und|zxx|mul|mis|fil|ckb|qme|qst|qht|qam|qct|art)$/i

/** A language that there is, as `de-CH`, `pt_BR` or `zh-Hant`; null for anything else that stands in its place. */
export function knownLanguage(tag: string): string | null {
  const [primary = '', ...rest] = tag.trim().split(/[-_]/)
  const isLanguage = /^[a-z]{2}$/i.test(primary) ? isKnown('language', primary) : LONG.test(primary)
  const isRest = rest.every((part) =>
    /^[a-z]{4}$/i.test(part)
      ? isKnown('script', part)
      : /^(?:[a-z]{2}|\d{3})$/i.test(part) && isKnown('region', part),
  )
  return isLanguage && rest.length < 3 && isRest ? tag : null
}

function isKnown(kind: 'language' | 'script' | 'region', code: string): boolean {
  try {
    return new Intl.DisplayNames('en', { type: kind, fallback: 'none' }).of(code) !== undefined
  } catch {
    return false
  }
}
