/**
 * The endings of an English verb, regular ones: switch, switches, switched, switching. Where English may
 * double the last letter both spellings are given (cancelled, canceled): the wrong one does no harm.
 */
export function inflect(verb: string): string[] {
  const forms = [verb]
  const stem = verb.replace(/e$/, '')
  if (/[^aeiou]y$/.test(verb)) forms.push(`${verb.slice(0, -1)}ies`, `${verb.slice(0, -1)}ied`, `${verb}ing`)
  else {
    forms.push(/(?:s|x|z|ch|sh)$/.test(verb) ? `${verb}es` : `${verb}s`, `${stem}ed`, `${stem}ing`)
    if (/[aeiou][bdglmnprt]$/.test(verb)) forms.push(`${verb}${verb.at(-1)}ed`, `${verb}${verb.at(-1)}ing`)
  }
  return forms
}
