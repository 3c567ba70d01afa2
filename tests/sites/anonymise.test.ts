// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anonymise, publicWords } from '../../lib/sites/anonymise.ts'
import { isPhrase } from '../../lib/sites/anonymise-phrases.ts'
import { structureOf } from '../../lib/sites/anonymise-structure.ts'
import { read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import type { Reading } from '../../lib/sites/site.ts'
import { timeOfTid } from '../../lib/sites/tid.ts'
import { fixtures } from './fixtures.ts'

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

/** What a reading is made of, without a word of it: who is who, what answers what, and in which state it is. */
function shapeOf({ thread, report }: Reading) {
  const number = numbering()
  return {
    site: report.site,
    page: thread.page,
    failed: report.failed,
    missing: report.missing,
    posts: thread.posts.map((post) => ({
      author: post.author && number.author(post.author.key),
      parent: post.parent && { key: number.post(post.parent.key), inferred: post.parent.inferred },
      key: number.post(post.key),
      state: post.state,
      promoted: post.promoted,
      truncated: post.truncated,
      has: {
        permalink: post.permalink !== null,
        text: post.text.length > 0,
        quoted: post.quoted !== null,
        time: post.time !== null,
        sharedBy: post.sharedBy !== null,
        stableId: post.author?.stableId != null,
      },
    })),
  }
}

function numbering() {
  const order = () => {
    const known = new Map<string, number>()
    return (key: string) => {
      known.set(key, known.get(key) ?? known.size)
      return known.get(key) ?? 0
    }
  }
  return { author: order(), post: order() }
}

const SEED = 20_261

function anonymised(html: string, url: string, seed = SEED) {
  const before = parse(html)
  const site = siteFor(new URL(url), before)
  const made = anonymise(before, [before.documentElement], { url: new URL(url), site, seed })
  return { ...made, before, site, page: `<!doctype html>${made.html.join('')}` }
}

/** Runs of at least four letters or figures, in lower case. */
function longRuns(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{M}\p{Nd}]{4,}/gu) ?? []).map((run) => run.toLowerCase())
}

/** What the page's people are called and wrote, and where they did. */
function personalWords({ thread }: Reading): ReadonlySet<string> {
  const words = new Set<string>()
  const add = (text: string | null | undefined) => {
    for (const run of longRuns(decoded(text ?? ''))) words.add(run)
  }
  add(thread.title)
  for (const post of thread.posts) {
    for (const text of [post.text, post.quoted, post.key, post.sharedBy]) add(text)
    for (const text of Object.values(post.author ?? {})) add(text)
    add(post.permalink?.replace(/^https?:\/\/[^/]*/, ''))
  }
  // What every invented host ends in, the filler's too.
  words.delete('example')
  return words
}

/** Without "3 weeks ago" and what else sites say of a post themselves: people use the same words. */
function withoutPhrases(page: string): string {
  return page.replace(/(?<=>)[^<>]+(?=<)|(?<==")[^"]*(?=")/g, (text) => (isPhrase(text) ? '' : text))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Names of elements, in the order of the page and as deep as they stand; text as its length. */
function treeOf(element: Element): unknown {
  return [
    element.localName,
    ...Array.from(element.childNodes).flatMap((node) =>
      node.nodeType === 1
        ? [treeOf(node as Element)]
        : node.nodeType === 3
          ? [Array.from(node.nodeValue ?? '').length]
          : [],
    ),
  ]
}

describe('an anonymised page', () => {
  it.each(fixtures())('$name is read to the same posts, authors, parents and states', ({ html, url }) => {
    const { before, site, page, url: address } = anonymised(html, url)
    if (!site) throw new Error('no site reads this fixture')
    const after = parse(page)
    expect(siteFor(new URL(address), after)?.id).toBe(site.id)
    expect(shapeOf(read(site, after, new URL(address)))).toEqual(shapeOf(read(site, before, new URL(url))))
  })

  it.each(fixtures())('$name keeps no word of what people wrote or are called', ({ html, url, reading }) => {
    const { page, site } = anonymised(html, url)
    const words = personalWords(reading)
    const { isStructural } = structureOf(site ? publicWords(site) : [])
    const kept = longRuns(decoded(withoutPhrases(page))).filter((run) => words.has(run) && !isStructural(run))
    expect(words.size).toBeGreaterThan(0)
    expect([...new Set(kept)]).toEqual([])
  })

  it.each(fixtures())('$name leaves the document as it was', ({ html, url }) => {
    const before = parse(html)
    const source = before.documentElement.outerHTML
    anonymise(before, [before.documentElement], { url: new URL(url), site: null, seed: 1 })
    expect(before.documentElement.outerHTML).toBe(source)
  })
})

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äßñçØжЖωΩמع日本語ไท'
const word = fc
  .array(fc.constantFrom(...letters), { minLength: 4, maxLength: 16 })
  .map((characters) => characters.join(''))
  .filter((text) => !structureOf([]).isStructural(text) && /\p{L}.*\p{L}/u.test(text))

/** One word in every place of a post where a page may write somebody's. */
function pageOf(name: string, said: string): string {
  const data = {
    '@type': 'Comment',
    text: `${said} <b>${said}</b>`,
    author: { name, url: `https://${name}.test/${said}` },
  }
  return `<!doctype html><title>${said}</title><article class="post author-${name}" data-testid="post-by-${name}" id="${name}">
    <a href="https://talk.test/u/${encodeURIComponent(name)}?q=${encodeURIComponent(said)}#${encodeURIComponent(said)}" title="${name}">${name}</a>
    <img src="https://media.test/${encodeURIComponent(name)}.png" alt="${name}, ${said}"><input value="${said}"><textarea>${said}</textarea>
    <p aria-label="${said} by ${name}" data-author="${name}" data-props='${JSON.stringify(data)}'>${said}, (${name})!</p>
    <!-- ${said} --><style>.a { content: "${said}" }</style><script>tell("${said}")</script>
    <script type="application/ld+json">${JSON.stringify(data)}</script></article>`
}

describe('filler', () => {
  const made = (html: string, seed = SEED) => anonymised(html, 'https://talk.test/t/1', seed)

  it('takes the place of every word in every place', () => {
    fc.assert(
      fc.property(word, word, fc.nat(), (name, said, seed) => {
        const { page } = made(pageOf(name, said), seed)
        const text = decoded(page).toLowerCase()
        expect(text).not.toContain(name.toLowerCase())
        expect(text).not.toContain(said.toLowerCase())
      }),
      // Ids whose letters are a word of web pages, by chance.
      {
        numRuns: 150,
        examples: [
          ['phP5', 'poSt7', 1],
          ['paGe3', 'uSeR9', 2],
        ],
      },
    )
  })

  it('is the same for the same word wherever it stands, and another for another', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { minLength: 2, maxLength: 12, selector: (text) => text.toLowerCase() }),
        (words) => {
          const items = words.map(
            (text) => `<li><a href="/u/${encodeURIComponent(text)}">${text}</a><b>${text}</b></li>`,
          )
          const after = parse(made(`<ul>${items.join('')}</ul>`).page)
          const links = Array.from(after.querySelectorAll('a'), (link) => link.textContent ?? '')
          const bold = Array.from(after.querySelectorAll('b'), (one) => one.textContent ?? '')
          const addresses = Array.from(after.querySelectorAll('a'), (link) =>
            decoded((link.getAttribute('href') ?? '').slice(3)),
          )
          expect(bold).toEqual(links)
          expect(addresses).toEqual(links)
          expect(new Set(links).size).toBe(words.length)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('keeps length, capitals, figures, punctuation, blanks and the shape of the tree', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(word, fc.constantFrom(', ', '. ', ' (', ')! ', '\n', '🦊', ' 12 ', '— '))),
        (parts) => {
          const text = parts.join('')
          const before = parse('<main><p></p><i>1</i></main>')
          const paragraph = before.querySelector('p')
          if (paragraph) paragraph.textContent = text
          const { html } = anonymise(before, [before.documentElement], {
            url: new URL('https://talk.test/'),
            site: null,
            seed: SEED,
          })
          const after = parse(`<!doctype html>${html.join('')}`)
          const classes = (source: string) =>
            source
              .replace(/\p{Lu}/gu, 'X')
              .replace(/[\p{L}\p{M}]/gu, 'x')
              .replace(/\p{Nd}/gu, '0')
              .replace(/\p{Extended_Pictographic}/gu, '☺')
          const filled = after.querySelector('p')?.textContent ?? ''
          expect(classes(filled)).toBe(classes(text))
          expect(treeOf(after.documentElement)).toEqual(treeOf(before.documentElement))
        },
      ),
      { numRuns: 100 },
    )
  })

  it('is the same whenever the seed is the same, and another for another seed', () => {
    const page = pageOf('slowpour_ana', 'Quillon jams again')
    expect(made(page, 7).page).toBe(made(page, 7).page)
    expect(made(page, 7).page).not.toBe(made(page, 8).page)
  })

  it('keeps ids and times in their shape', () => {
    const { page } = made(
      `<main><p data-id="1834567890123456789" data-tid="3lk4j5h6g7f2a" data-uuid="123e4567-e89b-12d3-a456-426614174000"
        data-epoch="1767225600" data-36="t1_lq9x2ab" data-64="${btoa('comment:1220900_9000003')}"><time datetime="2026-03-05T08:09:10.000Z">5 Mar</time></p></main>`,
    )
    // What the attributes are called is filler too: they keep their order.
    const filled = Array.from(parse(page).querySelector('p')?.attributes ?? [], ({ value }) => value)
    const [id = '', tid = '', uuid = '', epoch = '', in36 = '', in64 = ''] = filled
    expect(id).toMatch(/^156\d{16}$/)
    expect(tid).toMatch(/^3kk[2-7a-z]{10}$/)
    expect(uuid).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(epoch).toMatch(/^1[67]\d{8}$/)
    expect(in36).toMatch(/^t1_[a-z]{2}[2-7][a-z][2-7][a-z]{2}$/)
    expect(atob(in64)).toMatch(/^comment:\d{7}_\d{7}$/)
    const year = 365 * 86_400_000
    // As X counts milliseconds in an id, and AT Protocol microseconds in a tid.
    const ofX = (written: string) => Number(BigInt(written) >> 22n)
    expect(ofX('1834567890123456789') - ofX(id)).toBeGreaterThan(year)
    expect(Date.parse(timeOfTid('3lk4j5h6g7f2a') ?? '') - Date.parse(timeOfTid(tid) ?? '')).toBeGreaterThan(
      year,
    )
    expect((1_767_225_600 - Number(epoch)) * 1_000).toBeGreaterThan(year)
    expect(
      Date.parse('2026-03-05T08:09:10Z') -
        Date.parse(parse(page).querySelector('time')?.getAttribute('datetime') ?? ''),
    ).toBeGreaterThan(year)
  })

  it('leaves out code, comments, styles, drawings and what was typed', () => {
    const { page } = made(
      '<main onclick="steal()" style="display:none;background:url(//a.test/x)"><svg><path d="M0 0"></path></svg><input value="my draft"><textarea>my draft</textarea><script>secret()</script><!-- secret --></main>',
    )
    expect(page).not.toMatch(/steal|secret|draft|M0|background|<!--/)
    expect(page).toContain('style="display:none"')
  })

  it('keeps the posts that a page without scripts holds in its <noscript>', () => {
    const document = parse('<main><noscript></noscript></main>')
    const paragraph = document.createElement('p')
    paragraph.textContent = 'slowpour'
    document.querySelector('noscript')?.append(paragraph)
    const url = new URL('https://talk.test/1')
    const { html } = anonymise(document, [document.documentElement], { url, site: null, seed: SEED })
    expect(html.join('')).toMatch(/<noscript><p>(?!slowpour)[a-z]{8}<\/p><\/noscript>/)
  })

  it('writes markup in texts and values as text, and reaches past what shadows the members of an element', () => {
    const { page } = made(
      '<main><form><input name="childNodes"><input name="getAttributeNames"><b title="&quot;><script>alert(1)</script>">&lt;img src=x onerror=alert(1)&gt;</b></form></main>',
    )
    const after = parse(page)
    expect(after.querySelectorAll('script, img').length).toBe(0)
    expect(after.querySelectorAll('form input').length).toBe(2)
  })

  it('puts up with data that is broken, deep or full of strange keys', () => {
    const deep = `${'['.repeat(3_000)}"deepsecret"${']'.repeat(3_000)}`
    for (const data of [deep, '{"__proto__":{"slowpour":"slowpour"}}', '{"a":', '{"a":"\\ud800slowpour"}']) {
      const { page } = made(`<main>slowpour<script type="application/json">${data}</script></main>`)
      expect(page).not.toMatch(/slowpour|deepsecret/)
    }
  })
})
