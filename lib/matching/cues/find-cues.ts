import { LIMITS } from '../../model/limits.ts'
import type { Cue, CueLanguage, FoundCue } from './cue.ts'

export type { Cue, CueLanguage, FoundCue } from './cue.ts'

/** The languages that cues are written for. */
export const CUE_LANGUAGES: readonly CueLanguage[] = ['en']

/**
 * The cue words of a text, in the order of their places. A language without cues gives none; null is
 * taken for English.
 */
export function findCues(text: string, lang: string | null): FoundCue[] {
  if (lang !== null && !/^en(-|$)/i.test(lang)) return []
  const plain = text
    .slice(0, LIMITS.postText)
    .replace(/[‘’´]/g, "'")
    .replace(/[^\S\n]/g, ' ')
  const found: FoundCue[] = []
  for (const rule of RULES) {
    const span = firstSpan(rule, plain)
    if (span !== null)
      found.push({ id: rule.id, need: rule.need, weight: rule.weight, why: rule.why, ...span })
  }
  return found.sort((one, other) => one.start - other.start)
}

interface Rule extends Cue {
  readonly shape: RegExp
  /** What just before the cue takes its meaning away. */
  readonly unless?: RegExp
}

const NEGATED =
  /\b(not|never|no|without|hardly|isn't|wasn't|aren't|don't|didn't|doesn't|haven't|hasn't|won't|nothing) (\w+ ){0,2}$/i
const BEFORE = 40

/** Shapes hold bounded repeats only: time is linear in the text. */
function firstSpan({ shape, unless }: Rule, text: string): { start: number; end: number } | null {
  shape.lastIndex = 0
  for (let match = shape.exec(text); match !== null; match = shape.exec(text)) {
    const before = text.slice(Math.max(0, match.index - BEFORE), match.index)
    if (!unless?.test(before)) return { start: match.index, end: match.index + match[0].length }
  }
  return null
}

const THING = String.raw`(?:it|this|that|these|them|they|you|(?:the|my|your|a|an|our) [\w'-]{1,30})`

const RULES: readonly Rule[] = [
  {
    id: 'spam.1',
    need: 'spam',
    weight: 2.7,
    why: 'Reads like an advertisement',
    shape:
      /\b(?:use (?:my |the )?(?:promo |discount |coupon )?code [A-Z0-9]{4,}|link in (?:my )?bio|dm me (?:for|to (?:earn|buy|get|start))|earn (?:up to )?[$€£]\s?\d+|(?:make|earn) money (?:online|from home)|100% free|click (?:here|the link|this link)|check out my (?:shop|store|channel|page|onlyfans)|limited(?:-| )time offer|whatsapp (?:me|us|\+)|guaranteed (?:profit|returns|followers)|free giveaway)/gi,
  },
  {
    id: 'safety.2',
    need: 'safety',
    weight: 3.2,
    why: 'Tells of an injury, or of danger to health',
    shape:
      /\b(?:caught fire|on fire|cut (?:my|his|her|their) (?:\w+ )?(?:hand|finger|fingers|thumb|palm)|(?:burn(?:ed|t)|injured|hurt|sliced) (?:my|his|her|their|myself|himself|herself) ?\w{0,15}|injur(?:y|ies)|hospital|emergency room|stitches|electric shock|electrocuted|allergic reaction|food poisoning|metal (?:shavings|flakes|splinters|bits|dust|shards)|(?:swallowed|choked on|choking)|(?:made|makes) me (?:ill|sick)|lead poisoning|toxic)\b/gi,
    unless: NEGATED,
  },
  {
    id: 'safety.3',
    need: 'safety',
    weight: 2.7,
    why: 'Speaks of fraud, exposed data, the law or a regulator',
    shape:
      /\b(?:data breach|(?:my|our) (?:data|card|password|address) (?:was |were |got |has been )?(?:leaked|stolen|exposed)|(?:got|been|was) (?:scammed|defrauded|hacked)|credit card fraud|(?:my|a|our) lawyer|(?:sue|suing) (?:you|them|the)|small claims|trading standards|(?:the|to|call(?:ed)?) police|regulator|class action|product recall|safety recall)\b/gi,
    unless: NEGATED,
  },
  {
    id: 'leaving.4',
    need: 'leaving',
    weight: 2.4,
    why: 'Says that they left, or are about to',
    shape: new RegExp(
      String.raw`\b(?:(?:switch(?:ed|ing)|mov(?:ed|ing)|went|going|go|gone) back to (?:my|the|an?|using) (?:old )?\w+|(?:switch(?:ed|ing)|mov(?:ed|ing)) (?:over )?to (?:a|an|the|another) \w+|(?:sold|selling|returned|returning|sent back|sending back|ditched|ditching|got rid of|getting rid of) (?:it|mine|both|my [\w'-]{1,30})|cancel(?:l?ed|l?ing)? (?:my|the) (?:order|subscription|account|membership)|(?:never|not) (?:again )?(?:buy|order|com|go|us)ing (?:\w+ ){0,4}again|will (?:never|not) (?:buy|order|use|come) (?:\w+ ){0,4}(?:again|back)|(?:i'm|i am|we're) (?:so )?done with ${THING}|last time i (?:buy|order|use)|lost (?:me as )?a customer)`,
      'gi',
    ),
  },
  {
    id: 'complaint.5',
    need: 'complaint',
    weight: 2.4,
    why: 'States a fault or a failure',
    shape:
      /\b(?:(?:stopped|quit|isn't|not|never|hasn't) working|(?:does|did|do|would|will)(?:n't| not) (?:even )?work|won't (?:turn|start|close|open|fit|grind|stay)|(?:broke|broken|cracked|snapped|jammed|jamming|jams? (?:on|up|every|again)|defective|faulty|rusted|rusting|wobbl(?:e|es|ing|y)|leaks|leaking|stripped|fell apart|falling apart|came loose)\b|arrived (?:damaged|broken|late)|never arrived|missing (?:part|parts|screw|handle)|keeps (?:breaking|jamming|slipping|failing|coming loose))/gi,
    unless: NEGATED,
  },
  {
    id: 'complaint.6',
    need: 'complaint',
    weight: 1.8,
    why: 'Voices disappointment or a grievance',
    shape:
      /\b(?:disappoint(?:ed|ing|ment)|terrible|awful|horrible|useless|rubbish|garbage|worst|waste of (?:money|time)|rip-?off|overpriced|unacceptable|fed up|frustrat(?:ed|ing)|regret (?:buying|ordering)|poor (?:quality|service|support)|(?:still|been) waiting (?:for|on)|no (?:reply|answer|response) from|(?:nobody|no one|never) (?:replied|answered|responded)|want (?:a|my) (?:refund|money back)|ignored (?:me|my)|(?:wrote|written|e-?mailed|called|contacted) [\w ]{1,30}(?:twice|times|weeks ago|months ago))\b/gi,
    unless: NEGATED,
  },
  {
    id: 'question.7',
    need: 'question',
    weight: 2.7,
    why: 'Asks for information',
    shape:
      /\b(?:does (?:any(?:one|body)|some(?:one|body)) (?:\w+ ){0,12}[^.!?\n]{0,80}\?|(?:has|have|can|could|did|do|is|are|was|were|will|would|should|does) (?:any(?:one|body)|i|you|it|they|the|this|that|there|these|we|my|your)\b[^.!?\n]{0,120}\?|(?:how|what|which|where|when|why|who)(?:'s|'re)? (?!cares|bother|knows|needs|else)[^.!?\n]{2,120}\?|any(?:one|body) (?:know|else|tried|have|got|had)\b[^.!?\n]{0,100}\??|(?:i'm |i am |just )?wondering (?:if|how|what|whether|why)\b[^.!?\n]{0,100}|any (?:tips|advice|ideas|suggestions|recommendations)\b)/gi,
    unless: /(?:isn't it|right|seriously|honestly)[ ,?!]*$/i,
  },
  {
    id: 'buying.8',
    need: 'buying',
    weight: 2.1,
    why: 'Wants to buy',
    shape:
      /\b(?:where (?:can|do|could) (?:i|we|you) (?:buy|get|order|find)|(?:thinking (?:of|about)|considering|planning on|interested in|tempted (?:to|by)) (?:buying|getting|ordering|picking up|buy|order)|(?:want|looking|hoping|about|ready|going) to (?:buy|order|purchase|pre-?order)|should i (?:buy|get|order)|worth (?:buying|the (?:money|price|upgrade))|in the market for|(?:is|are) (?:it|they|the \w+) (?:in stock|available)|ship(?:s|ping)? to [A-Z]\w+|take my money)/gi,
    unless: NEGATED,
  },
  {
    id: 'idea.9',
    need: 'idea',
    weight: 2.1,
    why: 'Wishes for a change',
    shape: new RegExp(
      String.raw`\b(?:(?:i |we )?(?:really )?wish ${THING} (?:had|came|would|could|did|made|was|were|offered)|(?:would|it'd|'d) be (?:\w+ )?(?:nice|great|good|better|cool|lovely|useful|handy) (?:if|to have|with)|feature request|(?:you|they|${THING}) should (?:really |just |also )?(?:add|make|offer|sell|include|consider|try)\b|please (?:add|make|bring back|offer|consider|include)|if only ${THING}|(?:would|i'd) love (?:to see|an? (?:option|version|way))|(?:my |one |a )suggestion(?:s)?(?: would be| is|:)|why not (?:add|make|offer|sell)|needs an? (?:option|way to))`,
      'gi',
    ),
  },
  {
    id: 'helping.10',
    need: 'helping',
    weight: 1.6,
    why: 'Answers or advises someone',
    shape:
      /\b(?:hope (?:this|that) helps|have you tried|(?:what|this) (?:worked|works|fixed it) for me|you (?:can|could|might want to|just need to|need to|should) (?:just |also |first )?(?:try|clean|adjust|loosen|tighten|take|check|remove|replace|contact|ask|unscrew|set|turn)\b|you (?:just )?(?:pull|push|turn|twist|unscrew|loosen|tighten|set|press|fold) (?:the|it|your)\b|try (?:cleaning|adjusting|loosening|tightening|turning|removing|a (?:coarser|finer))|(?:i|we) (?:fixed|solved) (?:it|this|mine) by|make sure (?:you|the|it)|the trick is|here's how)/gi,
  },
  {
    id: 'praise.11',
    need: 'praise',
    weight: 1.4,
    why: 'Says that they love something by its name',
    shape: /\b(?:[Ll]ov(?:e|ing)|[Aa]dore) [A-Z#@][\w'-]{1,30}/g,
    unless: /\b(?:not|never|don't|didn't|doesn't|used to|would|i'd|wouldn't|to) (?:\w+ )?$/i,
  },
  {
    id: 'praise.12',
    need: 'praise',
    weight: 1.8,
    why: 'Approves, in strong words',
    shape: new RegExp(
      String.raw`\b(?:(?:love|loving|adore) ${THING}|(?:highly|can't|cannot) recommend(?: it| them)?(?: enough)?|best [\w' -]{1,40}? (?:ever|i've|i have|i [a-z]{2,15}ed|we [a-z]{2,15}ed|i own|for the money)|(?:amazing|brilliant|fantastic|excellent|outstanding|superb|wonderful|awesome|gorgeous)\b|works (?:perfectly|beautifully|like a charm)|(?:very|so|really|super|absolutely) (?:happy|pleased|impressed|glad) (?:with|by)|worth every (?:penny|cent)|thank(?:s| you) (?:so much )?(?:to )?(?:@?\w+ )?for|game.?changer|blown away)`,
      'gi',
    ),
    unless:
      /\b(?:not|never|don't|didn't|doesn't|isn't|wasn't|no longer|used to|would|i'd|wouldn't|to|less than) (?:\w+ )?$/i,
  },
]

/** Every cue there is. */
export const CUES: readonly Cue[] = RULES.map(({ id, need, weight, why }) => ({ id, need, weight, why }))
