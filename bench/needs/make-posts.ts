const OPENINGS = [
  '@quillon',
  'So my Quillon Q2',
  'Anyone else:',
  'Update on the grinder:',
  'Honestly,',
  'My Q2 Travel',
  'Hi @quillon,',
]
const MIDDLES = [
  'arrived with a cracked handle and nobody answers my mails',
  'grinds finer than anything I have owned in ten years',
  'does the new burr fit the old body, or do I need another axle',
  'would be so much better if the cap had a magnet',
  'was on the table at breakfast when the neighbours came round',
  'I am about to order one for my father, which size is right',
  'sent mine back last week and went with another maker',
  'you can loosen the nut by a quarter turn, then it runs quietly',
  'has a ring of metal dust under the burr and I drank that',
]
const ENDS = [
  '!',
  '.',
  '?',
  ' 😡',
  ' https://example.org/p/1234',
  ' #coffee #grinder',
  '. Thanks in advance',
  ', 49.90 € for nothing',
]

/** Posts of the usual length, about 95 characters, each another mix; the same at every run. */
export function makePosts(count: number): string[] {
  return Array.from({ length: Math.ceil(count) }, (_, index) => {
    const pick = (from: readonly string[], step: number): string =>
      from[(index * step + (index >> 3)) % from.length] ?? ''
    return `${pick(OPENINGS, 1)} ${pick(MIDDLES, 5)}${pick(ENDS, 3)}`
  })
}
