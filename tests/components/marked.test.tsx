// @vitest-environment happy-dom
import fc from 'fast-check'
import { render } from 'preact'
import { describe, expect, it } from 'vitest'
import { excerptAround, Marked } from '../../components/shared/Marked.tsx'

function drawn(text: string, spans: readonly { start: number; end: number }[]) {
  const place = document.createElement('p')
  render(<Marked text={text} spans={spans} />, place)
  return place
}

describe('marked text', () => {
  it('marks the matched words and nothing else', () => {
    const place = drawn('Third burr set from Quillon in a year', [{ start: 20, end: 27 }])
    expect([...place.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['Quillon'])
  })

  it('never reads markup in what a person wrote', () => {
    const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script> & Quillon'
    const place = drawn(hostile, [{ start: 0, end: 28 }])
    expect(place.querySelector('img, script')).toBeNull()
    expect(place.textContent).toBe(hostile)
  })

  it('shows every letter once, whatever the spans say', () => {
    const span = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) })
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.array(span, { maxLength: 6 }),
        (text, spans) => {
          expect(drawn(text, spans).textContent).toBe(text)
        },
      ),
    )
  })
})

describe('an excerpt', () => {
  const long = `${'word '.repeat(200)}and then Quillon stopped answering ${'word '.repeat(200)}`
  const at = long.indexOf('Quillon')

  it('is cut around the matched words, which stay marked', () => {
    const { text, spans } = excerptAround(long, [{ start: at, end: at + 7 }], 240)
    expect(text.length).toBeLessThan(260)
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['Quillon'])
  })

  it('ends after a whole word, and never marks a part of one', () => {
    const text = 'Does the grinder of the house go to the dogs?'
    for (let length = 12; length < text.length; length++) {
      const { text: shown, spans } = excerptAround(
        text,
        [
          { start: 0, end: 4 },
          { start: 33, end: 35 },
        ],
        length,
      )
      expect(`${text} `).toContain(shown.replace('…', ' '))
      for (const { start, end } of spans) expect(['Does', 'to']).toContain(shown.slice(start, end))
    }
  })

  it('cuts no letter in two where there is no space', () => {
    const faces = '😀'.repeat(300)
    for (const start of [0, 100, 101, 400]) {
      const { text } = excerptAround(faces, [{ start, end: start + 2 }], 41)
      expect(text.isWellFormed()).toBe(true)
    }
  })

  it('marks only letters of the text, wherever the spans lie', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: long.length - 8 }),
        fc.integer({ min: 1, max: 30 }),
        (start, length) => {
          const end = Math.min(long.length, start + length)
          const excerpt = excerptAround(long, [{ start, end }], 100)
          for (const span of excerpt.spans) expect(long).toContain(excerpt.text.slice(span.start, span.end))
          expect(excerpt.spans).toHaveLength(1)
        },
      ),
    )
  })
})
