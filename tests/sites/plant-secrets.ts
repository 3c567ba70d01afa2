import fc from 'fast-check'

/** What somebody would not have in a page that is shown to others. */
export interface Secrets {
  /** Of words that sites use of themselves too. */
  readonly sentence: string
  readonly name: string
  readonly email: string
  /** Ids, tokens and numbers. */
  readonly ids: readonly string[]
  /** As `2009-03-05`. */
  readonly date: string
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzäßñçØжЖωΩ'
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

const letters = (from: string, minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...from), { minLength, maxLength }).map((characters) => characters.join(''))

export function secretsOf(publicWords: readonly string[]): fc.Arbitrary<Secrets> {
  return fc.record({
    sentence: fc
      .array(fc.constantFrom(...publicWords), { minLength: 6, maxLength: 10 })
      .map((words) => words.join(' ')),
    name: letters(LETTERS, 9, 14).filter((name) => /^\p{L}+$/u.test(name)),
    email: fc
      .tuple(letters('abcdefghijklmnopqrstuvwxyz', 9, 12), letters('abcdefghijklmnopqrstuvwxyz', 9, 12))
      .map(([who, where]) => `${who}@${where}.test`),
    ids: fc.tuple(
      letters('123456789', 7, 20),
      letters('0123456789abcdef', 16, 32),
      letters('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-', 18, 40),
      letters('1234567890', 8, 11).map((number) => `+${number}`),
    ),
    date: fc
      .date({ min: new Date('1990-01-01'), max: new Date('2012-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  })
}

/** Every way in which a page may write a text. */
export function waysOf(text: string): readonly string[] {
  const words = text.split(' ')
  const bytes = [...new TextEncoder().encode(text)]
  return [
    text,
    text.toUpperCase(),
    encodeURIComponent(text),
    encodeURIComponent(encodeURIComponent(text)),
    words.join('-'),
    words.join('_'),
    words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(''),
    btoa(String.fromCharCode(...bytes)),
    bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    Array.from(text, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  ]
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** A part of a page that holds a text in every place where one can stand, in every way. */
export function placesOf(text: string): string {
  const slug = text.replace(/[^\p{L}\p{N}]+/gu, '-').toLowerCase()
  const named = /^[\w-]+$/.test(slug) ? slug : 'plain'
  const entities = Array.from(text, (character) => `&#x${character.codePointAt(0)?.toString(16)};`).join('')
  const data = {
    '@type': 'Comment',
    text: `${text} <b title="${text}">${text}</b>`,
    headline: text,
    author: { '@type': 'Person', name: text, url: `https://${named}.test/u/${encodeURIComponent(text)}` },
    [text]: { slug, [slug]: [text, ...waysOf(text)] },
  }
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return `<!-- ${text.replaceAll('--', '')} --><style>.${named}::after { content: "${escaped(text)}" }</style>
    <x-${named} class="author-${slug} by-${slug}" id="${slug}" data-${named}="1" data-testid="item-${slug}" lang="${escaped(text)}"
      style="background: url(https://a.test/${slug})" onclick="tell('${slug}')">${escaped(text)} (${escaped(text)})! ${entities}</x-${named}>
    <a href="https://talk.test/u/${encodeURIComponent(text)}/${slug}?q=${encodeURIComponent(text)}&${named}=1#${encodeURIComponent(text)}" title="${escaped(text)}">${escaped(text)}</a>
    <a href="mailto:${encodeURIComponent(text)}" aria-label="Reply to ${escaped(text)}">Reply</a>
    <a href="data:text/plain,${encodeURIComponent(text)}">x</a> <a href="javascript:tell('${slug}')">x</a>
    <img src="https://media.test/${encodeURIComponent(text)}.png" srcset="https://media.test/${slug}.png 2x" alt="${escaped(text)}">
    <img src="data:image/png;base64,${btoa(encodeURIComponent(text))}" data-src="//media.test/${slug}">
    <input type="hidden" name="token" value="${escaped(text)}"><input placeholder="${escaped(text)}"><textarea>${escaped(text)}</textarea>
    <meta name="description" content="${escaped(text)}"><template>${escaped(text)}</template><iframe srcdoc="${escaped(text)}"></iframe>
    ${waysOf(text)
      .map(
        (way) =>
          `<p data-value="${escaped(way)}" data-props='{"text":${JSON.stringify(way).replaceAll("'", '')}}'>${escaped(way)}</p>`,
      )
      .join('')}
    <script>tell(${JSON.stringify(text)})</script><script>window.state = ${json};</script>
    <script type="application/json">${json}</script><script type="application/ld+json">${json}</script>`
}

/** How people write a day. */
export function datesOf(date: string): readonly string[] {
  const [year = '', month = '', day = ''] = date.split('-')
  const name = MONTHS[Number(month) - 1] ?? ''
  return [
    date,
    `${date}T10:11:12Z`,
    `${Number(day)} ${name} ${year}`,
    `${name} ${Number(day)}, ${year}`,
    `${day}.${month}.${year}`,
    `${month}/${day}/${year}`,
    `${year}/${month}/${day}`,
  ]
}
