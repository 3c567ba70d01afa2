// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { mastodon } from '../../lib/sites/mastodon.site.ts'
import { read } from '../../lib/sites/read.ts'
import { SITES, siteFor } from '../../lib/sites/registry.ts'

function page(body = ''): Document {
  return new DOMParser().parseFromString(`<!doctype html>${body}`, 'text/html')
}

function kindAt(id: string, address: string, body = '') {
  const site = SITES.find((one) => one.id === id)
  if (!site) throw new Error(`${id} is no site`)
  return site.pageKind(new URL(address), page(body))
}

describe('letters are nobody else’s', () => {
  it.each([
    ['discourse', 'https://b.example/t/about-burrs/12', '<body class="archetype-private_message"></body>'],
    ['discourse', 'https://b.example/u/maya/messages', ''],
    ['discourse', 'https://b.example/u/maya/messages/new', ''],
    ['discourse', 'https://b.example/g/staff/messages/inbox/unread', ''],
    ['discourse', 'https://b.example/u/maya/activity/drafts', ''],
    ['discourse', 'https://b.example/chat/c/general/2', ''],
    ['discourse', 'https://b.example/search?q=burrs%20in%3Amessages', ''],
    ['invision', 'https://b.example/index.php?app=core&module=messaging&controller=messenger&id=3', ''],
    ['invision', 'https://b.example/messenger/3/', ''],
    ['invision', 'https://b.example/index.php?/messenger/3/', ''],
    ['invision', 'https://b.example/post-box/3/', '<body data-pagemodule="messaging"></body>'],
    ['vbulletin', 'https://b.example/messagecenter/index', ''],
    ['vbulletin', 'https://b.example/pmchat/chat?aid=3', ''],
    ['vbulletin', 'https://b.example/privatemessage/view?nodeid=3', ''],
    ['vbulletin', 'https://b.example/index.php?routestring=messagecenter/index', ''],
    ['vbulletin', 'https://b.example/private.php?do=showpm&pmid=3', ''],
    ['khoros', 'https://b.example/t5/notes/privatenotespage/tab/inbox', ''],
    ['khoros', 'https://b.example/t5/x/y', '<body class="lia-user PrivateNotesPage"></body>'],
    ['lemmy', 'https://b.example/inbox', ''],
    ['lemmy', 'https://b.example/messages', ''],
    ['lemmy', 'https://b.example/create_private_message/3', ''],
    ['flarum', 'https://b.example/private', ''],
    ['flarum', 'https://b.example/u/maya/private', ''],
    ['flarum', 'https://b.example/messages/3', ''],
    ['flarum', 'https://b.example/?q=is%3Aprivate', ''],
    [
      'flarum',
      'https://b.example/d/3-burrs',
      '<div class="DiscussionHero"><span class="RecipientsLabel">Sam</span></div>',
    ],
    ['nodebb', 'https://b.example/user/maya/chats/3', ''],
    ['nodebb', 'https://b.example/chats/3', ''],
    ['nodebb', 'https://b.example/message/3', ''],
    ['mastodon', 'https://b.example/conversations', ''],
    ['vanilla', 'https://b.example/messages/3', ''],
    ['smf', 'https://b.example/index.php?action=pm;sa=read', ''],
    ['phpbb', 'https://b.example/ucp.php?i=pm&mode=view&p=3', ''],
    ['lobsters', 'https://lobste.rs/inbox', ''],
    ['bluesky', 'https://bsky.app/messages/3', ''],
    ['reddit', 'https://www.reddit.com/message/inbox/', ''],
    ['reddit', 'https://www.reddit.com/chat/room/3', ''],
    ['reddit', 'https://chat.reddit.com/', ''],
    ['reddit', 'https://mod.reddit.com/mail/all', ''],
    ['reddit-old', 'https://old.reddit.com/message/messages/3', ''],
    ['linkedin', 'https://www.linkedin.com/messaging/thread/3/', ''],
    ['facebook', 'https://www.facebook.com/messages/t/3', ''],
    ['facebook', 'https://business.facebook.com/latest/inbox/all', ''],
    ['instagram', 'https://www.instagram.com/direct/t/3/', ''],
    ['threads', 'https://www.threads.com/messages/3', ''],
    ['tiktok', 'https://www.tiktok.com/messages', ''],
    ['quora', 'https://www.quora.com/messages/thread/3', ''],
    ['x', 'https://x.com/messages/1-2', ''],
    ['x', 'https://x.com/i/chat/1-2', ''],
    ['wordpress', 'https://b.example/members/maya/messages/view/3/', ''],
    ['wordpress', 'https://b.example/wp-admin/edit-comments.php', ''],
    ['generic', 'https://help.b.example/hc/en-us/requests/3', ''],
    ['generic', 'https://help.b.example/hc/requests', ''],
    ['generic', 'https://app.slack.com/client/T1/C1', ''],
    ['generic', 'https://www.messenger.com/t/3', ''],
    ['generic', 'https://mail.b.example/u/0/', ''],
    ['generic', 'https://b.example/inbox/3', ''],
    ['generic', 'https://b.example/support/tickets/3', ''],
  ])('on %s at %s', (id, address, body) => {
    expect(kindAt(id, address, body)).toBeNull()
  })

  it.each([
    ['discourse', 'https://b.example/t/messages/12', ''],
    ['discourse', 'https://b.example/u/maya/activity', ''],
    ['discourse', 'https://b.example/search?q=messages', ''],
    ['flarum', 'https://b.example/d/3-private', ''],
    ['nodebb', 'https://b.example/topic/3/chat', ''],
    ['invision', 'https://b.example/topic/3-messenger/', ''],
    ['vanilla', 'https://b.example/discussion/3/messages', ''],
    ['generic', 'https://b.example/blog/commercial-messages-explained', ''],
    ['generic', 'https://help.b.example/hc/en-us/community/posts/3', ''],
  ])('but talk of letters is talk: on %s at %s', (id, address, body) => {
    expect(kindAt(id, address, body)).not.toBeNull()
  })

  it('and a page of them is not read as any page would be, whatever it says of itself', () => {
    const said = { '@type': 'Comment', text: 'My order never came.', author: 'Maya' }
    const html = `<script type="application/ld+json">${JSON.stringify(said)}</script>`
    expect(siteFor(new URL('https://help.b.example/hc/en-us/requests/3'), page(html))).toBeNull()
    expect(siteFor(new URL('https://help.b.example/hc/en-us/articles/3'), page(html))?.id).toBe('generic')
  })

  it.each([
    ['<span class="status__visibility-icon"><i class="fa fa-at"></i></span>', 'status'],
    ['<span class="status__visibility-icon"><svg class="icon icon-at"></svg></span>', 'status'],
    ['', 'status status-direct'],
  ])('nor are those among the posts of a timeline: %s %s', (icon, classes) => {
    const status = (id: string, mark: string, names: string) =>
      `<div class="status__wrapper"><div class="${names}" data-id="${id}"><a class="status__relative-time" href="/@ana/${id}">${mark}<time datetime="2026-03-04T19:00:00Z">1h</time></a><a class="status__display-name" href="/@ana"><span class="display-name__account">@ana</span></a><div class="status__content"><div class="status__content__text">Words ${id}</div></div></div></div>`
    const html = `<div id="mastodon">${status('112233445566778801', icon, classes)}${status('112233445566778802', '', 'status')}</div>`
    const { posts } = read(mastodon, page(html), new URL('https://b.example/home')).thread
    expect(posts.map(({ text }) => text)).toEqual(['Words 112233445566778802'])
  })
})
