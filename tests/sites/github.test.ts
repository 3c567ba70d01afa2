// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { github } from '../../lib/sites/github.site.ts'
import { read } from '../../lib/sites/read.ts'

const URL_OF = 'https://github.com/quillon/q2-firmware/issues/56'

function reading(html: string, address = URL_OF) {
  return read(github, new DOMParser().parseFromString(html, 'text/html'), new URL(address))
}

describe('GitHub', () => {
  it.each([
    [
      'https://github.com/Quillon/q2-firmware/issues/56',
      'https://github.com/quillon/q2-firmware/pull/56/files?w=1#discussion_r1',
      'https://github.com/quillon/q2-firmware/issues/56#issuecomment-7001',
    ],
    [
      'https://gist.github.com/brewbert/5e2cdc32849405fff6b46957747a2d28',
      'https://gist.github.com/5e2cdc32849405fff6b46957747a2d28?permalink_comment_id=5#gistcomment-5',
    ],
  ])('knows one conversation by whichever address: %s', (...addresses) => {
    expect(new Set(addresses.map((address) => github.threadKey(new URL(address)))).size).toBe(1)
  })

  it.each([
    ['https://github.com/quillon/q2-firmware/discussions/12', 'thread'],
    ['https://github.com/orgs/quillon/discussions/12', 'thread'],
    ['https://github.com/quillon/q2-firmware/commit/0123abc', 'thread'],
    ['https://github.com/quillon/q2-firmware/issues?q=burr', 'feed'],
    ['https://github.com/search?q=quillon&type=issues', 'search'],
    ['https://github.com/search?q=quillon&type=code', null],
    ['https://github.com/quillon/q2-firmware', null],
    ['https://github.com/settings/profile', null],
    ['https://gist.github.com/brewbert', 'profile'],
  ])('%s is %s', (address, kind) => {
    const document = new DOMParser().parseFromString('', 'text/html')
    expect(github.pageKind(new URL(address), document)).toBe(kind)
  })

  it('takes nothing out of a comment whose anchor, link and avatar are hostile', () => {
    const { thread } = reading(
      `<div class="timeline-comment" id="issuecomment-1"><a class="author" href="javascript:alert(1)">ana<b>x</b></a>
       <img alt="@anax" src="data:image/png;base64,avatars.githubusercontent.com/u/9">
       <a class="js-timestamp" href="javascript:alert(2)#issuecomment-1"><relative-time datetime="yesterday">now</relative-time></a>
       <div class="comment-body"><p>Hello</p><script>alert(3)</script></div></div>`,
    )
    expect(thread.posts).toHaveLength(1)
    expect(thread.posts[0]).toMatchObject({ key: 'issuecomment-1', text: 'Hello', time: null })
    expect(JSON.stringify(thread)).not.toMatch(/javascript:|data:|alert/)
  })

  it('says how many comments are hidden only where the page does', () => {
    const hidden = (words: string) =>
      reading(`<div class="ajax-pagination-form"><button>${words}</button></div>`).report.unloaded
    expect(hidden('1,042 hidden items')).toBe(1_042)
    expect(hidden('Load more…')).toBeNull()
  })
})
