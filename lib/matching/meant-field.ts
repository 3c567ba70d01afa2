import { isSlip } from './letter-slips.ts'

/** How the fields that take any value are written here, and what other tools and other languages call them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  author: ['by', 'from', 'user', 'username', 'autor', 'auteur', 'von', 'profile'],
  in: ['subreddit', 'sub', 'group', 'channel', 'community', 'forum', 'board', 'server'],
  site: ['domain', 'host', 'network', 'platform', 'website'],
  url: ['link', 'inurl', 'links', 'address'],
  lang: ['language', 'locale', 'sprache', 'langue', 'idioma'],
  tag: ['label', 'labels', 'tags'],
  type: [],
  known: [],
}

/** The field that was most likely meant by a name that is none, or null. */
export function meantField(written: string): string | null {
  const name = written.toLowerCase()
  for (const [field, others] of Object.entries(NAMES))
    if (isSlip(name, field) || others.some((other) => isMeant(name, other))) return field
  return null
}

/** Of a short name a slip is more likely another word: `post` is no `host`. */
const LONG = 6

function isMeant(name: string, other: string): boolean {
  return name === other || (other.length >= LONG && isSlip(name, other))
}

/** Values that others write, and the field and value that say the same here. */
const SAME: Readonly<Record<string, string>> = {
  'type:reply': 'is:reply',
  'type:answer': 'type:comment',
  'type:thread': 'type:post',
  'is:answer': 'is:reply',
  'is:comment': 'type:comment',
  'is:post': 'type:post',
  'is:known': 'known:yes',
  'to:me': 'to:us',
  'known:true': 'known:yes',
  'known:false': 'known:no',
  'known:1': 'known:yes',
  'known:0': 'known:no',
}

const COMPARED = /^(last|age)([<>])=?(\d{1,4})([dwmy]?)[a-z]*$/i

/** The field that was most likely meant by one with a value that it does not take, or null. */
export function meantValue(field: string): string | null {
  const same = SAME[field.toLowerCase()]
  if (same !== undefined) return same
  const [, name, test, number, unit] = COMPARED.exec(field) ?? []
  return name === undefined ? null : `${name}${test}${number}${unit || 'd'}`
}
