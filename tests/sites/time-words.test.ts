// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { looksLikeTime, timeWordsOf } from '../../lib/sites/time-words.ts'

function atOnce<T>(steps: Generator<void, T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

describe('what looks like a time', () => {
  it.each([
    '3 March 2026, 14:02',
    'Mar 3rd, 2026',
    '2026-03-04',
    '04.03.26 09:11',
    '2 hours ago',
    'an hour ago',
    'vor 3 Tagen',
    'il y a 2 jours',
    'hace 5 minutos',
    '2 uur geleden',
    '3 часа назад',
    '2 godziny temu',
    '2026年3月4日',
    '3時間前',
    '2시간 전',
    '5h',
    'Posted 3 March 2026',
    '5. 3. 2026',
    '2026. március 5.',
    '5 tháng 3, 2026',
    '2 dias atrás',
    'منذ 3 أيام',
    'منذ يومين',
    '۲ ساعت پیش',
    '۱۴۰۵/۱/۲۳',
  ])('%s', (text) => {
    expect(looksLikeTime(text)).toBe(true)
  })

  it.each<[string, string, string]>([
    ['tr', '2 gün önce', '2 gün sürdü'],
    ['vi', '3 giờ trước', '3 giờ sáng'],
    ['cs', 'před 5 dny', '5 dní'],
    ['sv-SE', 'för 2 timmar sedan', '2 timmar'],
    ['id', '4 jam yang lalu', '4 jam'],
    ['hi_IN', '२ घंटे पहले', '२ घंटे'],
    ['uk', '2 години тому', '2 години'],
    ['he', 'לפני 3 ימים', '3 ימים'],
    ['ar', 'قبل 3 أيام', '3 أيام'],
    ['fi', '2 tuntia sitten', '2 tuntia'],
    ['ro', 'acum 2 ore', '2 ore'],
    ['el', 'πριν από 2 ώρες', '2 ώρες'],
    ['th', '5 นาทีที่ผ่านมา', '5 นาที'],
  ])('in a page of the language %s “%s”, and not “%s”', (lang, time, none) => {
    const page = new DOMParser().parseFromString(`<html lang="${lang}"><body></body></html>`, 'text/html')
    const words = atOnce(timeWordsOf(page))
    expect(looksLikeTime(time, words)).toBe(true)
    expect(looksLikeTime(none, words)).toBe(false)
    expect(looksLikeTime(time)).toBe(false)
  })

  it('a page that names no language, or one that nobody speaks, adds nothing', () => {
    for (const lang of ['', 'xx', 'tlh', '"><b', 'a'.repeat(400)]) {
      const page = new DOMParser().parseFromString('<html><body></body></html>', 'text/html')
      page.documentElement.setAttribute('lang', lang)
      expect(atOnce(timeWordsOf(page))).toBeNull()
    }
  })

  it.each(['', '12', '4.5', 'Q2 Travel', '€ 120.00', '14 answers', 'Version 2.1', 'now', 'May', '10:42'])(
    'not %s',
    (text) => {
      expect(looksLikeTime(text)).toBe(false)
    },
  )

  it('never takes long words or a page of text for one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 81, maxLength: 5_000 }), (text) => {
        expect(looksLikeTime(text)).toBe(false)
      }),
    )
  })
})
