// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkedin } from '../../lib/sites/linkedin.site.ts'
import {
  commentBoxPost,
  commentUrn,
  linkedinAuthor,
  postUrn,
  renumberCommentBox,
  timeOfId,
} from '../../lib/sites/linkedin-urn.ts'
import { read } from '../../lib/sites/read.ts'

const FEED = 'https://www.linkedin.com/feed/'
const POST = 'https://www.linkedin.com/feed/update/urn:li:activity:7435232634470404097/'
const BASE = new URL(FEED)

function readHtml(html: string, address = FEED) {
  const document = new DOMParser().parseFromString(html, 'text/html')
  return read(linkedin, document, new URL(address))
}

describe('the address of a LinkedIn page', () => {
  it.each([
    ['/feed/', 'feed'],
    ['/feed/foryou/', 'feed'],
    ['/feed/hashtag/quillon/', 'feed'],
    ['/groups/1234/', 'feed'],
    ['/feed/update/urn:li:activity:7435232634470404097/', 'thread'],
    ['/feed/update/urn%3Ali%3AugcPost%3A7435232634470404097', 'thread'],
    ['/posts/quillon_der-q2-ist-da-activity-7435232634470404097-AbCd', 'thread'],
    ['/in/slowpour-ana/', 'profile'],
    ['/in/slowpour-ana/recent-activity/comments/', 'profile'],
    ['/company/quillon/posts/', 'profile'],
    ['/search/results/content/?keywords=quillon', 'search'],
    ['/messaging/thread/1/', null],
    ['/jobs/view/1/', null],
    ['/', null],
  ])('%s is read as %s', (path, kind) => {
    const url = new URL(path, FEED)
    expect(linkedin.pageKind(url, document)).toBe(kind)
  })

  it('gives one conversation one key, however it was reached', () => {
    const keys = [
      POST,
      `${POST}?commentUrn=urn%3Ali%3Acomment%3A(activity%3A1%2C2)`,
      'https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7435232634470404097',
      'https://de.linkedin.com/posts/quillon_der-q2-activity-7435232634470404097-AbCd?trk=public_post',
    ].map((address) => linkedin.threadKey(new URL(address)))
    expect(new Set(keys).size).toBe(1)
  })

  it('keeps two searches apart', () => {
    const key = (words: string) =>
      linkedin.threadKey(new URL(`/search/results/content/?keywords=${words}&sid=x`, FEED))
    expect(key('quillon')).not.toBe(key('sword'))
  })
})

describe('the number of a post', () => {
  it('tells the millisecond of its making', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2014, 0), max: Date.UTC(2035, 0) }),
        fc.integer({ min: 0, max: 2 ** 22 - 1 }),
        (ms, low) => {
          const id = ((BigInt(ms) << 22n) + BigInt(low)).toString()
          expect(timeOfId(id)).toBe(new Date(ms).toISOString())
        },
      ),
    )
  })

  it.each(['6012345678901', '1000000000000000000', '12345678901234567890', '743523263447040409x', ''])(
    'tells no time when it is %j',
    (id) => {
      expect(timeOfId(id)).toBeNull()
    },
  )

  it('is found in every way in which a page writes it', () => {
    for (const text of [
      'urn:li:activity:7435232634470404097',
      'urn%3Ali%3Aactivity%3A7435232634470404097',
      '/posts/a_b-activity-7435232634470404097-x',
    ])
      expect(postUrn(text)).toEqual({ kind: 'activity', id: '7435232634470404097' })
    expect(commentUrn('urn:li:comment:(urn:li:ugcPost:7435232634470404097,7435255283712004097)')).toEqual({
      post: { kind: 'ugcPost', id: '7435232634470404097' },
      id: '7435255283712004097',
    })
    expect(postUrn('urn:li:aggregate:(x)')).toBeNull()
    expect(commentUrn('urn:li:comment:(activity:1)')).toBeNull()
  })
})

describe('somebody on LinkedIn', () => {
  it('has one key with and without the permanent number, on every host', () => {
    const keys = [
      '/in/slowpour-ana/',
      'https://de.linkedin.com/in/Slowpour-Ana/en?trk=x',
      'https://www.linkedin.com/in/slowpour-ana?miniProfileUrn=urn%3Ali%3Afsd_profile%3AACoAAFixture0000001',
    ].map((href) => linkedinAuthor(href, 'Ana', BASE)?.key)
    expect(new Set(keys)).toEqual(new Set(['in/slowpour-ana']))
  })

  it('is not the company of the same name', () => {
    expect(linkedinAuthor('/company/quillon', 'Quillon', BASE)?.key).not.toBe(
      linkedinAuthor('/in/quillon', 'Quillon', BASE)?.key,
    )
  })

  it('is nobody to follow when the link is no web link', () => {
    const author = linkedinAuthor('javascript:alert(1)//in/ana', 'Ana', BASE)
    expect(author?.url ?? null).toBeNull()
  })
})

describe('the key of a comment box', () => {
  const KEY = 'EgsIgsCqzoaYw6_OAQ-replaceableCommentToolsAbC_FeedType_X'

  it('keeps its kind and its end when it is given the number of another post', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 6_000_000_000_000_000_000n, max: 9_000_000_000_000_000_000n }),
        (number) => {
          const key = renumberCommentBox(KEY, () => String(number))
          expect(commentBoxPost(key)).toEqual({ kind: 'ugcPost', id: String(number) })
          expect(key?.endsWith('-replaceableCommentToolsAbC_FeedType_X')).toBe(true)
        },
      ),
    )
  })

  it.each(['replaceableComment_urn:li:comment:(activity:1,2)', 'Abc-replaceableCommentTools', ''])(
    'is not found in %j',
    (key) => expect(renumberCommentBox(key, (id) => id)).toBeNull(),
  )
})

describe('a page in the layout of 2026', () => {
  const card = (key: string, inner: string) =>
    `<main><div data-testid="mainFeed"><div role="listitem" componentkey="update-card-focus${key}FeedType_X">${inner}</div></div></main>`

  it('keeps the key of a post without a number while the page around it changes', () => {
    const inner =
      '<a href="/in/brewbert/"><p>Bert</p></a><span data-testid="expandable-text-box">Q2 or not?</span>'
    const before = readHtml(card('aaa', inner)).thread.posts[0]?.key
    expect(before).toMatch(/^#/)
    expect(readHtml(card('bbb', inner)).thread.posts[0]?.key).toBe(before)
  })

  it('does not take a card without words or an author for a post', () => {
    expect(readHtml(card('aaa', '<p>Loading</p>')).thread.posts).toEqual([])
  })

  it.each([
    ['no base64', 'Cgs*gsCV5/zRvq/OAQ'],
    ['of another kind', 'GgsIgsCV5/zRvq/OAQ'],
    ['a number from before there were posts', 'CgUI0gkAAAA'],
    ['a number below nought', 'CgsIg8CV5/zRvq/OAQ'],
    ['longer than any number', `CgsI${'////'.repeat(9)}`],
  ])('takes no number from the key of a comment box that is %s', (_, token) => {
    const inner = `<a href="/in/brewbert/"><p>Bert</p></a><span data-testid="expandable-text-box">Hm</span><div id="${token}-replaceableCommentToolsX"></div>`
    expect(readHtml(card('aaa', inner)).thread.posts[0]?.permalink).toBeNull()
  })

  it('takes no number from a record that is not one', () => {
    const inner =
      '<div data-view-tracking-scope="[{&quot;data&quot;:[1,2,99999999999]}]"></div><a href="/in/brewbert/"><p>Bert</p></a><span data-testid="expandable-text-box">Hm</span>'
    expect(readHtml(card('aaa', inner)).thread.posts[0]?.permalink).toBeNull()
  })
})
