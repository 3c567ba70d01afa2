/** Where a page was saved from, as browsers and pages note it; null: nothing says it. */
export function addressIn(html: string): string | null {
  const saved = html.match(/<!--\s*saved from url=\(\d+\)(\S+)\s*-->/)?.[1]
  if (saved) return saved
  const tags = html.slice(0, 500_000).match(/<(?:link|meta)\b[^>]*>/gi) ?? []
  const named = (test: RegExp, name: RegExp) =>
    tags
      .find((tag) => test.test(tag))
      ?.match(name)?.[1]
      ?.replaceAll('&amp;', '&') ?? null
  return (
    named(/\brel=["']?canonical\b/i, /\bhref=["']?([^"'\s>]+)/i) ??
    named(/\bproperty=["']?og:url\b/i, /\bcontent=["']?([^"'\s>]+)/i)
  )
}
