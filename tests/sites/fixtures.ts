import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Reading } from '../../lib/sites/site.ts'

/** A saved page written by us and what must be read from it: `<site>--<case>.html` and `.json`. */
export interface Fixture {
  readonly name: string
  readonly site: string
  readonly html: string
  readonly url: string
  readonly reading: Reading
}

const FOLDER = join(import.meta.dirname, 'fixtures')

/** Names without their ending, for each ending. */
export function fixtureNames(ending: '.html' | '.json'): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort()
}

/** Every complete pair. That none is incomplete is a test of its own. */
export function fixtures(): readonly Fixture[] {
  const complete = new Set(fixtureNames('.json'))
  return fixtureNames('.html')
    .filter((name) => complete.has(name))
    .map((name) => {
      const expected = JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as {
        url: string
        reading: Reading
      }
      const html = readFileSync(join(FOLDER, `${name}.html`), 'utf8')
      return { name, site: name.split('--')[0] ?? '', html, ...expected }
    })
}
