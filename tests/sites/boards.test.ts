// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { khoros } from '../../lib/sites/khoros.site.ts'
import { mybb } from '../../lib/sites/mybb.site.ts'
import { read } from '../../lib/sites/read.ts'
import type { Site } from '../../lib/sites/site.ts'
import { slashdot } from '../../lib/sites/slashdot.site.ts'
import { smf } from '../../lib/sites/smf.site.ts'
import { steam } from '../../lib/sites/steam.site.ts'
import { vanilla } from '../../lib/sites/vanilla.site.ts'
import { xenforo } from '../../lib/sites/xenforo.site.ts'
import { fixtures } from './fixtures.ts'

const STEAM = 'https://steamcommunity.com'

describe('one conversation on a board has one key', () => {
  it.each<readonly [Site, readonly string[]]>([
    [
      mybb,
      [
        'https://b.example/f/showthread.php?tid=9',
        'https://b.example/f/showthread.php?tid=9&pid=12&page=2#pid12',
        'https://b.example/f/thread-9-page-2.html',
      ],
    ],
    [
      smf,
      [
        'https://b.example/f/index.php?topic=9.0',
        'https://b.example/f/index.php?topic=9.msg12#msg12',
        'https://b.example/f/index.php?topic=9.30;wap2',
        'https://b.example/f/index.php/topic,9.15.html',
      ],
    ],
    [
      vanilla,
      ['https://b.example/discussion/9/title', 'https://b.example/discussion/9/other-title/p3#Comment_4'],
    ],
    [
      khoros,
      [
        'https://b.example/t5/Board/Title/td-p/9',
        'https://b.example/t5/Board/Title/td-p/9/page/2',
        'https://b.example/t5/Other/Name/td-p/9?lightbox=1',
      ],
    ],
    [
      steam,
      [
        `${STEAM}/app/1/discussions/0/404040404040404/`,
        `${STEAM}/app/1/discussions/3/404040404040404/?ctp=2#c5`,
      ],
    ],
    [
      steam,
      [
        'https://store.steampowered.com/app/31337/Bean_Baron/',
        'https://store.steampowered.com/app/31337?l=german',
      ],
    ],
    [
      slashdot,
      [
        'https://slashdot.org/story/26/03/05/0900/a-title',
        'https://hardware.slashdot.org/story/26/03/05/0900?sbsrc=md',
      ],
    ],
  ])('%o', ({ threadKey }, addresses) => {
    expect(new Set(addresses.map((address) => threadKey(new URL(address))))).toHaveLength(1)
  })

  it.each<readonly [Site, string, string]>([
    [mybb, 'https://b.example/showthread.php?tid=9', 'https://b.example/showthread.php?tid=10'],
    [smf, 'https://b.example/index.php?topic=9.0', 'https://b.example/index.php?board=9.0'],
    [vanilla, 'https://b.example/discussion/9/a', 'https://b.example/discussion/10/a'],
    [khoros, 'https://b.example/t5/B/T/td-p/9', 'https://b.example/t5/B/T/td-p/10'],
    [steam, `${STEAM}/app/1/discussions/0/404040404040404/`, `${STEAM}/app/1/discussions/0/404040404040405/`],
    [slashdot, 'https://slashdot.org/story/26/03/05/0900/a', 'https://slashdot.org/story/26/03/05/0901/a'],
  ])('and another has another: %o', ({ threadKey }, one, other) => {
    expect(threadKey(new URL(one))).not.toBe(threadKey(new URL(other)))
  })
})

describe('the marks of a board', () => {
  const engines = [mybb, smf, vanilla, khoros]

  it.each(fixtures())('$name is claimed by its own site at most', ({ site, html }) => {
    const document = new DOMParser().parseFromString(html, 'text/html')
    const claimed = engines.filter(({ marks }) => marks && document.querySelector(marks)).map(({ id }) => id)
    expect(claimed).toEqual(engines.some(({ id }) => id === site) ? [site] : [])
  })
})

describe('letters between members', () => {
  const page = (attributes = '') =>
    new DOMParser().parseFromString(`<html ${attributes}><body></body></html>`, 'text/html')

  it.each<readonly [Site, string, string]>([
    [smf, 'https://b.example/index.php?action=pm;f=inbox', ''],
    [mybb, 'https://b.example/private.php?action=read&pmid=7', ''],
    [xenforo, 'https://b.example/index.php?conversations/hello.3/', ''],
    [xenforo, 'https://b.example/direct-messages/hello.3/', ''],
    [xenforo, 'https://b.example/letters/hello.3/', 'data-template="conversation_view"'],
  ])('are nobody else’s: %o at %s', ({ pageKind }, address, attributes) => {
    expect(pageKind(new URL(address), page(attributes))).toBeNull()
  })
})

describe('Steam', () => {
  const topic = (author: string) =>
    `<div class="commentthread_comment" id="comment_7"><a class="commentthread_author_link" ${author}><bdi>ana</bdi></a><div class="commentthread_comment_text">Words</div></div>`
  const keyOf = (author: string) => {
    const document = new DOMParser().parseFromString(topic(author), 'text/html')
    return read(steam, document, new URL(`${STEAM}/app/1/discussions/0/404040404040404/`)).thread.posts[0]
      ?.author?.key
  }

  it('knows an account by one number, whichever way the page gives it', () => {
    expect(keyOf(`href="${STEAM}/profiles/76561198050475729"`)).toBe('90210001')
    expect(keyOf(`href="${STEAM}/id/ana" data-miniprofile="90210001"`)).toBe('90210001')
    expect(keyOf(`href="${STEAM}/id/ana" data-miniprofile="s76561198050475729"`)).toBe('90210001')
  })

  it('does not take a made-up number for an account', () => {
    expect(keyOf(`href="${STEAM}/id/ana" data-miniprofile="0"`)).toBe('id/ana')
    expect(keyOf(`href="${STEAM}/id/ana" data-miniprofile="${'9'.repeat(400)}"`)).toBe('id/ana')
    expect(keyOf('')).toBe('name/ana')
  })
})
