// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { generic } from '../../lib/sites/generic.site.ts'
import { read } from '../../lib/sites/read.ts'

const PEOPLE = ['slowpour_ana', 'brewbert', 'grindlord', 'Tamper Tom']
const WORDS = [
  'The burrs of my Q2 came loose after a fall from the shelf. Is there a way without new parts?',
  'Tighten the ring below the hopper and try once more, it turns to the left.',
  'Mine never did that, and I drop it twice a week. Which batch is yours from?',
  'Ask the makers for a new ring. They sent me one for nothing within four days.',
]

/** Reads a page of four alike elements, each made with its number, somebody's name and their words. */
function readFour(
  make: (at: number, who: string, words: string) => string,
  { lang = 'en', url = 'https://mill.example/rooms/9', words = WORDS, people = PEOPLE } = {},
) {
  const body = PEOPLE.map((_, at) => make(at, people[at] ?? '', words[at] ?? '')).join('')
  const html = `<!doctype html><html lang="${lang}"><body><div class="list">${body}</div></body></html>`
  const { thread } = read(generic, new DOMParser().parseFromString(html, 'text/html'), new URL(url))
  return thread.posts
}

describe('posts are told by their shape', () => {
  it('where a review’s title leads to a page of its own', () => {
    const review = (at: number, who: string, words: string) =>
      `<li id="R${at}ABCDE7" data-hook="review" class="review"><a href="/gp/profile/acc${at}?ref=cm_cr" class="profile-name">${who}</a><h5><a class="review-title" href="/customer-reviews/R${at}ABCDE7">What a grinder does after ${at + 2} years</a></h5><span class="review-date">Reviewed in Norway on ${at + 4} March 2026</span><div class="review-text"><p>${words}</p></div><button>Helpful</button></li>`
    const posts = readFour(review)
    expect(posts.map(({ text }) => text)).toEqual(WORDS)
    expect(posts[1]).toMatchObject({
      author: { name: 'brewbert', key: 'mill.example/gp/profile/acc1' },
      permalink: 'https://mill.example/rooms/9#R1ABCDE7',
      timeText: 'Reviewed in Norway on 5 March 2026',
    })
  })

  it('and not where an article’s title leads to it, whatever number it bears', () => {
    const teaser = (at: number, who: string, words: string) =>
      `<div class="episode-item" id="episode-${at + 100_000}"><h3><a href="/episodes/episode-${at + 100_000}">Talking of burrs and rings, part ${at}</a></h3><span class="author">${who}</span> <span class="date">March ${at + 4}, 2026</span><p>${words}</p></div>`
    expect(readFour(teaser)).toEqual([])
  })

  it('in Turkish', () => {
    const words = [
      'Raftan düşünce Q2 öğütücümün diskleri oynamaya başladı, yeni parça almadan düzelir mi?',
      'Haznenin altındaki halkayı sıkıp bir daha deneyin, sola doğru dönüyor.',
      'Benimki haftada iki kez düşüyor ama hiç böyle olmadı, sizinki hangi seri?',
      'Üreticiden yeni bir halka isteyin, bana dört günde ücretsiz gönderdiler.',
    ]
    const posts = readFour(
      (at, who, said) =>
        `<div class="kutu" id="mesaj-${at + 40}"><a class="username" href="/uye/${at}">${who}</a> <span>${at + 2} ${at === 0 ? 'gün' : 'saat'} önce</span><div class="icerik">${said}</div></div>`,
      { lang: 'tr', words },
    )
    expect(posts.map(({ text }) => text)).toEqual(words)
    expect(posts.map(({ timeText }) => timeText)).toEqual([
      '2 gün önce',
      '3 saat önce',
      '4 saat önce',
      '5 saat önce',
    ])
  })

  it('in Arabic, where names only call a script and are each somebody else’s all the same', () => {
    const people = ['سعاد', 'كريم', 'ليلى', 'هند']
    const words = [
      'سقطت مطحنتي من الرف فصار القرصان يتحركان. هل يمكن إصلاحهما دون قطع جديدة؟',
      'شد الحلقة التي تحت القمع فهي تدور إلى اليسار ثم جرب مرة أخرى.',
      'مطحنتي لم تفعل ذلك قط مع أنها تسقط مرتين في الأسبوع.',
      'اطلب من الصانع حلقة جديدة فقد أرسل لي واحدة بلا ثمن.',
    ]
    const times = ['منذ يومين', 'منذ 5 ساعات', 'قبل 3 ساعات', 'منذ 20 دقيقة']
    const posts = readFour(
      (at, who, said) =>
        `<div class="row" id="post${at + 40}"><a class="username" href="#">${who}</a><i>${times[at]}</i><p>${said}</p></div>`,
      { lang: 'ar', words, people },
    )
    expect(posts.map(({ text }) => text)).toEqual(words)
    expect(posts.map(({ timeText }) => timeText)).toEqual(times)
    expect(new Set(posts.map(({ author }) => author?.key)).size).toBe(4)
    expect(posts.map(({ author }) => author?.url)).toEqual([null, null, null, null])
  })

  it('with the time of the post, and not the day on which somebody joined', () => {
    const posts = readFour(
      (at, who, words) =>
        `<div class="message"><div class="side"><a class="author" href="/u/${at}">${who}</a><dl><dt>Joined</dt><dd>2 January 2018</dd></dl><small>Registered: 8 years ago</small></div><div class="head">March ${at + 4}, 2026</div><div class="body">${words}</div></div>`,
    )
    expect(posts.map(({ timeText }) => timeText)).toEqual([4, 5, 6, 7].map((day) => `March ${day}, 2026`))
  })

  it('on boards whose scripts say by a parameter that they show somebody', () => {
    for (const profile of [
      'memberlist.php?mode=viewprofile&u=',
      'YaBB.pl?action=viewprofile;username=x',
      'index.php?showuser=',
      'space-uid-',
    ]) {
      const posts = readFour(
        (at, who, words) =>
          `<div class="post"><a href="/${profile}${at + 5}">${who}</a> <i>2026-03-0${at + 4} 10:00</i><p>${words}</p></div>`,
      )
      expect(posts.map(({ author }) => author?.name)).toEqual(PEOPLE)
    }
  })

  it('and never by links that find somebody’s posts', () => {
    const posts = readFour(
      (at, _, words) =>
        `<div class="post"><a href="/search.php?action=finduser&uid=${at + 5}">Find</a> <i>2026-03-0${at + 4} 10:00</i><p>${words}</p></div>`,
    )
    expect(posts).toEqual([])
  })

  it('with all that a page shows beside it, and its words once where a reader of screens has them too', () => {
    const posts = readFour(
      (at, who, words) =>
        `<div class="answer"><div class="user-card"><a href="/users/${at}/x/">${who}</a></div> <abbr title="2026-03-0${at + 4} 10:00:00 +0000">${at + 1} years ago</abbr><div class="body"><span aria-hidden="true">${words}</span><span class="visually-hidden">${words}</span></div></div>`,
    )
    expect(posts.map(({ text }) => text)).toEqual(WORDS)
    expect(posts.map(({ author }) => author?.name)).toEqual(PEOPLE)
  })

  it('by who wrote them, and not by whom they quote', () => {
    const posts = readFour(
      (at, who, words) =>
        `<div class="post" id="p${at + 70}"><a class="author" href="/u/${at}">${who}</a> <span class="date">March ${at + 4}, 2026</span><div class="body"><blockquote><a class="author" href="/u/9">Edda</a> wrote on <span class="date">March 1, 2026</span>: Somebody said so.</blockquote>${words}</div></div>`,
    )
    expect(posts.map(({ author }) => author?.name)).toEqual(PEOPLE)
    expect(posts.map(({ timeText }) => timeText)).toEqual([4, 5, 6, 7].map((day) => `March ${day}, 2026`))
    expect(posts.map(({ text }) => text)).toEqual(WORDS)
    expect(posts[0]?.quoted).toContain('Somebody said so.')
  })

  it('without signatures and notes of changes', () => {
    const posts = readFour(
      (at, who, words) =>
        `<div class="post" id="p${at + 70}"><a class="author" href="/u/${at}">${who}</a> <i>March ${at + 4}, 2026</i><div><p>${words}</p></div><div class="last-edited">Changed by Edda on March 9, 2026, since it was too long before</div><div class="signature">Two mills behind the house and no time to use them</div></div>`,
    )
    expect(posts.map(({ text }) => text)).toEqual(WORDS)
  })

  it('in the thread, and not in the list of the latest words beside it', () => {
    const said = (at: number, who: string, words: string) =>
      `<div class="comment"><a class="author" href="/u/${at}">${who}</a> <i>${at + 2} hours ago</i><p>${words}</p></div>`
    const late = PEOPLE.concat(PEOPLE.slice(0, 2)).map(
      (who, at) =>
        `<li class="comment-entry"><a class="author" href="/u/${at}">${who}</a> <i>${at + 2} hours ago</i> <p>${WORDS[at % 4]?.slice(0, 40)}…</p></li>`,
    )
    const posts = readFour(
      (at, who, words) => said(at, who, words) + (at === 3 ? `<ul>${late.join('')}</ul>` : ''),
    )
    expect(posts.map(({ text }) => text)).toEqual(WORDS)
  })
})
