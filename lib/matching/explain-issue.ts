import type { z } from '../model/zod.ts'

/** One thing to mend in a playbook. */
export interface PlaybookProblem {
  /** Where: `topics.2.query`. Empty for the whole. */
  readonly path: string
  /** What is wrong, in plain words. */
  readonly message: string
  /** What to do about it. */
  readonly mend: string
}

/** A schema's complaint in plain words, with the mend. `value` is what was refused. */
export function explainIssue(issue: z.core.$ZodIssue, value: unknown): PlaybookProblem {
  const path = issue.path.map(String).join('.')
  const found = valueAt(value, issue.path)
  const name = String(issue.path.findLast((part) => typeof part === 'string') ?? 'the playbook')
  return { path, ...wordsFor(issue, name, found) }
}

type Words = Omit<PlaybookProblem, 'path'>

function wordsFor(issue: z.core.$ZodIssue, name: string, found: unknown): Words {
  switch (issue.code) {
    case 'invalid_type':
      if (found === undefined)
        return { message: `"${name}" is missing.`, mend: `Add ${kindOf(issue.expected)}.` }
      return {
        message: `"${name}" holds ${kindOf(typeName(found))}, where ${kindOf(issue.expected)} belongs.`,
        mend: `Write ${kindOf(issue.expected)} instead.`,
      }
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? { message: `"${name}" is too small.`, mend: `Write ${issue.minimum} or more.` }
        : { message: `"${name}" is empty.`, mend: tooFewMend(issue.message, issue.origin) }
    case 'too_big':
      return {
        message: `"${name}" is too ${issue.origin === 'array' ? 'long a list' : issue.origin === 'string' ? 'long' : 'large'}.`,
        mend: `Keep it to ${issue.maximum} ${issue.origin === 'string' ? 'characters' : issue.origin === 'array' ? 'entries' : ''} at most.`.replace(
          '  ',
          ' ',
        ),
      }
    case 'invalid_value':
      return {
        message: `"${name}" holds a word that is not known here.`,
        mend: `Use one of: ${issue.values.map(String).join(', ')}.`,
      }
    case 'invalid_format':
      return {
        message: `"${name}" is not written as it must be.`,
        mend: issue.format === 'date' ? 'Write a date as 2026-05-31.' : sentence(issue.message),
      }
    case 'custom': {
      const [message, mend] = issue.message.split(/: (?=[^:]*$)/)
      return {
        message: sentence(message ?? issue.message),
        mend: sentence(mend ?? 'Mend it, or take it out.'),
      }
    }
    default:
      return { message: `"${name}" cannot be read: ${issue.message}`, mend: 'Mend it, or take it out.' }
  }
}

/** Some schemas say what belongs there; Zod's own words about sizes help nobody. */
function tooFewMend(message: string, origin: string): string {
  if (!/^Too small|^Invalid/i.test(message)) return sentence(message)
  return origin === 'array' ? 'Add an entry.' : 'Write something, or take the whole line out.'
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'a part in curly brackets',
  null: 'null',
}

function kindOf(type: string): string {
  return KINDS[type] ?? type
}

function typeName(found: unknown): string {
  if (found === null) return 'null'
  return Array.isArray(found) ? 'array' : typeof found
}

/** Own properties only: the value is from outside, and a path may name `constructor`. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value
  for (const part of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = (here as Record<PropertyKey, unknown>)[part]
  }
  return here
}

function sentence(text: string): string {
  const first = text.slice(0, 1).toUpperCase()
  return `${first}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}
