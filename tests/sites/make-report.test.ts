// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { makeReport } from '../../lib/sites/make-report.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import type { Site } from '../../lib/sites/site.ts'
import { fixtures } from './fixtures.ts'

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

function fixture(name: string) {
  const found = fixtures().find((one) => one.name === name)
  if (!found) throw new Error(`no fixture ${name}`)
  return found
}

function report(html: string, address: string, site?: Site | null): string {
  const document = parse(html)
  const url = new URL(address)
  const reads = site === undefined ? siteFor(url, document) : site
  return makeReport({ document, url, site: reads, language: 'de-DE', version: '1.2.3', seed: 20_261 })
}

describe('a report', () => {
  it('says who read the page, by which recipe, in which language and what was found', () => {
    const { html, url } = fixture('reddit--thread')
    const text = report(html, url)
    expect(text).toContain('Earshot 1.2.3, browser language de-DE')
    expect(text).toContain('- Site: reddit')
    expect(text).toMatch(/- Recipe: packaged, version \d+/)
    expect(text).toContain('- Page: thread')
    expect(text).toMatch(/- Address in filler: https:\/\/www\.reddit\.com\/r\/\w+\/comments\//)
    expect(text).toMatch(/- Read: \d+ posts, \d+ collapsed, not loaded: /)
  })

  it('shows how three posts are built, each with the elements around it', () => {
    const { html, url } = fixture('hackernews--thread')
    const text = report(html, url)
    expect(text.match(/^## Post \d of \d+$/gm)).toHaveLength(3)
    expect(text).toContain('<table')
    expect(text).toContain('hnuser')
  })

  it('counts posts, and none of the boxes in a post that its page labels too', () => {
    const review = (who: string) =>
      `<div itemscope itemtype="https://schema.org/Review"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">${who}</b></span><p itemprop="reviewBody">It holds what it promised.</p></div>`
    const text = report(['Ana', 'Kai', 'Tom'].map(review).join(''), 'https://mill.example/q2')
    expect(text.match(/^## Post .*$/gm)).toEqual(['## Post 1 of 3', '## Post 2 of 3', '## Post 3 of 3'])
  })

  it.each(fixtures())('on $name holds nobody of the page and nothing that they talk of', ({ html, url }) => {
    const people = [
      'slowpour',
      'brewbert',
      'grindlord',
      'tamper_tom',
      'crema_kai',
      'quillon',
      'lindqvist',
      'osei',
    ]
    const text = report(html, url).toLowerCase()
    expect(people.filter((name) => html.toLowerCase().includes(name)).length).toBeGreaterThan(0)
    expect(people.filter((name) => text.includes(name))).toEqual([])
  })

  it('names each expectation that failed, and outlines the main part where no post was found', () => {
    const { html, url } = fixture('hackernews--thread')
    const changed = html.replaceAll('athing', 'entry').replaceAll('fatitem', 'first')
    const text = report(changed, url)
    expect(text).toMatch(/- Expected at least \d+, found 0: `/)
    expect(text).toContain('## The main part of the page')
    expect(text).not.toContain('slowpour')
  })

  it('is made also where no site reads the page, and where the reader breaks on it', () => {
    const html = '<main><article>slowpour_ana says hello</article></main>'
    expect(report(html, 'https://talk.test/1', null)).toContain('- Site: none reads it')
    const site = siteFor(new URL('https://talk.test/1'), parse(html))
    const broken = site && {
      ...site,
      containers: () => {
        throw new Error('slowpour_ana')
      },
    }
    const text = report(html, 'https://talk.test/1', broken)
    expect(text).toContain('the reader failed')
    expect(text).not.toContain('slowpour')
  })

  it('stays short however long the page is, with its elements closed and the like of them shown thrice', () => {
    const row = (at: number) => `<li class="row">${`a word ${at} `.repeat(200)}</li>`
    const rows = Array.from({ length: 500 }, (_, at) => row(at)).join('')
    const text = report(`<main><ul>${rows}</ul></main>`, 'https://talk.test/1', null)
    expect(text.match(/<li class="row">/g)).toHaveLength(3)
    const wide = Array.from(
      { length: 3_000 },
      (_, at) => `<p class="p${at}-x">${'word '.repeat(40)}</p>`,
    ).join('')
    const long = report(`<main>${wide}</main>`, 'https://talk.test/1', null)
    expect(long.length).toBeLessThan(64_000)
    expect(long).toContain('Cut: it is longer.')
    expect(long.match(/<p /g)?.length).toBe(long.match(/<\/p>/g)?.length)
  })

  it('leaves the document as it was', () => {
    const { html, url } = fixture('x--thread')
    const document = parse(html)
    const before = document.documentElement.outerHTML
    const site = siteFor(new URL(url), document)
    makeReport({ document, url: new URL(url), site, language: 'en', version: '1', seed: 3 })
    expect(document.documentElement.outerHTML).toBe(before)
  })
})
