// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { ReadReportSchema, ThreadSchema } from '../../lib/model/thread.ts'
import { flarum } from '../../lib/sites/flarum.site.ts'
import { invision } from '../../lib/sites/invision.site.ts'
import { nodebb } from '../../lib/sites/nodebb.site.ts'
import { phpbb } from '../../lib/sites/phpbb.site.ts'
import { read } from '../../lib/sites/read.ts'
import type { Site } from '../../lib/sites/site.ts'
import { vbulletin } from '../../lib/sites/vbulletin.site.ts'
import { xenforo } from '../../lib/sites/xenforo.site.ts'

function parse(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html')
}

function readBy(site: Site, html: string, address: string) {
  const reading = read(site, parse(html), new URL(address))
  expect(ThreadSchema.safeParse(reading.thread).error).toBeUndefined()
  expect(ReadReportSchema.safeParse(reading.report).error).toBeUndefined()
  return reading
}

describe('one thread of a forum has one key', () => {
  it.each<[string, Site, string, string[]]>([
    [
      'NodeBB',
      nodebb,
      'https://b.example/topic/18',
      ['https://b.example/topic/18/title', 'https://www.b.example/topic/18/renamed/12?page=2#13'],
    ],
    [
      'XenForo',
      xenforo,
      'https://b.example/threads/91',
      [
        'http://b.example/threads/a-title.91/',
        'https://b.example/threads/other.91/page-2#post-3',
        'https://b.example/threads/a-title.91/post-3',
        'https://b.example/index.php?threads/a-title.91/page-3',
        'https://b.example/threads/a-title.91/latest',
      ],
    ],
    [
      'phpBB',
      phpbb,
      'https://b.example/viewtopic.php?t=9',
      [
        'https://b.example/viewtopic.php?f=2&t=9&start=20&sid=1f#p77',
        'https://www.b.example/viewtopic.php?t=9&hilit=mill',
      ],
    ],
    [
      'vBulletin',
      vbulletin,
      'https://b.example/f/showthread.php?t=9',
      [
        'https://b.example/f/showthread.php?t=9&page=3',
        'https://b.example/f/showthread.php?9-a-title/page3&s=1f',
        'https://b.example/f/showthread.php?s=1f&t=9#post4',
      ],
    ],
    [
      'vBulletin 5',
      vbulletin,
      'https://b.example/forum/mills/9-a-title',
      [
        'https://b.example/forum/mills/9-renamed/page2',
        'https://b.example/forum/mills/9-a-title?p=10#post10',
      ],
    ],
    [
      'Invision',
      invision,
      'https://b.example/topic/9-a-title/',
      [
        'https://b.example/topic/9-renamed/page/2/?tab=comments#findComment-4',
        'https://b.example/topic/9-a-title/?do=findComment&comment=4',
        'https://b.example/index.php?/topic/9-a-title/',
      ],
    ],
    [
      'Flarum',
      flarum,
      'https://b.example/d/9',
      ['https://b.example/d/9-a-title/12', 'https://b.example/d/9-renamed?page=2'],
    ],
  ])('on %s, on every page and whatever it is called', (_name, site, one, others) => {
    for (const other of others) expect(site.threadKey(new URL(other))).toBe(site.threadKey(new URL(one)))
    expect(site.threadKey(new URL(one.replace('9', '3').replace('18', '3')))).not.toBe(
      site.threadKey(new URL(one)),
    )
    expect(site.threadKey(new URL(one.replace('b.example', 'c.example')))).not.toBe(
      site.threadKey(new URL(one)),
    )
  })

  it('also where the address names only a post of it', () => {
    const board = parse('<link rel="canonical" href="https://b.example/viewtopic.php?t=9&amp;start=20">')
    expect(phpbb.threadKey(new URL('https://b.example/viewtopic.php?p=77#p77'), board)).toBe(
      phpbb.threadKey(new URL('https://b.example/viewtopic.php?t=9')),
    )
    const crank = parse('<form action="postings.php?t=9&amp;pollid="></form>')
    expect(vbulletin.threadKey(new URL('https://b.example/showthread.php?p=77#post77'), crank)).toBe(
      vbulletin.threadKey(new URL('https://b.example/showthread.php?t=9')),
    )
  })

  it('whose canonical address is written from its base', () => {
    const board = parse(
      '<base href="https://b.example/board/"><link rel="canonical" href="viewtopic.php?t=9">',
    )
    expect(phpbb.threadKey(new URL('https://b.example/board/beans-f3/viewtopic.php?p=77'), board)).toBe(
      phpbb.threadKey(new URL('https://b.example/board/viewtopic.php?t=9')),
    )
  })

  it("but never by another host's word", () => {
    const board = parse('<link rel="canonical" href="https://evil.test/viewtopic.php?t=9">')
    expect(phpbb.threadKey(new URL('https://b.example/viewtopic.php?p=77'), board)).toBe(
      'b.example/viewtopic.php?p=77',
    )
  })
})

describe('older makes and skins', () => {
  it('reads a NodeBB theme without microdata or post numbers', () => {
    const { thread } = readBy(
      nodebb,
      '<ul component="topic" data-tid="5"><li component="post" data-pid="44" data-uid="12" data-timestamp="1772650712000" data-username="ana" data-userslug="ana"><strong><a href="/user/ana" itemprop="author" data-username="ana" data-uid="12">Ana</a></strong><div component="post/content">Quillon?</div><a component="post/parent" data-topid="43"></a></li></ul>',
      'https://b.example/topic/5/t',
    )
    expect(thread.posts).toMatchObject([
      {
        key: '44',
        permalink: 'https://b.example/post/44',
        author: { key: 'b.example/ana', name: 'Ana', stableId: 'b.example:12' },
        text: 'Quillon?',
        time: '2026-03-04T18:58:32.000Z',
        parent: { key: '43', inferred: false },
      },
    ])
  })

  it('reads a vBulletin 3 skin that has no table around a post', () => {
    const { thread } = readBy(
      vbulletin,
      '<div id="posts"><div id="edit501"><div><a name="post501"></a> 1st May 2011</div><a class="bigusername" href="member.php?u=12">Ana</a><div id="post_message_501">Quillon?</div></div></div>',
      'https://b.example/showthread.php?t=9',
    )
    expect(thread.posts).toMatchObject([
      {
        key: '501',
        permalink: 'https://b.example/showthread.php?p=501#post501',
        author: { key: 'b.example/12', name: 'Ana' },
        text: 'Quillon?',
        time: null,
        timeText: '1st May 2011',
      },
    ])
  })

  it('does not believe a total that no board holds', () => {
    const board = (title: string) =>
      `<div class="pagenav"><a title="${title}">2</a></div><div id="posts"><div id="edit501"><a class="bigusername" href="member.php?u=12">Ana</a><div id="post_message_501">Quillon?</div></div></div>`
    const unloaded = (title: string) =>
      readBy(vbulletin, board(title), 'https://b.example/showthread.php?t=9').report.unloaded
    expect(unloaded('Show results 21 to 40 of 1,055')).toBe(1_054)
    expect(unloaded(`Show results 21 to 40 of ${'9'.repeat(30)}`)).toBeNull()
    expect(unloaded('Next page')).toBeNull()
  })

  it('reads IP.Board 3', () => {
    const { thread } = readBy(
      invision,
      '<body id="ipboard_body"><div class="post_block hentry" id="post_id_77"><h3><span class="author vcard"><a href="http://b.example/index.php?/user/12-ana/">Ana</a></span></h3><p class="posted_info">Posted <abbr class="published" title="2011-05-01T08:00:00+00:00">01 May 2011</abbr></p><div class="post entry-content"><blockquote class="ipsBlockquote" data-author="Bo" data-cid="76"><p>Which?</p></blockquote><p>The Quillon.</p></div></div>',
      'https://b.example/topic/9-a-title/',
    )
    expect(thread.posts).toMatchObject([
      {
        key: '77',
        author: { key: 'b.example/12', name: 'Ana' },
        text: 'The Quillon.',
        quoted: 'Which?',
        time: '2011-05-01T08:00:00.000Z',
        parent: { key: '76', inferred: false },
      },
    ])
  })

  it('takes from an Invision theme what it keeps for quoting, where it shows no name or time', () => {
    const data = JSON.stringify({ userid: 12, username: 'Ana', timestamp: 1772650712 })
    const html = (said: string) =>
      `<article id="elComment_5"><div data-commentid="5" data-quotedata='${said}'><div data-role="commentContent"><p>Quillon?</p></div></div></article>`
    const { thread } = readBy(invision, html(data), 'https://b.example/topic/9-a-title/')
    expect(thread.posts[0]).toMatchObject({
      author: { key: 'b.example/12', name: 'Ana' },
      time: '2026-03-04T18:58:32.000Z',
    })
    for (const broken of ['{', 'null', '7', '[]', '{"userid":{},"username":[],"timestamp":"x"}'])
      expect(
        readBy(invision, html(broken), 'https://b.example/topic/9-a-title/').thread.posts[0],
      ).toMatchObject({
        author: null,
        time: null,
        text: 'Quillon?',
      })
  })

  it('reads the comments that vBulletin 5 hangs below a post, as its answers', () => {
    const { thread } = readBy(
      vbulletin,
      '<ul><li class="b-post js-post" data-node-id="11"><div class="author"><a href="/member/3-ana"><span itemprop="name">Ana</span></a></div><div class="js-post__content-text">Quillon?</div><ul class="b-comments"><li class="b-post b-comment js-comment" data-node-id="12"><div class="author"><a href="/member/4-bo">Bo</a></div><div class="js-post__content-text">Yes.</div></li></ul></li></ul>',
      'https://b.example/forum/mills/11-title',
    )
    expect(
      thread.posts.map(({ key, text, parent, author }) => [key, text, parent?.key, author?.name]),
    ).toEqual([
      ['11', 'Quillon?', undefined, 'Ana'],
      ['12', 'Yes.', '11', 'Bo'],
    ])
  })

  it('reads the lists of posts of Flarum 2', () => {
    const { thread } = readBy(
      flarum,
      '<div id="app" class="App"><ul class="PostList-discussions" role="feed"><li data-id="55" role="article"><div class="PostListItem"><div class="PostListItem-discussion">In <a href="/d/9-t/4">T</a></div><article class="Post CommentPost"><h3 class="PostUser-name"><a href="/u/ana"><span class="username">Ana</span></a></h3><div class="PostMeta"><time datetime="2026-03-04T18:58:32Z">March</time></div><div class="Post-body"><p>Quillon?</p></div></article></div></li></ul></div>',
      'https://b.example/u/ana',
    )
    expect(thread.posts).toMatchObject([
      {
        key: '55',
        permalink: 'https://b.example/d/9-t/4',
        author: { key: 'b.example/ana' },
        text: 'Quillon?',
        time: '2026-03-04T18:58:32.000Z',
      },
    ])
  })

  it('knows a XenForo thread whose addresses a board renamed', () => {
    const html =
      '<html id="XF" data-template="thread_view_type_article"><body><article class="message message--article" data-author="Ana" data-content="post-5"><div class="message-body"><div class="bbWrapper">Quillon?</div></div></article></body></html>'
    const { thread } = readBy(xenforo, html, 'https://b.example/diskussion/titel.9/')
    expect(thread).toMatchObject({ page: 'thread', key: 'b.example/diskussion/9', posts: [{ key: '5' }] })
  })

  it('leaves a skin that it cannot read to the general reader, by giving nothing', () => {
    const skin =
      '<html id="XF"><body id="phpbb" class="ipsApp vb-page"><div id="app" class="App"></div><div class="own"><b>Ana</b><p>Quillon?</p></div></body></html>'
    for (const site of [nodebb, xenforo, phpbb, vbulletin, invision, flarum])
      expect(readBy(site, skin, 'https://b.example/some/board').thread.posts).toEqual([])
  })
})

describe('the data that Flarum carries', () => {
  const page = (payload: string) =>
    `<div id="flarum-content"><h1>T</h1><div><article><div class="PostUser"><h3 class="PostUser-name">Ana</h3></div><div class="Post-body"><p>Quillon?</p></div></article></div></div><script id="flarum-json-payload" type="application/json">${payload.replaceAll('<', '\\u003c')}</script>`
  const read = (payload: string) => readBy(flarum, page(payload), 'https://b.example/d/9-t').thread.posts

  it('is not believed where it tells of somebody else', () => {
    const payload = {
      apiDocument: {
        data: { type: 'discussions', id: '9', attributes: { commentCount: 1 } },
        included: [
          { type: 'users', id: '3', attributes: { displayName: 'Bo', slug: 'bo' } },
          {
            type: 'posts',
            id: '5',
            attributes: { number: 1, contentType: 'comment', createdAt: '2026-03-04T18:58:32Z' },
            relationships: { user: { data: { type: 'users', id: '3' } } },
          },
        ],
      },
    }
    expect(read(JSON.stringify(payload))).toMatchObject([
      { author: { key: 'b.example/ana' }, time: null, permalink: null, text: 'Quillon?' },
    ])
    expect(read(JSON.stringify(payload).replace('"Bo"', '"Ana"'))).toMatchObject([
      { key: '5', author: { key: 'b.example/bo', name: 'Ana' }, permalink: 'https://b.example/d/9-t/1' },
    ])
  })

  it.each([
    '{',
    'null',
    '[]',
    '{"apiDocument":7}',
    '{"apiDocument":{"included":[null,1,{"type":"posts"},{"type":"posts","id":7,"attributes":[]}]}}',
    '{"apiDocument":{"included":[{"type":"posts","id":"5","attributes":{"contentType":"comment","number":-1,"createdAt":"soon","likesCount":1.5},"relationships":{"user":{"data":"x"}}}]}}',
    '{"__proto__":{"apiDocument":{"included":[]}}}',
  ])('does no harm when it is broken: %s', (payload) => {
    expect(read(payload)).toMatchObject([{ author: { name: 'Ana' }, text: 'Quillon?', time: null }])
  })
})

it('"Re:" and the name of the thread over a reply is no part of it, where the board’s name follows that of the page', () => {
  const post = (id: number, title: string) =>
    `<table id="post${id}"><tr><td><a class="bigusername" href="member.php?u=${id}">brewbert ${id}</a></td></tr><tr><td id="td_post_${id}"><div class="smallfont"><strong>${title}</strong></div><div id="post_message_${id}">Gira el anillo.</div></td></tr></table>`
  const html = `<title>Molino - Foro</title><meta name="generator" content="vBulletin 3.8.4"><div id="posts">${post(1, 'Molino')}${post(2, 'Re: Molino')}${post(3, 'Otra cosa')}</div>`
  const { posts } = readBy(vbulletin, html, 'https://b.example/showthread.php?t=9').thread
  expect(posts.map(({ text }) => text)).toEqual([
    'Molino\n\nGira el anillo.',
    'Gira el anillo.',
    'Otra cosa\n\nGira el anillo.',
  ])
})
