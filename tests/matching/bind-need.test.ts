import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindNeed } from '../../lib/matching/bind-need.ts'
import type { TopicMatch } from '../../lib/model/mention.ts'
import type { Need } from '../../lib/model/playbook.ts'

/** The topics of these tests: our own brand and two others that are listened to. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  quillon: ['Quillon', 'quillon', '@quillon', '#quillon'],
  ottavo: ['Ottavo', 'ottavo', '@ottavo'],
  millbrae: ['Millbrae', 'millbrae'],
}

function matchesIn(text: string, topics: readonly string[]): TopicMatch[] {
  const matches = topics.map((topic) => {
    const evidence = []
    for (const word of WORDS[topic] ?? [])
      for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1))
        evidence.push({ text: word, start: at, end: at + word.length, part: topic })
    return { topic, score: 1, parts: [], evidence }
  })
  return matches.filter((match) => match.evidence.length > 0)
}

function boundIn(marked: string, need: Need, topics: readonly string[] = Object.keys(WORDS)) {
  const start = marked.indexOf('[')
  const text = marked.replace('[', '').replace(']', '')
  return bindNeed(text, { start, end: marked.indexOf(']') - 1 }, matchesIn(text, topics), need)
}

type Row = readonly [need: Need, marked: string, topic: string | null]

const SURE: readonly Row[] = [
  // One brand.
  ['complaint', 'My Quillon [broke] after a week', 'quillon'],
  ['praise', '[Love] my Quillon', 'quillon'],
  ['question', '[Does anyone know] how to clean it? Quillon owner here', 'quillon'],
  ['complaint', 'Bought a Quillon in spring. The burr [snapped].', 'quillon'],
  ['idea', 'Quillon, [please add] a lid', 'quillon'],
  ['buying', '¿[Dónde puedo comprar] un Quillon?', 'quillon'],
  ['praise', '¡Me [encanta] el Quillon!', 'quillon'],
  ['buying', '« [Où puis-je acheter] un Quillon ? »', 'quillon'],
  ['buying', '[Where can I buy] the Quillon Travel?', 'quillon'],
  ['leaving', 'I am [done with] Quillon', 'quillon'],
  ['leaving', '[Cancelled my account] with Quillon today', 'quillon'],
  ['leaving', 'Quillon, you [lost a customer]', 'quillon'],
  ['complaint', '@quillon your support [never replied]', 'quillon'],
  ['complaint', '@quillon why does my iPhone app [keep crashing]', 'quillon'],
  ['question', 'Hi Quillon, got mine from Amazon last week. [How do I clean it?]', 'quillon'],
  ['complaint', 'Support at Quillon told Maya to wait. [Unacceptable].', 'quillon'],
  ['complaint', 'Maya said her Quillon [jammed]', 'quillon'],
  ['complaint', 'the quillon handle [came loose], what now', 'quillon'],
  ['praise', 'Thanks to everyone at Quillon, [brilliant] service', 'quillon'],
  // Switching from one to the other.
  ['leaving', '[Switching from] Quillon to Ottavo', 'quillon'],
  ['leaving', 'I have [moved from] my Quillon to an Ottavo', 'quillon'],
  ['buying', '[Switching from Quillon to] Ottavo next week', 'ottavo'],
  ['praise', 'Moved from Quillon to Ottavo and it is [so much better]', 'ottavo'],
  ['leaving', '[Leaving] Ottavo for Quillon', 'ottavo'],
  ['leaving', 'I [left] Ottavo for Quillon, no regrets', 'ottavo'],
  ['buying', 'I left Ottavo and [am getting] a Quillon instead of a Millbrae', 'quillon'],
  ['leaving', '[Ditched] my Quillon and got an Ottavo', 'quillon'],
  ['leaving', '[Replaced] my Quillon with an Ottavo', 'quillon'],
  ['leaving', '[Traded] my Ottavo for a Quillon', 'ottavo'],
  ['leaving', 'Goodbye Quillon, [switching to] Ottavo', 'quillon'],
  ['leaving', '[Going back to] Ottavo from Quillon', 'quillon'],
  ['leaving', '[Wechsel von] Quillon zu Ottavo', 'quillon'],
  ['complaint', 'I switched to Quillon and it [broke] at once', 'quillon'],
  ['question', 'Switching to Quillon next week, [does it have a lid?]', 'quillon'],
  ['complaint', 'The Quillon [jammed] so I am moving to Ottavo', 'quillon'],
  // Two brands, one blame.
  ['complaint', "Ottavo's app [broke] my Quillon", 'ottavo'],
  ['complaint', 'I love my Quillon but the Ottavo [keeps crashing]', 'ottavo'],
  ['praise', 'I [love] my Quillon but the Ottavo keeps crashing', 'quillon'],
  ['complaint', 'The Ottavo [broke] while the Quillon still runs', 'ottavo'],
  ['praise', 'The Ottavo broke while the Quillon [works perfectly]', 'quillon'],
  ['complaint', 'My Quillon was [ruined] by Ottavo', 'ottavo'],
  ['praise', '[Great] coffee from the Ottavo, whereas the Quillon squeaks', 'ottavo'],
  ['complaint', 'Great coffee from the Ottavo, whereas the Quillon [squeaks]', 'quillon'],
  ['complaint', 'Ottavo shipped at once. Quillon [never replied].', 'quillon'],
  // In the background.
  ['praise', 'Quillon is [great], unlike Ottavo', 'quillon'],
  ['praise', 'Unlike Ottavo the Quillon is [great]', 'quillon'],
  ['praise', 'Quillon is [much better] than Ottavo', 'quillon'],
  ['complaint', 'Quillon is [worse] than Ottavo', 'quillon'],
  ['praise', 'Compared to the Ottavo, Quillon is [so quiet]', 'quillon'],
  ['complaint', 'It was the Ottavo that [broke], not the Quillon', 'ottavo'],
  ['praise', 'Quillon [works beautifully], as good as Millbrae', 'quillon'],
  ['praise', 'Quillon ist [viel besser] als Ottavo', 'quillon'],
  ['praise', 'Quillon est [génial], contrairement à Ottavo', 'quillon'],
]

const OPEN: readonly Row[] = [
  ['leaving', '[Switching to] Quillon', null],
  ['leaving', 'I am [moving to] a Quillon at last', null],
  ['leaving', '[Going back to] my Quillon', null],
  ['leaving', 'After ten years I [switched from] my Baratza to a Quillon', null],
  ['complaint', 'my Baratza [died], so I bought a Quillon', null],
  ['complaint', 'The Comandante [squeaks] but my Quillon does not', null],
  ['praise', 'My Baratza is [so much better] than the Quillon', null],
  ['praise', 'Unlike Quillon, the Baratza [works perfectly]', null],
  ['praise', 'Sorry Quillon, but I [love] my Baratza', null],
  ['complaint', 'Quillon is fine, it was Baratza’s burr that [snapped]', null],
  ['complaint', 'I own a Quillon but Hermes [never delivered] it', null],
]

const NOT_SURE: readonly Row[] = [
  ['praise', 'Quillon and Ottavo are [great]', null],
  ['complaint', 'Ottavo, Millbrae, Quillon, all [overpriced]', null],
  ['complaint', 'I have a Quillon and an Ottavo. It [broke].', null],
  ['question', 'Quillon or Ottavo, [which one should I get?]', null],
]

describe('a need is bound to the brand it is towards', () => {
  it.each(SURE)('%s of "%s" is towards %s', (need, marked, topic) => {
    expect(boundIn(marked, need)).toEqual({ topic, sure: true })
  })

  it.each(OPEN)('%s of "%s" is towards none of ours', (need, marked) => {
    expect(boundIn(marked, need, ['quillon'])).toEqual({ topic: null, sure: false })
  })

  it.each(NOT_SURE)('%s of "%s" is not surely towards one', (need, marked) => {
    expect(boundIn(marked, need).sure).toBe(false)
  })

  it('the buying of "my Baratza died, so I bought a Quillon" is ours', () => {
    expect(boundIn('my Baratza died, so I [bought] a Quillon', 'buying', ['quillon'])).toEqual({
      topic: 'quillon',
      sure: true,
    })
  })

  it('where the need is not said, a switch to a brand is still no leaving of it', () => {
    const text = 'Switching to Quillon'
    expect(bindNeed(text, { start: 0, end: 12 }, matchesIn(text, ['quillon'])).topic).toBeNull()
  })

  it('without a span one topic is taken for meant, and of several none', () => {
    const text = 'Quillon, Ottavo'
    expect(bindNeed(text, null, matchesIn(text, ['quillon']))).toEqual({ topic: 'quillon', sure: true })
    expect(bindNeed(text, null, matchesIn(text, ['quillon', 'ottavo']))).toEqual({ topic: null, sure: false })
    expect(bindNeed(text, null, [])).toEqual({ topic: null, sure: false })
  })

  it('a match in the author’s handle alone has no place, and one topic is enough', () => {
    const match = {
      topic: 'quillon',
      score: 1,
      parts: [],
      evidence: [{ text: '', start: 0, end: 0, part: 'q' }],
    }
    expect(bindNeed('It broke', { start: 3, end: 8 }, [match])).toEqual({ topic: 'quillon', sure: true })
  })

  it('is always one of the matches or none, whatever the text and the span', () => {
    const piece = fc.constantFrom(
      'Quillon ',
      'Ottavo ',
      '@quillon ',
      'Baratza ',
      'from ',
      'to ',
      'switching ',
      'unlike ',
      'not ',
      'and ',
      ', ',
      '. ',
      'is great ',
      '\ud800',
      '\n',
      'but ',
      '😡',
      'SHOUTED ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.nat(), fc.nat(), (pieces, one, other) => {
        const text = pieces.join('')
        const matches = matchesIn(text, ['quillon', 'ottavo'])
        const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b)
        const { topic, sure } = bindNeed(text, { start: start ?? 0, end: end ?? 0 }, matches)
        expect([null, ...matches.map((match) => match.topic)]).toContain(topic)
        if (topic === null) expect(sure).toBe(false)
      }),
    )
  })
})

it('takes a German noun for no brand, though it has a capital', () => {
  const text = 'Ich habe ein Problem mit meiner Quillon'
  const span = { start: text.indexOf('Problem'), end: text.indexOf(' mit') }
  expect(bindNeed(text, span, matchesIn(text, ['quillon']), 'complaint', 'de')).toEqual({
    topic: 'quillon',
    sure: true,
  })
})

describe('what came in place of a faulty thing', () => {
  const of = (text: string, words: string, need: 'complaint' | 'praise', lang = 'en') => {
    const start = text.indexOf(words)
    return bindNeed(text, { start, end: start + words.length }, matchesIn(text, ['quillon']), need, lang)
  }

  it.each([
    ['My old mill broke, so I bought a Quillon', 'broke', 'en'],
    ['Ottavo broke, so I bought a Quillon and love it', 'broke', 'en'],
    ['It leaked everywhere. Replaced it with a Quillon', 'leaked', 'en'],
    ['The last one jammed. Then I ordered the Quillon', 'jammed', 'en'],
    ['Meine alte Mühle ist kaputt, deshalb habe ich mir eine Quillon gekauft', 'kaputt', 'de'],
    ['Le vieux moulin est cassé, alors j’ai acheté une Quillon', 'cassé', 'fr'],
    ['El viejo se rompió, así que compré una Quillon', 'rompió', 'es'],
  ])('is not at fault: "%s"', (text, words, lang) => {
    expect(of(text, words, 'complaint', lang)).toEqual({ topic: null, sure: false })
  })

  it('is what the praise is of', () => {
    const text = 'My old mill broke, so I bought a Quillon and love it'
    expect(of(text, 'love it', 'praise')).toEqual({ topic: 'quillon', sure: true })
  })

  it('is perhaps at fault where nothing says why it came', () => {
    expect(of('It broke. Bought a Quillon.', 'broke', 'complaint').sure).toBe(false)
    expect(of('Ottavo jams all day. Quillon is quiet.', 'jams', 'complaint').sure).toBe(false)
    expect(of('I had an Ottavo. It broke twice. Quillon came today.', 'broke', 'complaint').sure).toBe(false)
  })

  it('is at fault where it is what was bought before', () => {
    expect(of('I bought a Quillon, and it broke', 'broke', 'complaint')).toEqual({
      topic: 'quillon',
      sure: true,
    })
    expect(of('Handle broke after a week. Quillon, do better.', 'broke', 'complaint')).toEqual({
      topic: 'quillon',
      sure: true,
    })
  })
})

describe('a topic that asks for more than a name', () => {
  const trouble = (text: string, words: readonly string[]): TopicMatch => ({
    topic: 'trouble',
    score: 1,
    parts: [],
    evidence: words.map((word) => ({
      text: word,
      start: text.indexOf(word),
      end: text.indexOf(word) + word.length,
      part: word,
    })),
  })

  it.each([
    ['Millbrae [broke] on me. Quillon is fine.', ['Quillon', 'broke'], 'millbrae'],
    ['millbrae [broke] on me. quillon is fine.', ['quillon', 'broke'], 'millbrae'],
    ['My Quillon [broke]. Millbrae is fine.', ['Quillon', 'broke'], 'quillon'],
  ])('is not blamed by its other words: %s', (marked, words, topic) => {
    const text = marked.replace(/[[\]]/g, '')
    const span = { start: marked.indexOf('['), end: marked.indexOf(']') - 1 }
    const matches = [...matchesIn(text, ['quillon', 'millbrae']), trouble(text, words)]
    expect(bindNeed(text, span, matches, 'complaint').topic).toBe(topic)
  })

  it('is meant where it found no name at all', () => {
    const text = 'the burr broke'
    expect(bindNeed(text, { start: 9, end: 14 }, [trouble(text, ['burr', 'broke'])], 'complaint')).toEqual({
      topic: 'trouble',
      sure: true,
    })
  })
})
