/**
 * Writes docs/openapi.json from the routes as the server declares them. With `--check` it writes nothing and
 * fails when the file is not current.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument } from '../server/open-api.ts'

const file = join(import.meta.dirname, '..', 'docs', 'openapi.json')
const text = `${JSON.stringify(openApiDocument(), null, 2)}\n`

if (!process.argv.includes('--check')) {
  writeFileSync(file, text)
  console.log('docs/openapi.json is written.')
} else if (readFileSync(file, 'utf8') === text) {
  console.log('docs/openapi.json is current.')
} else {
  console.error('docs/openapi.json is not current: run `npm run openapi`.')
  process.exitCode = 1
}
