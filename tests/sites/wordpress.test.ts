// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { read } from '../../lib/sites/read.ts'
import { siteFor } from '../../lib/sites/registry.ts'
import { wordpress } from '../../lib/sites/wordpress.site.ts'

const BLOG = '<link rel="https://api.w.org/" href="https://blog.example/wp-json/">'

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

function siteOf(html: string): string | undefined {
  return siteFor(new URL('https://blog.example/a/'), parse(html))?.id
}

function texts(html: string): readonly string[] {
  return read(wordpress, parse(html), new URL('https://blog.example/a/')).thread.posts.map(({ text }) => text)
}

describe('WordPress', () => {
  it('is not claimed where an article has no comments yet', () => {
    const form =
      '<form id="commentform" action="/wp-comments-post.php"><textarea name="comment"></textarea></form>'
    const article = '<article class="hentry"><div class="entry-content">Words</div></article>'
    expect(siteOf(`${BLOG}<body class="single">${article}<div id="comments">${form}</div>`)).not.toBe(
      'wordpress',
    )
  })

  it('leaves forums that run inside it to others', () => {
    const forum =
      '<ul class="forums bbp-replies"><li><div id="post-7" class="reply type-reply hentry"><div class="bbp-reply-content">Words</div></div></li></ul>'
    expect(siteOf(`${BLOG}<body class="bbpress">${forum}`)).not.toBe('wordpress')
    const stream =
      '<ul class="activity-comments"><li id="acomment-7"><div class="acomment-content">Words</div></li></ul>'
    expect(siteOf(`${BLOG}${stream}`)).not.toBe('wordpress')
  })

  it('does not take other software for it that names its comments alike', () => {
    expect(
      siteOf('<div id="comments"><article id="comment-7" class="comment">Words</article></div>'),
    ).not.toBe('wordpress')
    expect(siteOf('<div class="comment depth-1" id="comment-7">Words</div>')).not.toBe('wordpress')
  })

  it('gives a comment once though both its list entry and its box are called comment', () => {
    const comment =
      '<li class="comment even thread-even depth-1" id="li-comment-7"><article id="comment-7" class="comment"><div class="comment-author">brewbert <span class="says">says</span></div><div class="comment-text"><p>Once.</p></div></article></li>'
    expect(texts(`<ol class="commentlist">${comment}</ol>`)).toEqual(['Once.'])
  })

  it('reads the discussion box that wpDiscuz puts in its place', () => {
    const html = `${BLOG}<div id="comments"><div id="wpd-comm-7_0" class="comment even thread-even depth-1 wpd-comment"><div class="wpd-comment-wrap"><div id="comment-7" class="wpd-comment-right"><div class="wpd-comment-author"><a href="https://brewbert.example/">brewbert</a></div><div class="wpd-comment-date" title="March 5, 2026 9:00 am">1 hour ago</div><div class="wpd-comment-text"><p>Outer.</p></div><div class="wpd-comment-footer"><div class="wpd-vote-result" title="3">3</div></div></div></div><div id="wpd-comm-8_7" class="comment odd alt depth-2 wpd-comment"><div id="comment-8" class="wpd-comment-right"><div class="wpd-comment-author">grindlord</div><div class="wpd-comment-text"><p>Inner.</p></div></div></div></div></div>`
    const { posts } = read(wordpress, parse(html), new URL('https://blog.example/a/')).thread
    expect(posts.map(({ key, author, text }) => [key, author?.name, text])).toEqual([
      ['comment-7', 'brewbert', 'Outer.'],
      ['comment-8', 'grindlord', 'Inner.'],
    ])
    expect(posts[0]?.counts?.likes).toBe(3)
    expect(posts[1]?.parent).toEqual({ key: 'comment-7', inferred: false })
  })

  it.each([
    ['https://blog.example/2026/a/', 'https://blog.example/2026/a/comment-page-3/?replytocom=7#respond'],
    ['https://blog.example/?p=12', 'https://blog.example/?p=12&cpage=2&utm_source=mail#comment-7'],
  ])('has one key for every address of %s', (one, other) => {
    expect(wordpress.threadKey(new URL(other))).toBe(wordpress.threadKey(new URL(one)))
  })

  it('has another key for another article', () => {
    const [one, other] = [new URL('https://blog.example/?p=12'), new URL('https://blog.example/?p=13')]
    expect(wordpress.threadKey(one)).not.toBe(wordpress.threadKey(other))
  })
})
