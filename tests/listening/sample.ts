import { readFileSync } from 'node:fs'
import { PlaybookSchema } from '../../lib/model/playbook.ts'

/** The sample playbook as it stands in its file. */
export function readSample(): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL('../../samples/quillon.playbook.json', import.meta.url), 'utf8'))
}

export const SAMPLE = PlaybookSchema.parse(readSample())
