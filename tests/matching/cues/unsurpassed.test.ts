import { describe, expect, it } from 'vitest'
import { findCues } from '../../../lib/matching/cues/find-cues.ts'

/** What the cues of a text add up to for a need, each cue once. */
function weightOf(need: string, text: string, lang: string): number {
  const seen = new Map(findCues(text, lang).map((cue) => [cue.id, cue]))
  return [...seen.values()].filter((cue) => cue.need === need).reduce((sum, cue) => sum + cue.weight, 0)
}

/** Pairs that differ in a word or two: the first is praise, the second a complaint. */
const PAIRS: readonly (readonly [lang: string, praise: string, complaint: string])[] = [
  ['en', 'It could not be better', 'It could be better'],
  ['en', "couldn't be happier with it", "couldn't be more disappointed with it"],
  ['en', 'The coffee has never been better', 'The service has never been worse'],
  ['en', 'Nothing beats it', 'Nothing works'],
  ['en', 'No other mill comes close', 'It still never came'],
  ['en', "I can't recommend it enough", "I can't recommend it"],
  ['en', 'I cannot recommend this mill more highly', 'I cannot recommend this mill'],
  ['en', 'It always works', 'It never works'],
  ['en', 'You won’t find a better one', 'It won’t get better'],
  ['en', 'It never fails me', 'It never opens'],
  ['en', 'I would not hesitate to recommend it', 'I would not recommend it'],
  ['de', 'Die Mühle könnte nicht besser sein', 'Die Mühle könnte besser sein'],
  ['de', 'Besser geht’s nicht', 'Schlechter geht’s nicht'],
  ['de', 'Ich könnte nicht zufriedener sein', 'Ich könnte nicht unzufriedener sein'],
  ['de', 'Nichts geht über diese Mühle', 'Nichts geht'],
  ['de', 'Das kann ich nur empfehlen', 'Das kann ich nicht empfehlen'],
  ['de', 'Der Kaffee war nie besser', 'Der Service war nie schlechter'],
  ['es', 'No podría ser mejor', 'Podría ser mejor'],
  ['es', 'No podría estar más contento', 'No podría ser peor'],
  ['es', 'Nada supera a este molinillo', 'No lo recomiendo a nadie'],
  ['fr', 'Il ne pourrait pas être meilleur', 'Il pourrait être meilleur'],
  ['fr', 'Rien ne vaut ce moulin', 'Rien ne marche, je ne le recommande pas'],
  ['fr', 'Je n’ai jamais eu aussi bon', 'Je n’ai jamais vu pire'],
  ['it', 'Non potrebbe essere migliore', 'Potrebbe essere migliore'],
  ['pt', 'Não poderia ser melhor', 'Poderia ser melhor'],
  ['nl', 'Het kan niet beter', 'Het kan niet slechter'],
]

describe('a negation, a modal verb and a comparative', () => {
  it.each(PAIRS)('in %s praise together: "%s", and blame when one is changed: "%s"', (lang, good, bad) => {
    expect(weightOf('praise', good, lang)).toBeGreaterThanOrEqual(1)
    expect(weightOf('complaint', good, lang)).toBeLessThanOrEqual(0)
    expect(weightOf('idea', good, lang)).toBeLessThanOrEqual(0)
    expect(weightOf('complaint', bad, lang)).toBeGreaterThanOrEqual(1)
    expect(weightOf('praise', bad, lang)).toBeLessThanOrEqual(0)
  })

  it.each([
    ['en', 'Life has never been better since I sold it'],
    ['en', 'Nothing beats waiting two hours on hold'],
    ['de', 'Das wird nie besser'],
    ['es', 'Esto nunca va a ser mejor'],
  ])('praise nothing where it is better without (%s): "%s"', (lang, text) => {
    expect(weightOf('praise', text, lang)).toBeLessThanOrEqual(0)
  })
})

describe('words of danger', () => {
  it.each([
    ['en', 'My lawyer recommended it', 'My lawyer will write to you'],
    ['en', 'An explosion of flavour', 'An explosion in the kitchen'],
    ['en', 'It broke my hand grinder', 'It broke my hand'],
    ['en', 'I burnt my arm rest', 'I burnt my arm'],
    ['en', 'Our bookings exploded', 'Our battery exploded'],
    ['en', 'They cut my way back', 'They cut my hand'],
    ['de', 'Eine Explosion an Aromen', 'Eine Explosion in der Küche'],
    ['de', 'Mein Anwalt hat sie empfohlen', 'Mein Anwalt schreibt euch'],
    ['fr', 'Une explosion de saveurs', 'Il a pris feu, une explosion'],
    ['es', 'Una explosión de sabor', 'Hubo una explosión y fuego'],
    ['it', 'Un’esplosione di sapori', 'Ha preso fuoco, una esplosione'],
    ['pt', 'Uma explosão de sabores', 'Houve fogo e uma explosão'],
    ['nl', 'Een explosie van smaken', 'Een explosie in de keuken'],
  ])('in %s are none in "%s", and are in "%s"', (lang, harmless, harmful) => {
    expect(weightOf('safety', harmless, lang)).toBeLessThanOrEqual(0)
    expect(weightOf('safety', harmful, lang)).toBeGreaterThanOrEqual(2)
  })

  it.each([
    'It cracked after two trips',
    'The flask leaked',
    'The handle snapped off',
    'It shattered in the box',
  ])('are not those of mere breakage: "%s"', (text) => {
    expect(weightOf('safety', text, 'en')).toBe(0)
    expect(weightOf('complaint', text, 'en')).toBeGreaterThanOrEqual(1)
  })
})

describe('words of leaving', () => {
  it.each([
    ['I would never switch away from mine', 'I will switch away from this'],
    ['No reason to ever leave', 'No reason to stay with them'],
    ['I never once thought about cancelling', 'I am thinking about cancelling'],
    ['Nobody is leaving over a logo', 'I am leaving because of the fees'],
  ])('are none in "%s", and are in "%s"', (staying, leaving) => {
    expect(weightOf('leaving', staying, 'en')).toBeLessThanOrEqual(0)
    expect(weightOf('leaving', leaving, 'en')).toBeGreaterThanOrEqual(1)
  })
})

describe('a wish worded as a question', () => {
  const ids = (text: string) => findCues(text, 'en').map(({ id }) => id)

  it.each([
    ['Any chance of a later bus on Fridays?', 'Any chance the bus is late on Fridays?'],
    ['Can we please add a search field?', 'Can we get in at ten?'],
    ['Would it be possible to show the time?', 'Is it possible that the time is wrong?'],
  ])('wishes, and asks the less for it: "%s", beside "%s"', (wish, question) => {
    expect(weightOf('idea', wish, 'en')).toBeGreaterThanOrEqual(1)
    expect(ids(wish)).toContain('question.wish')
    expect(weightOf('idea', question, 'en')).toBe(0)
    expect(ids(question)).not.toContain('question.wish')
  })
})
