import { describe, expect, it } from 'vitest'
import { obfuscationTable } from '../../scripts/accuracy/obfuscation.ts'

const OPENINGS = [
  'My burr set arrived today and',
  'Does anyone know why',
  'Честно, сегодня привезли кофемолку и',
  'Ich finde, dass',
  '今日コーヒーを飲んだ and',
  'ура, наша копия',
  'Σήμερα πήρα νέο μύλο, ναι',
  'कल की बात है',
  'no top cop will pay —',
  'So… “café” crowd:',
]
const ENDINGS = [
  'nobody ever asks. 😂',
  'the shop is closed!',
  'на вкус как море.',
  'das ist gut, oder?',
  '豆がいい。',
  'ok',
  'I hope he pays my rope',
  'τόσο ωραία',
  'बहुत अच्छा है',
  '(see #HandGrinder)',
]
const posts = OPENINGS.flatMap((opening) => ENDINGS.map((ending) => `${opening} ${ending}`))

describe('names in disguise', () => {
  const table = obfuscationTable(posts)

  it.each(table.filter((row) => row.promised).map((row) => [row.attack, row] as const))(
    'are found when written so: %s',
    (_, { planted, found }) => {
      expect(planted).toBeGreaterThan(posts.length / 2)
      expect(found / planted).toBeGreaterThanOrEqual(0.99)
    },
  )

  it('are seen nowhere else', () => {
    expect(table.filter((row) => row.falseHits > 0)).toEqual([])
  })

  it('are counted honestly when nothing was promised', () => {
    const rest = table.filter((row) => !row.promised)
    expect(rest.map((row) => row.attack)).toEqual(['leet', 'spaced', 'dotted', 'repeated letter'])
    for (const { found, planted } of rest) expect(found).toBeLessThan(planted)
  })
})
