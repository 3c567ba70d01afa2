import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CUES, findCues } from '../../lib/matching/cues/find-cues.ts'
import { findNeeds } from '../../lib/matching/find-needs.ts'
import { hashOfWord, MASK } from '../../lib/matching/needs/hash-words.ts'
import { languageOf } from '../../lib/matching/needs/language.ts'
import { packBytes, packRising, unpackRising, unpackSigned } from '../../lib/matching/needs/pack-numbers.ts'
import { readFeatures } from '../../lib/matching/needs/read-features.ts'
import weights from '../../lib/matching/needs/weights.json' with { type: 'json' }
import { HEADS, loadLexicon, type StoredWeights } from '../../lib/matching/needs/weights.ts'
import { LIMITS } from '../../lib/model/limits.ts'
import { BUILD, buildWeights } from '../../training/build-weights.ts'
import type { Example } from '../../training/example.ts'
import { prepare } from '../../training/prepare.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const stored = weights as StoredWeights

describe('the reasons of a need', () => {
  const texts = [
    'The burr snapped after a week and nobody answered my two mails. How do I get my money back?',
    'Love this thing!! Best grinder I ever had 😍 thank you @quillon',
    'I wish it had a lid, would be great if you added one. Cancelled my order for now.',
    'Der Griff ist nach zwei Tagen abgebrochen, so ein Schrott. Nie wieder!',
    'the handle flew off and cut my thumb, had to go to hospital',
  ]

  it.each(texts)('add up to what its probability follows from: "%s"', (text) => {
    const { needs } = findNeeds({ text, lang: null }, [])
    expect(needs.length).toBeGreaterThan(0)
    for (const { p, reasons, rest } of needs) {
      const logOdds = reasons.reduce((sum, { weight }) => sum + weight, 0) + rest
      expect(p).toBe(1 / (1 + Math.exp(-logOdds)))
    }
  })

  it.each(texts)('stand in the text, in order, none over another: "%s"', (text) => {
    for (const { reasons } of findNeeds({ text, lang: null }, []).needs) {
      let before = 0
      for (const { start, end } of reasons) {
        expect(start).toBeGreaterThanOrEqual(before)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        before = end
      }
    }
  })

  it('are words of which the strongest is shown, or the label says that there are none', () => {
    for (const text of texts)
      for (const { span, why, reasons } of findNeeds({ text, lang: null }, []).needs) {
        if (span === null) expect(why).toBe('No strong signal in single words')
        else {
          expect(why).toContain(text.slice(span.start, span.end))
          expect(
            reasons.some(({ start, end, weight }) => start === span.start && end === span.end && weight > 0),
          ).toBe(true)
        }
      }
  })
})

describe('what a rule says', () => {
  const needOf = new Map(CUES.map(({ id, need }) => [id, need]))
  const weightOf = new Map(CUES.map(({ id, weight }) => [id, weight]))
  const learnt = HEADS.flatMap((head) =>
    Object.entries(stored.heads[head].cues).map(([id, weight]) => ({
      head,
      id,
      weight,
      need: needOf.get(id),
    })),
  )

  it('is never learnt the other way round', () => {
    const turned = learnt.filter(
      ({ head, id, need, weight }) => need === head && weight * (weightOf.get(id) ?? 0) < 0,
    )
    expect(turned).toEqual([])
  })

  it('makes no danger of a fault, nor any need of the signs of another', () => {
    const borrowed = learnt.filter(
      ({ head, need, weight }) =>
        weight > 0 &&
        need !== head &&
        need !== 'other' &&
        head !== 'question' &&
        !(need === 'safety' && head === 'complaint'),
    )
    expect(borrowed).toEqual([])
  })

  it('is shown with the sign that it has: "never cracked" is no reason for a complaint', () => {
    const texts = [
      'Mine never cracked, but the lid is loose and support is useless',
      'It never leaked. The app is terrible though and keeps crashing',
      'Not bad, but it stopped working and nobody answers',
      'Nie kaputt gewesen, aber der Service ist unterirdisch und niemand antwortet',
    ]
    for (const text of texts) {
      const complaint = findNeeds({ text, lang: null }, []).needs.find(({ label }) => label === 'complaint')
      expect(complaint).toBeDefined()
      const denied = findCues(text, text.startsWith('Nie') ? 'de' : 'en').filter(
        ({ id }) => id === 'complaint.denied',
      )
      for (const { start, end } of denied)
        for (const reason of complaint?.reasons ?? [])
          if (reason.start <= start && reason.end >= end && reason.end - reason.start === end - start)
            expect(reason.weight).toBeLessThanOrEqual(0)
      expect(complaint?.why).not.toMatch(/never (?:cracked|leaked)|Not bad|Nie kaputt/)
    }
  })
})

describe('a brand’s own name', () => {
  it('says nothing of what the author wants', () => {
    const about = (name: string) => {
      const text = `${name} stopped working after a week, very disappointed`
      const evidence = [{ text: name, start: 0, end: name.length, part: name }]
      return findNeeds({ text, lang: 'en' }, [{ topic: 'brand', score: 1, parts: [], evidence }]).needs
    }
    const odds = (name: string) => about(name).map(({ label, p }) => [label, p])
    expect(odds('Terrible')).toEqual(odds('Wonderful'))
    expect(odds('Quillon').map(([label]) => label)).toContain('complaint')
  })
})

describe('features', () => {
  const wordsOf = (text: string) => {
    const { plain, words } = readFeatures(text)
    return [...plain.slice(0, words)]
  }

  it('fold case, accents, apostrophes and drawn-out letters', () => {
    expect(wordsOf('DON’T')).toEqual([hashOfWord('dont')])
    expect(wordsOf('Über')).toEqual([hashOfWord('uber')])
    expect(wordsOf('ｎｏ')).toEqual([hashOfWord('no')])
    expect(wordsOf('sooooo')).toEqual(wordsOf('soo'))
  })

  it('count handles, links, numbers and sums of money by their kind alone', () => {
    expect(wordsOf('@anyone')).toEqual([MASK.handle])
    expect(wordsOf('https://example.org/a?b=c')).toEqual([MASK.link])
    expect(wordsOf('1,299.00')).toEqual([MASK.number])
    expect(wordsOf('$49')).toEqual([MASK.money])
    expect(wordsOf('10%')).toEqual([MASK.share])
    expect(wordsOf('http')).toEqual([MASK.link])
    expect(wordsOf('httpd')).not.toEqual([MASK.link])
  })

  it('are bounded by the length of the text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const features = readFeatures(text)
        expect(features.count).toBeLessThanOrEqual(6 * text.length + 6)
        for (let word = 0; word < features.words; word += 1) {
          expect(features.starts[word]).toBeLessThan(features.ends[word] ?? 0)
          expect(features.ends[word]).toBeLessThanOrEqual(text.length)
        }
      }),
    )
    expect(readFeatures('a'.repeat(1_000_000)).words).toBe(1)
    expect(readFeatures('a '.repeat(1_000_000)).words).toBe(LIMITS.postText / 2)
  })
})

describe('the language of a post', () => {
  const languageIn = (text: string, page: string | null) => languageOf(text, readFeatures(text), page)

  it.each([
    ['en', 'I have been waiting for two weeks and nobody has answered'],
    ['de', 'Ich warte seit zwei Wochen und keiner hat geantwortet'],
    ['fr', 'J’attends depuis deux semaines et personne ne répond'],
    ['es', 'Llevo dos semanas esperando y nadie me ha contestado'],
    ['it', 'Aspetto da due settimane e nessuno mi ha risposto'],
    ['pt', 'Estou esperando há duas semanas e ninguém me respondeu'],
    ['nl', 'Ik wacht al twee weken en niemand heeft geantwoord'],
    ['sv', 'Jag har väntat i två veckor och ingen har svarat'],
    ['pl', 'Czekam już dwa tygodnie i nikt mi nie odpowiedział'],
    ['ja', '二週間待っていますが、誰も返事をくれません'],
    ['zh', '等了两个星期都没有人回复'],
    ['ar', 'أنتظر منذ أسبوعين ولم يرد أحد'],
    ['ru', 'Жду уже две недели, никто не отвечает'],
  ])('is %s by its words, on a page that says another: "%s"', (lang, text) => {
    expect(languageIn(text, null)).toBe(lang)
    expect(languageIn(text, lang === 'en' ? 'de' : 'en-GB')).toBe(lang)
  })

  it('is the page’s where the words do not tell, and unknown where nothing does', () => {
    expect(languageIn('Quillon Q2!', 'de-AT')).toBe('de')
    expect(languageIn('Quillon Q2!', null)).toBeNull()
  })

  it('gates the judgement: none where nothing was learnt', () => {
    const japanese = findNeeds({ text: '最悪。二度と買わない。', lang: null }, [])
    expect(japanese).toEqual({ needs: [], judged: 'none' })
    const swedish = findNeeds(
      { text: 'Jag har väntat i två veckor och ingen har svarat, dåligt', lang: 'sv' },
      [],
    )
    expect(swedish).toEqual({ needs: [], judged: 'none' })
  })
})

describe('the weights', () => {
  it('and their lexicon stay within 150 kB gzipped', () => {
    expect(gzipSync(readFileSync(join(ROOT, 'lib/matching/needs/weights.json'))).length).toBeLessThanOrEqual(
      150_000,
    )
  })

  it('name their date, and their sources with licences and sizes', () => {
    expect(stored.date).toMatch(/^\d{4}-\d\d-\d\d$/)
    for (const { name, licence, posts } of stored.sources) {
      expect(name).not.toBe('')
      expect(licence).not.toBe('')
      expect(posts).toBeGreaterThanOrEqual(0)
    }
    expect(stored.lexicon.licence).toContain('Hutto')
  })

  it('come back from their packing as they went in', () => {
    const rising = [0, 1, 127, 128, 16_384, 16_777_215]
    expect([...unpackRising(packRising(rising), rising.length)]).toEqual(rising)
    expect([...unpackSigned(packBytes([-128, -1, 0, 1, 127]))]).toEqual([-128, -1, 0, 1, 127])
  })
})

describe('training', () => {
  const posts: Example[] = Array.from({ length: 60 }, (_, index) => ({
    id: String(index),
    source: index % 2 === 0 ? 'invented' : 'ibm-customer-care',
    lang: 'en',
    text:
      index % 3 === 0 ? `it broke again after ${index} days` : `a calm morning number ${index} with coffee`,
    needs: { complaint: index % 3 === 0 ? 1 : 0, question: 0, praise: index % 3 === 1 ? 1 : 0 },
    weight: 1,
  }))
  const build = () => {
    const { features, heads } = buildWeights(prepare(posts, loadLexicon(stored.lexicon)), {
      ...BUILD,
      least: 2,
      kept: 64,
    })
    return JSON.stringify({ features, heads })
  }

  it('gives the same weights, byte for byte, from the same posts', () => {
    expect(build()).toBe(build())
  })

  it('knows nothing of the gold set', () => {
    for (const folder of ['training', 'lib/matching'])
      for (const file of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
        if (!file.isFile() || !file.name.endsWith('.ts')) continue
        const code = readFileSync(join(file.parentPath, file.name), 'utf8')
        expect(code, file.name).not.toMatch(/['"`/]gold\b/)
      }
  })
})
