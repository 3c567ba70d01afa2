import { describe, expect, it } from 'vitest'
import { compileTopics } from '../../lib/matching/compile-topics.ts'
import { findMatches } from '../../lib/matching/find-matches.ts'
import { findNeeds } from '../../lib/matching/find-needs.ts'
import type { Need } from '../../lib/model/playbook.ts'

const TOPICS = compileTopics([{ id: 'own', kind: 'own', query: 'quillon OR @quillon' }])

function needsOf(text: string, lang: string) {
  return findNeeds({ text, lang }, findMatches(TOPICS, { site: 'x', text })).needs
}

function sure(text: string, lang: string): Need[] {
  return needsOf(text, lang)
    .filter((need) => need.sure)
    .map(({ label }) => label)
}

/** What a post looks like to a reader of single words, and is not. */
const NOT_SURELY: readonly (readonly [need: Need, lang: string, text: string])[] = [
  ['praise', 'de', 'Vielen Dank für gar nichts, Quillon'],
  ['praise', 'de', 'Dankeschön Quillon, für nix und wieder nix'],
  ['praise', 'de', 'Danke @quillon für die Wartezeit'],
  ['praise', 'en', 'Great how @quillon needs three months for one screw'],
  ['praise', 'en', 'Loving that my Quillon stopped turning on Christmas morning'],
  ['praise', 'en', 'Cheers @quillon for ignoring me all week'],
  ['praise', 'nl', 'Bedankt voor niks, Quillon'],
  ['leaving', 'de', 'Nie mehr ohne Quillon in den Urlaub'],
  ['leaving', 'de', 'Nie wieder etwas anderes als meine Quillon'],
  ['leaving', 'de', 'Ich will nie wieder eine andere Mühle als die Quillon'],
  ['leaving', 'en', 'I will never use anything other than a Quillon'],
  ['leaving', 'en', 'Never travelling without my Quillon again'],
  ['leaving', 'en', "Wouldn't buy any other grinder than a Quillon"],
  ['leaving', 'fr', 'Plus jamais sans ma Quillon'],
  ['leaving', 'es', 'Nunca más sin mi Quillon'],
  ['leaving', 'de', 'Quillon kündigt zwölf Mitarbeitern in Hamburg'],
  ['leaving', 'de', 'Kündigungen bei Quillon: die Belegschaft trifft sich am Montag'],
  ['leaving', 'de', 'Meine Kollegin hat gekündigt und fängt bei Quillon an'],
  ['complaint', 'en', 'Quillon taught my mum how not to get scammed'],
  ['complaint', 'en', 'The Quillon case saved my camera from being stolen'],
  ['complaint', 'en', 'A good Quillon class, it keeps you from losing money'],
  ['complaint', 'en', 'I expected the Quillon to be rubbish but boy was I mistaken'],
  ['complaint', 'en', 'Thought my Quillon would be junk, yet it is amazing'],
  ['complaint', 'en', 'Assumed the Quillon would be trash, but I was wrong'],
  ['complaint', 'en', 'UPS dropped my Quillon, terrible drivers'],
  ['complaint', 'en', 'FEDEX crushed a Quillon box, awful company'],
  ['complaint', 'en', 'Royal Mail lost the Quillon I sold, useless people'],
  ['complaint', 'en', 'the Quillon team killed it with the new burr'],
  ['complaint', 'en', 'Quillon really crushed it this year'],
  ['complaint', 'en', 'That new Quillon is the bomb'],
  ['complaint', 'en', 'Time stands still while my Quillon turns'],
  ['question', 'de', 'Quillon? Nee, danke.'],
  ['question', 'de', 'Noch eine Quillon? Auf keinen Fall.'],
  ['question', 'en', 'Another Quillon? No thanks.'],
  ['question', 'en', 'Quillon? Hard pass.'],
  ['safety', 'en', 'My Quillon cracked after two trips'],
  ['safety', 'en', 'The Quillon leaked in my bag'],
  ['safety', 'en', 'The handle of my Quillon snapped and shattered'],
  ['safety', 'en', 'My lawyer recommended the Quillon'],
  ['safety', 'en', 'The Quillon is an explosion of flavour'],
  ['safety', 'de', 'Meine Quillon ist gerissen und ausgelaufen'],
  ['safety', 'es', 'Mi Quillon se agrietó a los dos viajes'],
  ['safety', 'fr', 'Ma Quillon a fui dans mon sac'],
  ['praise', 'en', 'The Quillon could be better'],
  ['praise', 'en', 'The Quillon could not be worse'],
  ['praise', 'en', "I can't recommend the Quillon"],
  ['praise', 'en', 'My Quillon never works'],
  ['complaint', 'en', 'The Quillon could not be better'],
  ['complaint', 'en', 'My Baratza broke, so I bought a Quillon and love it'],
  ['complaint', 'en', 'Baratza broke after a week. Bought a Quillon instead, so quiet'],
  ['complaint', 'en', 'My Baratza is junk. It broke twice. The Quillon came today.'],
  ['idea', 'en', 'The Quillon could not be better'],
  ['leaving', 'en', 'I would never switch away from my Quillon'],
  ['safety', 'en', 'My brother is a solicitor and grinds with a Quillon'],
  ['safety', 'en', 'Married to a lawyer, in love with my Quillon'],
  ['safety', 'en', 'My lawyer friend swears by his Quillon'],
  ['safety', 'de', 'Mein Onkel ist Anwalt und hat eine Quillon'],
]

/** And what it is, however it is said. */
const FOUND: readonly (readonly [need: Need, lang: string, text: string])[] = [
  ['safety', 'de', 'Mit der Quillon habe ich mir in den Finger geschnitten'],
  ['safety', 'de', 'An der Kurbel der Quillon hat sich meine Tochter die Hand gequetscht'],
  ['safety', 'de', 'Schnittwunde am Daumen, danke Quillon'],
  ['safety', 'de', 'Die Quillon fing plötzlich an zu qualmen'],
  ['safety', 'de', 'Rauch kam aus der Quillon'],
  ['safety', 'de', 'Meine Quillon hat begonnen zu kokeln'],
  ['safety', 'en', 'smoke came pouring out of our Quillon'],
  ['safety', 'en', 'There were sparks flying out of my Quillon'],
  ['safety', 'en', 'flames are shooting from the Quillon'],
  ['safety', 'nl', 'Er kwam rook uit mijn Quillon'],
  ['safety', 'de', 'Aus der Quillon kam Rauch'],
  ['safety', 'de', 'Aus dem Gehäuse der Quillon schlugen Flammen'],
  ['safety', 'en', 'From under the Quillon came sparks'],
  ['safety', 'nl', 'Uit mijn Quillon kwam rook'],
  ['complaint', 'en', 'My Quillon cracked after two trips'],
  ['complaint', 'en', 'The Quillon leaked in my bag'],
  ['complaint', 'en', "I can't recommend the Quillon"],
  ['complaint', 'en', 'The Quillon never works'],
  ['complaint', 'en', 'The Quillon could not be worse'],
  ['complaint', 'de', 'Ich kann die Quillon nicht empfehlen'],
  ['praise', 'en', 'The Quillon could not be better'],
  ['praise', 'en', 'Nothing beats my Quillon'],
  ['praise', 'en', 'Coffee has never been better since I have the Quillon'],
  ['praise', 'de', 'Die Quillon könnte nicht besser sein'],
  ['praise', 'es', 'La Quillon no podría ser mejor'],
  ['praise', 'fr', 'Rien ne vaut ma Quillon'],
  ['leaving', 'en', 'I will switch away from Quillon'],
  ['praise', 'en', 'Assumed the Quillon was trash until I tried it'],
  ['praise', 'de', 'Hielt die Quillon für Schrott, bis ich sie probiert habe'],
  ['complaint', 'de', 'Danke für nix, Quillon'],
  ['complaint', 'en', 'After a month the Quillon started to squeak'],
  ['complaint', 'en', 'We are on our third Quillon motor'],
  ['complaint', 'en', 'Three turns, and the Quillon stands still'],
  ['complaint', 'de', 'Dankeschön Quillon, für nix'],
  ['complaint', 'en', 'Thanks Quillon, for nothing'],
  ['complaint', 'nl', 'Mijn Quillon is kapot'],
  ['question', 'nl', 'Weet iemand hoe je een Quillon schoonmaakt?'],
  ['praise', 'nl', 'Heel blij met mijn Quillon, een aanrader'],
  ['leaving', 'nl', 'Abonnement bij Quillon opgezegd'],
]

/** What a post does not even perhaps want. */
const NEVER: readonly (readonly [need: Need, lang: string, text: string])[] = [
  ['praise', 'de', 'Dankeschön Quillon, für nix'],
  ['praise', 'de', 'Vielen Dank Quillon, für gar nichts'],
  ['praise', 'en', 'Thanks Quillon, for nothing'],
  ['praise', 'nl', 'Bedankt Quillon, voor niks'],
  ['praise', 'fr', 'Merci Quillon, pour rien'],
  ['praise', 'es', 'Gracias Quillon, por nada'],
  ['complaint', 'en', 'Assumed the Quillon was trash until I tried it'],
  ['complaint', 'en', 'I was sure a Quillon is overpriced junk until my brother lent me his'],
  ['complaint', 'de', 'Hielt die Quillon für Schrott, bis ich sie probiert habe'],
]

describe('words that mean something else where they stand', () => {
  it.each(NEVER)('are not %s (%s): %s', (need, lang, text) => {
    expect(needsOf(text, lang).map(({ label }) => label)).not.toContain(need)
  })

  it.each(NOT_SURELY)('are not surely %s (%s): %s', (need, lang, text) => {
    expect(sure(text, lang)).not.toContain(need)
  })
})

describe('a need in other words', () => {
  it.each(FOUND)('is %s (%s): %s', (need, lang, text) => {
    expect(needsOf(text, lang).map(({ label }) => label)).toContain(need)
  })
})

describe('a post that says little', () => {
  it.each([
    'Quillon 🙂',
    'Quillon :)',
    'Quillon :-D',
    '@quillon 😊',
    '#quillon ;) https://quillon.example/a',
    '🙂 walked past the Quillon shop',
  ])('is no praise for its smile: %s', (text) => {
    expect(needsOf(text, 'en').map(({ label }) => label)).not.toContain('praise')
  })

  it('is praise for a heart or a thumb beside the name', () => {
    for (const text of ['Quillon ❤️', '@quillon 👍'])
      expect(needsOf(text, 'en').map(({ label }) => label)).toContain('praise')
  })

  it.each(['I work at Quillon, AMA', 'I work for Quillon in Leeds', 'Off to the Quillon office'])(
    'is judged in the language of its page, and needs nothing: %s',
    (text) => {
      expect(findNeeds({ text, lang: 'en' }, findMatches(TOPICS, { site: 'x', text }))).toEqual({
        needs: [],
        judged: 'full',
      })
    },
  )

  it('is not judged where it only fills a page', () => {
    const filler = 'Quillon lorem ipsum dolor sit amet, consectetur adipiscing elit'
    for (const text of [filler, `${filler}. `.repeat(30)])
      expect(findNeeds({ text, lang: 'en' }, findMatches(TOPICS, { site: 'x', text })).judged).toBe('none')
  })

  it.each([
    'My Quillon makes a strange noise',
    'Is the Quillon any good?',
    'The Quillon stands on the table.',
    'nice Quillon',
  ])('does not become surer by being said twenty times: %s', (text) => {
    const odds = (p: number) => Math.log(p / (1 - p))
    const once = new Map(needsOf(text, 'en').map(({ label, p }) => [label, odds(p)]))
    for (const { label, p } of needsOf(`${text} `.repeat(20), 'en'))
      expect(odds(p) - (once.get(label) ?? odds(0.3))).toBeLessThan(1.5)
  })
})
