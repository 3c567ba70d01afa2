/**
 * npm run schema [-- --check]
 *
 * Writes docs/playbook.schema.json, by which editors complete and check a playbook while it is written.
 * With --check it writes nothing and exits 1 when the file is not what the model says.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PlaybookShapeSchema } from '../lib/model/playbook.ts'
import { z } from '../lib/model/zod.ts'

const path = fileURLToPath(new URL('../docs/playbook.schema.json', import.meta.url))

const schema = z.toJSONSchema(PlaybookShapeSchema, { io: 'input', target: 'draft-2020-12' })
const text = `${JSON.stringify({ ...schema, title: 'Earshot playbook' }, null, 2)}\n`

if (!process.argv.includes('--check')) {
  writeFileSync(path, text)
} else if (readIfThere(path) !== text) {
  console.error('docs/playbook.schema.json is not what lib/model/playbook.ts says. Run: npm run schema')
  process.exitCode = 1
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
