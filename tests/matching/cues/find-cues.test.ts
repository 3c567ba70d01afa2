import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CUE_LANGUAGES, CUES, findCues } from '../../../lib/matching/cues/find-cues.ts'
import { NEEDS } from '../../../lib/model/playbook.ts'

/** What the cues of a text add up to for a need, each cue once. */
function weightOf(need: string, text: string, lang: string | null = 'en'): number {
  const seen = new Map(findCues(text, lang).map((cue) => [cue.id, cue]))
  return [...seen.values()].filter((cue) => cue.need === need).reduce((sum, cue) => sum + cue.weight, 0)
}

function ids(text: string, lang: string | null = 'en'): string[] {
  return findCues(text, lang).map((cue) => cue.id)
}

const SPEAKS: readonly (readonly [need: string, text: string])[] = [
  ['leaving', 'Switching to another carrier next month'],
  ['leaving', 'im done with yall, closing my account'],
  ['leaving', 'I will never buy from them again'],
  ['leaving', 'Just cancelled my subscription'],
  ['leaving', 'How do I cancel my plan?'],
  ['leaving', 'uninstalled. bye'],
  ['leaving', 'You have lost a customer today'],
  ['leaving', 'This is the last straw'],
  ['leaving', 'If this goes on I am going back to my old grinder'],
  ['leaving', 'Sold mine last week'],
  ['leaving', 'Fix this or im gone'],
  ['leaving', 'thinking about switching banks tbh'],
  ['leaving', 'taking my business elsewhere'],
  ['leaving', 'wont be renewing'],
  ['safety', 'The handle flew off and cut my thumb'],
  ['safety', 'My charger caught fire last night!!'],
  ['safety', 'the battery started smoking'],
  ['safety', 'Found metal shavings in my cup'],
  ['safety', 'whole family got sick after eating there'],
  ['safety', 'someone hacked my account and changed the email'],
  ['safety', 'There is a charge I never authorised, fraudulent transaction on my card'],
  ['safety', 'You will hear from my lawyer'],
  ['safety', 'reporting this to the FCC'],
  ['safety', 'I can see another customer’s order details'],
  ['safety', 'is this email from you legit?? phishing email?'],
  ['safety', 'my daughter had an allergic reaction'],
  ['helping', 'Hope this helps!'],
  ['helping', 'Have you tried cleaning the burr?'],
  ['helping', 'You can just loosen the nut and turn it back'],
  ['helping', 'I fixed mine by tightening the axle'],
  ['helping', 'Go to settings and clear the cache'],
  ['helping', 'What worked for me: a coarser setting'],
  ['helping', 'Make sure you hold the lid while grinding'],
  ['buying', 'Where can I buy the travel one'],
  ['buying', 'thinking of getting a new laptop from you guys'],
  ['buying', 'do you ship to Norway'],
  ['buying', 'is the green one back in stock?'],
  ['buying', 'i need this in my life, take my money'],
  ['buying', 'Should I get the 64 or the 128 version?'],
  ['buying', 'want to open a savings account with you'],
  ['idea', 'I wish it had a lid'],
  ['idea', 'It would be great if the card showed clicks'],
  ['idea', 'pls add dark mode'],
  ['idea', 'Feature request: export to CSV'],
  ['idea', 'you should really add a magnet'],
  ['idea', 'Why not offer a smaller box?'],
  ['idea', 'needs an option to sort by date'],
  ['spam', 'Use code BREW20 at checkout, link in bio'],
  ['spam', 'Earn $500 a day working from home, DM me'],
  ['spam', 'Congratulations! You have been selected for a free gift card'],
  ['spam', 'my wallet was hacked, contact @crypto_rescue he recovered all my funds'],
  ['spam', '𝐅𝐑𝐄𝐄 giveaway, follow and retweet to win'],
  ['spam', 'WhatsApp us on +44 7700 900123 for orders'],
  ['question', 'Does the handle come off without a tool?'],
  ['question', 'how many turns for two cups'],
  ['question', 'anyone know if it fits a backpack'],
  ['question', 'I’m wondering whether the Travel holds 20 g'],
  ['question', '@quillon why is the app asking for my location?'],
  ['question', 'any tips for cleaning it?'],
  ['complaint', 'it dont work'],
  ['complaint', 'The burr snapped after a week.'],
  ['complaint', 'Still waiting for a reply since spring'],
  ['complaint', 'App keeps crashing since the update'],
  ['complaint', 'WORST SERVICE EVER'],
  ['complaint', 'sooooo disappointed'],
  ['complaint', 'Thanks for nothing'],
  ['complaint', 'Oh great, another delay 🙄'],
  ['complaint', 'love waiting two hours for a driver'],
  ['complaint', 'smh #fail'],
  ['complaint', 'not worth the money'],
  ['complaint', 'Not good, not helpful'],
  ['complaint', 'my parcel never arrived'],
  ['complaint', 'been on hold for 3 hours'],
  ['praise', 'I love this grinder'],
  ['praise', 'loooove it ❤️'],
  ['praise', 'Worth every penny'],
  ['praise', 'cant recommend it enough'],
  ['praise', 'Not bad at all'],
  ['praise', 'Best purchase I made this year'],
  ['praise', 'never had a problem in five years'],
  ['praise', 'works like a charm'],
  ['praise', 'Thank you so much for the quick help 🙏'],
  ['praise', "couldn't be happier"],
]

const TEMPTS: readonly (readonly [need: string, text: string])[] = [
  ['leaving', 'Leave a review if you like'],
  ['leaving', 'You cancelled my order without a word'],
  ['leaving', 'Great noise cancelling'],
  ['leaving', 'how do I switch to dark mode'],
  ['leaving', 'Happy to be staying with you'],
  ['safety', 'Nobody got injured'],
  ['safety', 'Watching death metal videos on the Fire TV'],
  ['safety', 'A burnt taste, like toast'],
  ['safety', 'coffee to die for'],
  ['helping', 'Please help, I tried restarting it but no luck'],
  ['helping', 'You should be ashamed'],
  ['helping', 'Can you help me?'],
  ['buying', 'I’m not going to buy one'],
  ['buying', 'so glad I did not buy it'],
  ['buying', 'In order to make coffee'],
  ['idea', 'Wish me luck'],
  ['idea', 'Can you please help me with my order'],
  ['spam', 'I will check it tonight, thanks'],
  ['question', 'Who cares?'],
  ['question', 'are you kidding me?'],
  ['question', 'I know how it works'],
  ['complaint', 'Mine never broke'],
  ['complaint', 'I am not disappointed'],
  ['complaint', 'hell yeah'],
  ['complaint', 'no complaints here'],
  ['complaint', 'Wicked good'],
  ['praise', 'I don’t love it'],
  ['praise', 'it used to be great'],
  ['praise', 'Thanks for nothing'],
  ['praise', 'not worth the money'],
  ['praise', 'good morning everyone'],
  ['praise', 'It would be great if it had a lid'],
]

describe('cues of English', () => {
  it.each(SPEAKS)('speak for %s: "%s"', (need, text) => {
    expect(weightOf(need, text)).toBeGreaterThanOrEqual(0.9)
  })

  it.each(TEMPTS)('do not speak for %s: "%s"', (need, text) => {
    expect(weightOf(need, text)).toBeLessThanOrEqual(0.2)
  })
})

describe('what stands around a cue', () => {
  it('turns it round by negation, and back by a second', () => {
    expect(ids('It is not amazing').toSorted()).toEqual(['complaint.unpraised', 'praise.denied'])
    expect(ids('I have never been not amazed, amazing')).toContain('praise.verdict')
  })

  it('leaves alone what "not only" and "no doubt" stand before', () => {
    expect(ids('not only amazing but quiet')).toContain('praise.verdict')
    expect(ids('no doubt amazing')).toContain('praise.verdict')
  })

  it.each([
    ['If this goes on I will go back to my old grinder'],
    ['One more fee and im switching to Brewmark, if they even notice'],
    ['Wenn das so bleibt, werde ich kündigen'],
  ])('takes a threat to leave at its word: "%s"', (text) => {
    const lang = text.startsWith('Wenn') ? 'de' : 'en'
    expect(findCues(text, lang).map(({ id }) => id)).not.toContain('leaving.supposed')
    expect(findCues(text, lang).some(({ need, weight }) => need === 'leaving' && weight > 0)).toBe(true)
  })

  it('weakens what is only supposed, asked or quoted', () => {
    expect(ids('If it ever leaks I will tell you')).toContain('complaint.supposed')
    expect(ids('Is it noisy or defective?')).toContain('complaint.asked')
    expect(ids('He wrote "this thing is total garbage" and left')).toContain('complaint.quoted')
  })

  it('does not count lines copied from another post', () => {
    expect(ids('> the worst thing I own\nWorks fine here')).not.toContain('complaint.verdict')
    expect(ids('Works fine here\n> the worst thing\n> ever\nreally')).not.toContain('complaint.verdict')
  })

  it('says when it is solved', () => {
    expect(ids('Update: it is fixed now')).toContain('complaint.solved')
  })

  it('speaks against every need where news or a job is told', () => {
    expect(weightOf('other', 'Acme announces record profits in Q3 https://example.com/a')).toBeGreaterThan(1)
    expect(weightOf('other', 'We are hiring a driver')).toBeGreaterThan(1)
  })
})

describe('a cue', () => {
  it('stands where its words stand in the page', () => {
    const text = '😀 Ｗell… I\u00a0DON’T know — “it’s” ok. The burr snapped!'
    const [cue] = findCues(text, 'en').filter(({ id }) => id === 'complaint.broken')
    expect(text.slice(cue?.start, cue?.end)).toBe('snapped')
  })

  it('is found whatever the case, the apostrophes and the length of the letters', () => {
    for (const text of ["it doesn't work", 'it doesn’t work', 'IT DOESNT WORK', 'it doesnt woooork'])
      expect(ids(text)).toContain('complaint.not-working')
  })

  it('has an id of its own, a need, a reason in plain words, and a weight within bounds', () => {
    expect(new Set(CUES.map((cue) => cue.id)).size).toBe(CUES.length)
    for (const { id, need, weight, why } of CUES) {
      expect(NEEDS).toContain(need)
      expect(id).toMatch(/^(?:[a-z]{2}\.)?[a-z]+\.[a-z-]+$/)
      expect(Math.abs(weight)).toBeLessThanOrEqual(4)
      expect(why).toMatch(/^[A-Z].{4,80}[^.]$/)
    }
  })

  it('speaks for each need in English, and in each other language for all but those it has too few words of', () => {
    for (const need of NEEDS)
      expect(CUES.some((cue) => cue.need === need && /^[a-z]{3,}/.test(cue.id))).toBe(true)
    for (const lang of CUE_LANGUAGES)
      if (lang !== 'en')
        // News in Dutch has no rule of its own.
        for (const need of NEEDS.filter((each) => lang !== 'nl' || each !== 'other'))
          expect(CUES.some((cue) => cue.id.startsWith(`${lang}.${need}.`))).toBe(true)
  })

  it('lies within the text and among the known ones, whatever the text holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'who ',
        'is it ',
        'not ',
        'love ',
        '"',
        '> ',
        '\n',
        '?',
        '.',
        '…',
        '@x ',
        '#fail ',
        ':(',
        '/s',
      ),
      fc.constantFrom(
        'http://a.b/c ',
        'a.com',
        '\ud800',
        '\udc00',
        '😡',
        'e\u0301',
        '\u200b',
        "'",
        'soooo ',
        '𝐅',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const known = new Set(CUES.map((cue) => cue.id))
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), fc.constantFrom(...CUE_LANGUAGES), (pieces, lang) => {
        const text = pieces.join('')
        let before = 0
        for (const { id, start, end } of findCues(text, lang)) {
          expect(known.has(id)).toBe(true)
          expect(start).toBeGreaterThanOrEqual(before)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          before = start
        }
      }),
    )
  })

  it('is looked for in the first 20,000 characters, and found once at a place', () => {
    expect(ids(`${'x '.repeat(10_000)}it broke`)).toEqual([])
    const cues = findCues('love it '.repeat(5_000), 'en')
    expect(cues.length).toBeLessThanOrEqual(400)
    expect(new Set(cues.map((cue) => `${cue.id} ${cue.start}`)).size).toBe(cues.length)
  })
})
