import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PlaybookShapeSchema } from '../../lib/model/playbook.ts'
import { z } from '../../lib/model/zod.ts'

const written = JSON.parse(readFileSync(new URL('../../docs/playbook.schema.json', import.meta.url), 'utf8'))

describe('the JSON Schema for editors', () => {
  it('says what the model says: run "npm run schema" after a change', () => {
    expect(written).toEqual({
      ...z.toJSONSchema(PlaybookShapeSchema, { io: 'input', target: 'draft-2020-12' }),
      title: 'Earshot playbook',
    })
  })

  it('asks only for what cannot be left out, and explains the rest', () => {
    expect(written.required).toEqual(['id', 'organisation', 'version', 'topics'])
    expect(written.properties.topics.items.required).toEqual(['id', 'name', 'query'])
    expect(written.properties.cards.items.properties.listenFor).toMatchObject({
      minItems: 1,
      description: expect.stringContaining('hear out'),
    })
  })
})
