import type { Example, Source } from '../example.ts'
import { plainText, readTable } from './read-table.ts'

const KINDS: Readonly<Record<string, Example['needs']>> = {
  bug: { complaint: 1, idea: 0 },
  feature: { idea: 1, complaint: 0 },
  question: { question: 1, idea: 0 },
}

/** Reports about five open programs: titles with the first lines, without what the form of each project prints. */
export const nlbse: Source = {
  name: 'nlbse2024',
  licence: 'licence file empty',
  async read(folder) {
    const examples: Example[] = []
    for (const file of ['issues_train.csv', 'issues_test.csv'])
      for (const row of await readTable(folder, `nlbse2024/${file}`)) {
        const needs = KINDS[row.label ?? '']
        const text = plainText(withoutForm(row.title ?? ''))
        if (needs === undefined || text === '') continue
        const source = `nlbse2024/${row.repo ?? ''}`
        examples.push({ id: `${file}:${examples.length}`, source, lang: 'en', text, needs, weight: 0.15 })
      }
    return examples
  },
}

function withoutForm(title: string): string {
  return title.replace(
    /\[[^\]]{1,40}\]|^\s*(?:bug|feature(?: request)?|question|rfc|suggestion|proposal)\s*[:-]/gi,
    ' ',
  )
}
