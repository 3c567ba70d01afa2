// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { chooseSite } from '../../lib/sites/choose-site.ts'
import { discourse } from '../../lib/sites/discourse.site.ts'
import { read } from '../../lib/sites/read.ts'
import { fixtures } from './fixtures.ts'

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

describe('Discourse', () => {
  it('gives a post the same key, and its author the same, in the app and in the plain view', () => {
    const [app, plain] = ['discourse--app', 'discourse--plain'].map((name) => {
      const fixture = fixtures().find((one) => one.name === name)
      const url = new URL('https://talk.example/t/burrs-slip-on-the-q2/812')
      const { posts } = read(discourse, parse(fixture?.html ?? ''), url).thread
      return posts.slice(0, 2).map(({ key, author, permalink }) => ({ key, author: author?.key, permalink }))
    })
    expect(app).toHaveLength(2)
    expect(app).toEqual(plain)
  })

  it.each([
    ['/t/burrs/812', '/t/burrs/812/19', '/t/812/19', '/t/other-slug/812?page=2#post_3'],
    ['/talk/t/burrs/812', '/talk/t/812'],
  ])('knows one topic by whichever address: %s', (...paths) => {
    expect(
      new Set(paths.map((path) => discourse.threadKey(new URL(path, 'https://talk.example')))).size,
    ).toBe(1)
  })

  it('is known by what made the page, not by a word in it', () => {
    const url = new URL('https://talk.example/t/x/1')
    const made = parse('<meta name="generator" content="Discourse 3.6.0">')
    const other = parse('<meta name="generator" content="WordPress 6"><p>We moved from Discourse</p>')
    expect(chooseSite(url, made, [discourse])?.id).toBe('discourse')
    expect(chooseSite(url, other, [discourse])).toBeNull()
  })

  it('takes no topic that is suggested below another for a part of it', () => {
    const row =
      '<table><tr class="topic-list-item" data-topic-id="9"><td><a class="title raw-topic-link" href="/t/other/9">Other</a></td></tr></table>'
    const posts = (path: string) =>
      read(discourse, parse(row), new URL(path, 'https://talk.example')).thread.posts.length
    expect(posts('/t/x/8')).toBe(0)
    expect(posts('/latest')).toBe(1)
  })

  it('does not read a post that has only its frame yet', () => {
    const page = parse(
      '<article id="post_9" data-post-id="1" data-topic-id="8"><a data-user-card="ana" href="/u/ana">ana</a></article>',
    )
    expect(read(discourse, page, new URL('https://talk.example/t/x/8')).thread.posts).toEqual([])
  })
})
