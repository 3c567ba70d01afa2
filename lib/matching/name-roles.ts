import type { NamedBrand } from './named-brands.ts'

interface Span {
  readonly start: number
  readonly end: number
}

/** How far before or after a name the words stand that give it a role. */
const REACH = 60

/**
 * Which side of a switch each name is on that stands in the sentence: the one that is left, or the one
 * that is joined; null where the sentence speaks of no switch, or the name has no part in it.
 */
export function switchRoles(text: string, names: readonly NamedBrand[], span: Span): SwitchRole[] {
  const sentence = sentenceAround(text, span)
  const words = text.slice(sentence.from, sentence.to)
  if (!SWITCHES.test(words)) return names.map(() => null)
  let left = EXCHANGES.test(words)
  return names.map((name) => {
    if (name.start < sentence.from || name.end > sentence.to) return null
    const before = text.slice(Math.max(sentence.from, name.start - REACH), name.start)
    const after = text.slice(name.end, Math.min(sentence.to, name.end + REACH))
    // "Left A for B" joins B; "my account with A" by itself does not join A.
    const role = roleBetween(before, after)
    if (role === 'either') return left ? 'joined' : 'left'
    left ||= role === 'left'
    return role
  })
}

export function speaksOfSwitch(words: string): boolean {
  return SWITCHES.test(words)
}

export type SwitchRole = 'left' | 'joined' | null

function roleBetween(before: string, after: string): SwitchRole | 'either' {
  if (LEFT_BEFORE.test(before)) return 'left'
  if (JOINED_BEFORE.test(before)) return 'joined'
  if (LEFT_AFTER.test(after)) return 'left'
  return EITHER_BEFORE.test(before) ? 'either' : null
}

/** Words between the one that gives the role and the name: "from my old", "to a new". */
const BETWEEN = String.raw`(?:\s+(?:the|a|an|my|our|your|this|that|old|new|using|good|another|over|back|@?der|die|das|den|dem|einen|einem|meinen|mein|meine|meinem|mon|ma|le|la|el|los|mi|il|lo|o|um|uma|meu|minha)){0,3}\s*@?$`

const SWITCHES =
  /\b(?:switch|swap|chang|mov(?:e|ed|ing)\b|migrat|transfer|port(?:ed|ing)\b|upgrad|leav(?:e|ing)\b|left\b|ditch|dump|drop(?:ped|ping)?\b|quit|cancel|replac|trad(?:e|ed|ing)\b|sold\b|goodbye|bye\b|done with|(?:go|going|gone|went|came|coming) (?:back )?(?:to|with|from|over)|instead of|back to|gewechselt|wechsel|umgestiegen|umsteigen|kündig|gekündigt|zurück zu|quitt|résili|change|changé|passe|passé|cambi|paso|pasé|pasar|dejo|dejar|passo|passare|passato|lascio|torno|troquei|trocar|mudei|mudar|migrei|voltei)/i

const LEFT_BEFORE = new RegExp(
  String.raw`(?:\b(?:from|away from|off|off of|leav(?:e|es|ing)|left|ditch(?:ed|ing)?|dump(?:ed|ing)?|drop(?:ped|ping)?|quit(?:ting)?|cancel(?:l?ed|l?ing)?|replac(?:e|ed|ing)|swap(?:ped|ping)?|trad(?:e|ed|ing)|sold|sell(?:ing)?|return(?:ed|ing)?|done with|goodbye|bye|instead of|rather than|von|vom|weg von|statt|quitt(?:e|é|er)|de chez|dejo|dejé|dejar|desde|lascio|lasciato|lasciare|da|dalla|dal|deixei|saí d[ao]|d[ao])${BETWEEN})`,
  'iu',
)

const JOINED_BEFORE = new RegExp(
  String.raw`(?:\b(?:(?:switch(?:ed|ing)?|mov(?:e|ed|ing)|chang(?:e|ed|ing)|migrat(?:e|ed|ing)|go|going|gone|went|upgrad(?:e|ed|ing)|port(?:ed|ing)?|transfer(?:red|ring)?|com(?:e|ing)|came|back|over|convert(?:ed|ing)?|return(?:ed|ing)?)(?:\s+[\w'’@-]{1,20}){0,5}?\s+to|to|zu|zum|zur|nach|chez|à|a|al|alla|para|pra|pro)${BETWEEN})`,
  'iu',
)

const EITHER_BEFORE = new RegExp(
  String.raw`(?:\b(?:for|with|at|bei|mit|auf|pour|avec|con|per|com)${BETWEEN})`,
  'iu',
)

/** What is left by these is given for another thing. */
const EXCHANGES = /\b(?:trad(?:e|ed|ing)|swap|replac|ditch|dump|tausch)/i

/** "A, goodbye"; "A to B" after a word of switching is read by what stands before B. */
const LEFT_AFTER =
  /^\s*(?:,\s*)?(?:(?:good)?bye\b|(?:i'm|i am|we're) (?:out|leaving|gone|done)\b|lost (?:me|a|another|us)\b|ist (?:raus|geschichte)\b)/i

/**
 * Is the name what was got in place of the thing that the span speaks of? "It broke, so I bought a Quillon": the
 * fault is not the Quillon's. `certain` where a word says so; "It broke. Bought a Quillon." only seems to.
 */
export function isSuccessor(text: string, name: NamedBrand, span: Span): 'certain' | 'perhaps' | null {
  if (name.start < span.end) return null
  const between = text.slice(Math.max(span.end, name.start - SUCCESSION), name.start)
  const after = text.slice(name.end, name.end + REACH)
  if (!GOT_BEFORE.test(between) && !(HAVE_BEFORE.test(between) && GOT_AFTER.test(after))) return null
  if (THEREFORE.test(between)) return 'certain'
  return /(?:^|[^\p{L}])(?:a|an|another|eine?n?|une?|una|um|uma|een)\s+@?$/iu.test(between) ? 'perhaps' : null
}

const SUCCESSION = 90

const GOT_BEFORE = new RegExp(
  String.raw`\b(?:bought|buying|buy|got|getting|ordered|ordering|order|chose|picked(?: up)?|went (?:for|with)|replaced (?:it|that|this|mine|them|him|her)?\s*(?:with|by)|upgraded to|switched to|moved to|changed to|treated (?:myself|ourselves) to|kauft|kaufte|bestellte|holte|acheté|achetée|pris|commandé|compré|pedí|cogí|comprato|preso|ordinato|comprei|peguei|pedi|kocht|bestelde|nam)(?:\s+(?:une?|una|um|uma|een|myself|another))?${BETWEEN}`,
  'iu',
)
const HAVE_BEFORE = /\b(?:habe|hab|haben|heb|hebben)\b[^.!?\n]{0,40}$/iu
const GOT_AFTER = /^\s+(?:gekauft|geholt|bestellt|zugelegt|gegönnt|gekocht|besteld|genomen)\b/iu

const THEREFORE =
  /(?<![\p{L}])(?:so|then|therefore|hence|instead|replaced|switched to|upgraded to|finally|which is why|that['’]?s why|deshalb|darum|daher|also|dann|daraufhin|stattdessen|alors|donc|du coup|así que|entonces|por eso|quindi|così|perciò|então|por isso|aí|dus|daarom|toen)(?![\p{L}])/iu

/** Is the name only what another is measured by, or said not to be meant? */
export function isBackground(text: string, name: NamedBrand): boolean {
  const before = text.slice(Math.max(0, name.start - REACH), name.start)
  return BACKGROUND.test(before)
}

const BACKGROUND = new RegExp(
  String.raw`(?:\b(?:unlike|than|compared (?:to|with)|versus|vs\.?|not|instead of|rather than|similar to|as (?:good|bad|nice|fast|slow|quiet|cheap|reliable|sturdy|smooth) as|besides|apart from|except|other than|next to|(?:besser|schlechter|schneller|leiser|billiger|teurer|schöner) als|anders als|im gegensatz zu|im vergleich zu|statt|nicht|contrairement à|(?:mieux|meilleure?|pire|mejor|peor) que|par rapport à|comparado con|a diferencia de|(?:meglio|peggio|migliore) d[ie]l?|rispetto a|a differenza di|ao contrário d[aeo]|(?:melhor|pior) (?:do )?que)${BETWEEN})`,
  'iu',
)

/**
 * Is the name what the words of the span are said of, or done to, with nothing of weight between? "My
 * Baratza has just died" and "bought a Baratza", but not "my iPhone app crashes" or "bought from Amazon".
 */
export function isSubjectOrObject(text: string, name: NamedBrand, span: Span): boolean {
  if (name.start < span.end && name.end > span.start) return true
  if (name.end <= span.start)
    return span.start - name.end <= REACH && SUBJECT_TO_WORDS.test(text.slice(name.end, span.start))
  return name.start - span.end <= REACH && WORDS_TO_OBJECT.test(text.slice(span.end, name.start))
}

const SUBJECT_TO_WORDS =
  /^(?:['’]s(?:\s+[\p{L}\p{N}'’-]{1,30}){1,2})?(?:\s+(?:is|was|are|were|has|had|have|just|still|never|really|so|much|always|also|already|keeps?|kept|got|gets|does|did|do|will|would|be|been|very|too|now|finally|completely|literally|absolutely|totally|suddenly|again|ist|war|hat|est|a|es|está|è|ha|é)){0,5}\s*$/iu

const WORDS_TO_OBJECT =
  /^\s+(?:(?:the|a|an|my|our|this|that|these|new|old|with|by|der|die|das|den|einen|eine|mein|meinen|meine|le|la|un|une|mon|ma|el|una|mi|il|lo|o|um|uma|meu)\s+){0,3}@?$/iu

/** Does the name stand in a row with others, "A, B and C"? */
export function isListed(text: string, name: NamedBrand, others: readonly NamedBrand[]): boolean {
  return others.some((other) => {
    if (other === name || (other.topics[0] !== undefined && other.topics[0] === name.topics[0])) return false
    const [from, to] = other.end <= name.start ? [other.end, name.start] : [name.end, other.start]
    return to - from <= LONGEST_LINK && LINK.test(text.slice(from, to))
  })
}

const LONGEST_LINK = 24
const LINK = /^\s*(?:,|&|\/|\+|and|or|und|oder|et|ou|y|o|e|both|,\s*(?:and|or))\s*(?:the |my |a |@)?$/iu

function sentenceAround(text: string, span: Span): { readonly from: number; readonly to: number } {
  let [from, to] = [span.start, span.end]
  while (from > 0 && span.start - from < SENTENCE && !isStop(text, from - 1)) from -= 1
  while (to < text.length && to - span.end < SENTENCE && !isStop(text, to)) to += 1
  return { from, to }
}

const SENTENCE = 300

function isStop(text: string, at: number): boolean {
  const sign = text[at]
  return sign === '!' || sign === '?' || sign === '\n' || (sign === '.' && !/\w/.test(text[at + 1] ?? ' '))
}
