import type { TopicMatch } from '../model/mention.ts'
import type { Need } from '../model/playbook.ts'
import {
  isBackground,
  isListed,
  isSubjectOrObject,
  isSuccessor,
  type SwitchRole,
  speaksOfSwitch,
  switchRoles,
} from './name-roles.ts'
import { isNoBrand, type NamedBrand, namedBrands } from './named-brands.ts'
import { clauseStarts } from './split-clauses.ts'

interface Span {
  readonly start: number
  readonly end: number
}

/** Towards which topic a need is; null, or not sure, where the post leaves that open. */
export interface BoundNeed {
  readonly topic: string | null
  readonly sure: boolean
}

const OPEN: BoundNeed = { topic: null, sure: false }

/**
 * Binds a need, by the span that shows it, to the topic that it is towards. The rules, the first that
 * speaks decides:
 *
 * 1. Switching. "From A to B", "leaving A for B", "A instead of B": who leaves means A, who buys or
 *    praises means B. "Switching to B" alone is no leaving of B: the need stays open.
 * 2. Names in the background are never meant: "unlike A", "better than A", "not A", "compared to A".
 * 3. In the clause of the span: the nearest name before it ("A's app broke my B": A), or after "by"
 *    ("my B was broken by A"), else the nearest after it ("love my B"). A list ("A and B are great") is
 *    bound to the nearest and not surely.
 * 4. Else the last name before the span, else the first after it; not surely if the post names others.
 *
 * A name that no topic matched counts where it is the subject or the object of the span's own words, or a
 * side of a switch. Is it the one meant, then the need is open: "my Baratza died, so I bought a Quillon".
 * What was got in place of the faulty thing is not the one at fault: "it broke, so I bought a Quillon". And where the
 * one chosen comes only after the span, and a stranger before it, the need is not surely bound.
 *
 * Without a span, one topic is taken for meant and of several none. `need` decides who is meant in a
 * switch; without it only a span that speaks of a switch itself is read as one, by somebody who leaves.
 *
 * `lang`: of the text, as judged; where it writes every noun with a capital, capitals name nobody.
 *
 * The topic is always one of the matches, or null. Linear in the text.
 */
export function bindNeed(
  text: string,
  span: Span | null,
  matches: readonly TopicMatch[],
  need: Need | null = null,
  lang: string | null = null,
): BoundNeed {
  const [first] = matches
  if (first === undefined) return OPEN
  const only = new Set(matches.map((match) => match.topic)).size === 1
  if (span === null) return only ? { topic: first.topic, sure: true } : OPEN
  const names = namedBrands(text, matches, lang)
  if (!names.some((name) => name.topics.length > 0)) return only ? { topic: first.topic, sure: true } : OPEN
  const wanted = sideOf(need, text.slice(span.start, span.end))
  const other = wanted === 'left' ? 'joined' : 'left'
  const roles: readonly SwitchRole[] = wanted === null ? [] : switchRoles(text, names, span)
  const switched = wanted === null ? -1 : roles.indexOf(wanted)
  if (switched !== -1) return bound(names[switched], true)
  if (roles.includes(other) && isOfSwitch(need)) return OPEN
  const successor = (name: NamedBrand) => (isOfFault(need) ? isSuccessor(text, name, span) : null)
  const meant = names.filter(
    (name, at) =>
      (wanted === null || roles[at] !== other) &&
      !isBackground(text, name) &&
      successor(name) !== 'certain' &&
      (name.topics.length > 0 || isSubjectOrObject(text, name, span)),
  )
  const chosen = chooseByPlace(text, span, meant)
  if (chosen === null) return OPEN
  // "DHL lost my Quillon, worst courier ever": the words speak of either.
  const isElsewhere =
    !chosen.inClause &&
    (successor(chosen.name) !== null ||
      names.some((name) => opens(text, name, chosen.name)) ||
      isOfAnother(text, names, chosen.name, span))
  return bound(chosen.name, !isElsewhere && (chosen.sure || distinct(meant) === 1))
}

/** Needs that speak of what was wrong with a thing before another took its place. */
function isOfFault(need: Need | null): boolean {
  return need === 'complaint' || need === 'safety' || need === 'leaving'
}

/** Is the one chosen named only after the span, and before it a stranger, or one who does what the span says? */
function isOfAnother(text: string, names: readonly NamedBrand[], chosen: NamedBrand, span: Span): boolean {
  const before = names.filter((name) => name.end <= span.start).at(-1)
  if (chosen.start < span.end) return false
  return before === undefined ? isUnknownSubject(text, span) : before.topics.length === 0
}

/** Does the sentence of the span begin with a capitalised word that no list knows, and then its verb? */
function isUnknownSubject(text: string, span: Span): boolean {
  const begun =
    /(?:^|[.!?\n]\s*)(\p{Lu}[\p{L}\p{N}]{2,30})\s+(?:(?:is|was|has|had|just|never|always|still|already|will|does|did|can|keeps|kept)\s+){0,3}$/u.exec(
      text.slice(Math.max(0, span.start - 80), span.start),
    )
  return begun !== null && !isNoBrand(begun[1] ?? '') && /^\p{Ll}/u.test(text.slice(span.start))
}

/** Does a stranger open the sentence in which the other name stands? */
function opens(text: string, name: NamedBrand, other: NamedBrand): boolean {
  if (name.topics.length > 0 || name.end > other.start) return false
  const between = text.slice(name.end, other.start)
  const before = text.slice(Math.max(0, name.start - 40), name.start)
  return !/[.!?\n]/.test(between) && /(?:^|[.!?\n])\s*(?:\p{Ll}+\s+){0,2}$/u.test(before)
}

/** Whom a need means in a switch; null where neither the need nor the words speak of one. */
function sideOf(need: Need | null, words: string): SwitchRole {
  if (need === null) return speaksOfSwitch(words) ? 'left' : null
  if (need === 'leaving') return 'left'
  return need === 'buying' || need === 'praise' ? 'joined' : null
}

/** Needs that a switch by itself speaks of. */
function isOfSwitch(need: Need | null): boolean {
  return need === null || need === 'leaving'
}

function bound(name: NamedBrand | undefined, sure: boolean): BoundNeed {
  const topic = name?.topics[0]
  return topic === undefined ? OPEN : { topic, sure }
}

/** How many brands are named; all strangers are one. */
function distinct(names: readonly NamedBrand[]): number {
  return new Set(names.map((name) => name.topics[0] ?? '')).size
}

function chooseByPlace(
  text: string,
  span: Span,
  names: readonly NamedBrand[],
): { readonly name: NamedBrand; readonly sure: boolean; readonly inClause: boolean } | null {
  const { from, to } = clauseAround(text, span)
  const here = names.filter((name) => name.start >= from && name.end <= to)
  const choice = chooseInClause(text, span, here)
  if (choice !== null) return { ...choice, inClause: true }
  const before = names.filter((name) => name.end <= span.start).at(-1)
  const name = before ?? names.find((each) => each.start >= span.start)
  return name === undefined ? null : { name, sure: distinct(names) === 1, inClause: false }
}

function chooseInClause(
  text: string,
  span: Span,
  here: readonly NamedBrand[],
): { readonly name: NamedBrand; readonly sure: boolean } | null {
  const inside = here.filter((name) => name.start < span.end && name.end > span.start)
  const after = here.filter((name) => name.start >= span.end)
  const by = after.find((name) =>
    /\b(?:by|von|par|por|da|dal|dalla)\s+(?:the\s+|my\s+)?$/iu.test(
      text.slice(Math.max(0, name.start - 10), name.start),
    ),
  )
  const before = here.filter((name) => name.end <= span.start).at(-1)
  const name = inside[0] ?? by ?? before ?? after[0]
  if (name === undefined) return null
  return { name, sure: !isListed(text, name, here) }
}

function clauseAround(text: string, span: Span): { readonly from: number; readonly to: number } {
  let from = 0
  for (const start of clauseStarts(text)) {
    if (start > span.start) return { from, to: Math.max(start, span.end) }
    from = start
  }
  return { from, to: text.length }
}
