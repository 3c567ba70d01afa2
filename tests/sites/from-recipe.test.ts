// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { Post } from '../../lib/model/thread.ts'
import { siteFromRecipe } from '../../lib/sites/from-recipe.ts'
import { read } from '../../lib/sites/read.ts'

type Rules = Parameters<typeof siteFromRecipe>[0]

const SELECTORS = {
  post: '.post',
  key: '@id',
  author: '.name',
  profile: '.name@href',
  text: '.text',
  time: 'time@datetime',
  timeText: 'time',
  permalink: '.link@href',
  parent: '.answers@href',
  likes: '.likes',
  deleted: '.gone',
  collapsed: '.closed',
  more: '.more',
  skip: '.edited',
  subject: '.title',
  total: '.total',
}

function readPosts(html: string, rules: Partial<Rules> = {}, address = 'https://board.example/t/1?sid=9') {
  const site = siteFromRecipe({
    id: 'board',
    name: 'Board',
    hosts: [],
    origins: [],
    recipe: { version: 1, selectors: SELECTORS, expects: [] },
    authorBy: 'stableId',
    authorId: /u=(\d+)/,
    idIn: /p(\d+)$/,
    pageKind: () => 'thread',
    threadKey: (url) => url.pathname,
    ...rules,
  })
  const document = new DOMParser().parseFromString(`<title>Board</title>${html}`, 'text/html')
  return read(site, document, new URL(address))
}

function only(html: string, rules: Partial<Rules> = {}): Post {
  const [post, ...rest] = readPosts(html, rules).thread.posts
  if (!post || rest.length > 0) throw new Error('not one post')
  return post
}

const POST =
  '<div class="post" id="p7"><a class="name" href="/member?u=12&sid=9">Ana</a><a class="link" href="/t/1?x=1&sid=9#p7">#</a><time datetime="2026-03-04T18:58:32Z">now</time><div class="text"><p>It slips.</p><p class="edited">edited</p></div><b class="likes">1,200</b></div>'

describe('a site out of its recipe', () => {
  it('takes no words out of what a page keeps or a person is typing', () => {
    const html =
      '<div class="post" id="p7"><a class="name" href="/member?u=12">Ana</a><textarea class="text">a draft</textarea><script class="title">{"token":"s3cret"}</script></div>'
    expect(only(html)).toMatchObject({ author: { name: 'Ana' }, text: '' })
  })

  it('gives a post with all its parts', () => {
    expect(only(POST)).toEqual({
      key: '7',
      permalink: 'https://board.example/t/1?x=1&sid=9#p7',
      author: {
        key: '12',
        handle: 'Ana',
        name: 'Ana',
        url: 'https://board.example/member?u=12&sid=9',
        stableId: '12',
      },
      text: 'It slips.',
      truncated: false,
      quoted: null,
      time: '2026-03-04T18:58:32.000Z',
      timeText: null,
      parent: null,
      state: 'shown',
      lang: null,
      counts: { likes: 1200, replies: null, shares: null, views: null },
      sharedBy: null,
      promoted: false,
    })
  })

  it("tells one server's people from another's", () => {
    const author = only(POST, { perHost: true }).author
    expect([author?.key, author?.stableId]).toEqual(['board.example/12', 'board.example:12'])
  })

  it("leaves the reader's session out of addresses, and the rest of them as it stood", () => {
    const post = only(POST.replace('?x=1&sid=9', '?9-title&sid=9&x=%20'), { drops: ['sid'] })
    expect(post.permalink).toBe('https://board.example/t/1?9-title&x=%20#p7')
    expect(post.author?.url).toBe('https://board.example/member?u=12')
    expect(only(POST.replace('?x=1&sid=9', '?sid=9'), { drops: ['sid'] }).permalink).toBe(
      'https://board.example/t/1#p7',
    )
  })

  it('does not take all guests for one person, nor a guest for the member whose id is his name', () => {
    const guest = POST.replace('href="/member?u=12&sid=9"', 'href="/member?u=0"')
    expect(only(guest).author).toMatchObject({ key: 'ana', stableId: null })
    expect(only(guest.replace('>Ana<', '>12<')).author?.key).toBe('@12')
    expect(only(POST.replace('>Ana<', '>44<')).author?.key).toBe('12')
  })

  it('leaves a title out that says nothing of its own', () => {
    const titled = POST.replace('<time', '<h3 class="title">Re: Slips</h3><time')
    expect(only(titled).text).toBe('Re: Slips\n\nIt slips.')
    expect(only(titled, { isSubject: (title) => !title.startsWith('Re: ') }).text).toBe('It slips.')
  })

  it('knows the parent that a post names, but never itself', () => {
    const answer = (id: string) => POST.replace('<time', `<a class="answers" href="/t/1#p${id}">^</a><time`)
    expect(only(answer('3')).parent).toEqual({ key: '3', inferred: false })
    expect(only(answer('7')).parent).toBeNull()
  })

  it('keeps what is gone or closed, the one without its words', () => {
    expect(only(POST.replace('class="post"', 'class="post gone"'))).toMatchObject({
      state: 'deleted',
      text: '',
    })
    expect(only(POST.replace('class="post"', 'class="post closed"'))).toMatchObject({
      state: 'collapsed',
      text: 'It slips.',
    })
  })

  it('says that a page shows only a beginning', () => {
    expect(
      only(POST.replace('<p class="edited">', '<span class="more">…</span><p class="edited">')).truncated,
    ).toBe(true)
  })

  it('counts what the page says is elsewhere', () => {
    expect(readPosts(`${POST}<i class="total">41 posts</i>`).report.unloaded).toBe(40)
    expect(readPosts(POST).report.unloaded).toBeNull()
  })

  it('takes what it answers from the first quote in its text, unless the post names it', () => {
    const selectors = { ...SELECTORS, quotedKey: 'blockquote@data-of' }
    const recipe = { version: 1, selectors, expects: [] }
    const quoting = POST.replace('<p>It', '<blockquote data-of="p3">x</blockquote><p>It')
    expect(only(quoting, { recipe }).parent).toEqual({ key: '3', inferred: false })
    const naming = quoting.replace('<time', '<a class="answers" href="#p5">to</a><time')
    expect(only(naming, { recipe }).parent).toEqual({ key: '5', inferred: false })
  })

  it('gives no post for an empty element, and none twice', () => {
    expect(readPosts('<div class="post"></div>').thread.posts).toEqual([])
    expect(readPosts(POST + POST).thread.posts).toHaveLength(1)
  })

  it('lets no address out of a page that is none of the web', () => {
    const post = only(
      POST.replace('/t/1?x=1&sid=9#p7', 'javascript:alert(1)').replace('/member?u=12&sid=9', 'data:,x'),
    )
    expect([post.permalink, post.author?.url]).toEqual([null, null])
  })

  it('hands the document to the key of the thread, for an address that names only a post', () => {
    const seen: (Document | undefined)[] = []
    const { thread } = readPosts(POST, {
      threadKey: (_url, document) => {
        seen.push(document)
        return document?.title ?? 'unknown'
      },
    })
    expect(thread.key).toBe('Board')
    expect(seen[0]).toBeDefined()
  })
})
