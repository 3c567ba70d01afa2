// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facebook } from '../../lib/sites/facebook.site.ts'
import { cleanLink, commentIdsOf, facebookAuthor, postIdOf } from '../../lib/sites/facebook-address.ts'
import { timesIn } from '../../lib/sites/facebook-record.ts'
import { read } from '../../lib/sites/read.ts'

const HOME = 'https://www.facebook.com'
const at = (path: string) => new URL(path, HOME)
const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html')

describe('the address of a Facebook page', () => {
  it.each([
    ['/', 'feed', null],
    ['/groups/700000000000001/', 'feed', null],
    ['/groups/700000000000001/posts/710000000000001/?__cft__[0]=x', 'thread', '710000000000001'],
    ['/groups/grinders/permalink/710000000000001/', 'thread', '710000000000001'],
    ['/groups/grinders/?multi_permalinks=710000000000001&x=1', 'thread', '710000000000001'],
    ['/quillon/posts/pfbid02AbC', 'thread', 'pfbid02AbC'],
    ['/quillon/posts/der-q2-ist-da/122090000000001/', 'thread', '122090000000001'],
    ['/permalink.php?story_fbid=pfbid0x&id=1', 'thread', 'pfbid0x'],
    ['/photo/?fbid=123&set=a.1', 'thread', '123'],
    ['/quillon/photos/a.1/456/', 'thread', '456'],
    ['/watch/?v=789', 'thread', '789'],
    ['/quillon/videos/title/789/', 'thread', '789'],
    ['/reel/42', 'thread', '42'],
    ['/quillon', 'profile', null],
    ['/profile.php?id=100000000000007', 'profile', null],
    ['/search/top?q=quillon', 'search', null],
    ['/marketplace/', null, null],
    ['/messages/t/1', null, null],
  ])('%s is read as %s', (path, kind, id) => {
    expect(facebook.pageKind(at(path), document)).toBe(kind)
    expect(postIdOf(at(path))).toBe(id)
  })

  it('gives one conversation one key, whatever follows people around', () => {
    const keys = [
      '/groups/1/posts/710000000000001/?comment_id=5&__tn__=R',
      '/groups/1/permalink/710000000000001/#x',
      '/groups/1/?multi_permalinks=710000000000001',
    ].map((path) => facebook.threadKey(at(path)))
    expect(new Set(keys).size).toBe(1)
    expect(facebook.threadKey(at('/profile.php?id=1&__tn__=x'))).not.toBe(
      facebook.threadKey(at('/profile.php?id=2')),
    )
  })

  it('loses what is there to follow people around', () => {
    expect(cleanLink(at('/quillon/posts/1?comment_id=5&__cft__[0]=AZ&__tn__=R&ref=x'))).toBe(
      'https://www.facebook.com/quillon/posts/1?comment_id=5',
    )
  })
})

describe('the ids of a comment', () => {
  const base64 = (text: string) => encodeURIComponent(btoa(text))
  it.each([
    ['/a/posts/1?comment_id=5', { id: '5', above: null, post: '1' }],
    ['/a/posts/1?comment_id=5&reply_comment_id=6', { id: '6', above: '5', post: '1' }],
    [`/a?comment_id=${base64('comment:1_5')}`, { id: '5', above: null, post: '1' }],
    [`/a?comment_id=${base64('something:1_5')}`, null],
    ['/a?comment_id=%%%', null],
    ['/a', null],
  ])('in %s', (path, ids) => {
    expect(commentIdsOf(at(path))).toEqual(ids)
  })

  it('are never an error, whatever a page writes there', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (said) => {
        const url = at('/a')
        url.searchParams.set('comment_id', said)
        const ids = commentIdsOf(url)
        expect(ids === null || /^\d+$/.test(ids.id)).toBe(true)
      }),
    )
  })
})

describe('somebody on Facebook', () => {
  it.each([
    ['/slowpour.ana?__cft__[0]=x', 'slowpour.ana', null],
    ['/profile.php?id=100000000000007&__tn__=x', '100000000000007', '100000000000007'],
    ['/groups/1/user/100000000000011/', '100000000000011', '100000000000011'],
    ['/people/Tom-Tamper/100000000000009/', '100000000000009', '100000000000009'],
  ])('is known by %s', (path, key, stableId) => {
    expect(facebookAuthor(at(path), 'Ana')).toMatchObject({ key, stableId })
  })

  it.each(['/groups/1/', '/hashtag/quillon', '/watch', '/l.php?u=x', '/profile.php?id=me', '/reel/1', '/'])(
    'is not %s',
    (path) => {
      expect(facebookAuthor(at(path), 'Ana')).toBeNull()
    },
  )
})

describe('the records of a page', () => {
  const record = (value: string) => parse(`<script type="application/json">${value}</script>`)
  it('give exact times by id, and by the address of a story', () => {
    const times = timesIn(
      record(
        '{"a":[{"post_id":"1","creation_time":1772697720},{"legacy_fbid":"5","created_time":1772697721},{"creation_time":1772697722,"url":"https://www.facebook.com/q/posts/pfbid0x"}]}',
      ),
      at('/'),
    )
    expect(Object.fromEntries(times)).toEqual({
      1: '2026-03-05T08:02:00.000Z',
      5: '2026-03-05T08:02:01.000Z',
      pfbid0x: '2026-03-05T08:02:02.000Z',
    })
  })

  it.each([
    '{"creation_time": broken',
    '{"post_id":"1","creation_time":1e300}',
    '{"post_id":"1","creation_time":"1772697720"}',
    '{"post_id":{"x":1},"creation_time":1772697720,"url":"https://facebook.com.evil.test/q/posts/1"}',
  ])('give none when they say %s', (value) => {
    expect(timesIn(record(value), at('/')).size).toBe(0)
  })

  it('nested without end are read to an end', () => {
    const deep = `${'{"a":'.repeat(3_000)}{"post_id":"1","creation_time":1772697720}${'}'.repeat(3_000)}`
    expect(timesIn(record(deep), at('/')).get('1')).toBe('2026-03-05T08:02:00.000Z')
  })
})

it('reads the topmost dialog alone while one with a post is open', () => {
  const post = (who: string) =>
    `<div role="article"><h3><a href="/${who}">${who}</a></h3><div data-ad-preview="message"><div dir="auto">By ${who}</div></div></div>`
  const html = `<div role="feed">${post('grindlord')}</div><div role="dialog">Cookies</div>`
  const authors = (document: Document) =>
    read(facebook, document, at('/')).thread.posts.map(({ author }) => author?.key)
  expect(authors(parse(html))).toEqual(['grindlord'])
  expect(authors(parse(`${html}<div role="dialog">${post('brewbert')}</div>`))).toEqual(['brewbert'])
})
