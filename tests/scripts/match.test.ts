import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SAMPLE = join(ROOT, 'samples/quillon.playbook.json')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-match-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
  /** Each line of the output, parsed. */
  readonly lines: Record<string, unknown>[]
}

/** Runs the command as `npm run match` does, with `input` on standard input. */
function run(
  args: readonly string[],
  input: string | Iterable<string> = '',
  env: NodeJS.ProcessEnv = process.env,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/match.ts', ...args], { cwd: ROOT, env })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('error', reject)
    child.stdin.on('error', () => undefined)
    child.on('close', (code) => {
      const lines = code === 0 && out.startsWith('{') ? out.trimEnd().split('\n') : []
      resolve({ code, out, err, lines: lines.map((line) => JSON.parse(line)) })
    })
    for (const piece of typeof input === 'string' ? [input] : input) child.stdin.write(piece)
    child.stdin.end()
  })
}

function playbookFile(value: unknown): string {
  const path = join(folder, `${crypto.randomUUID()}.json`)
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

const TOPICS = { topics: [{ id: 'brand', name: 'Brand', kind: 'own', query: 'quillon' }] }

function match(input: string | Iterable<string>, playbook: unknown = TOPICS): Promise<Run> {
  return run(['--playbook', playbookFile(playbook)], input)
}

describe('the match command', { timeout: 60_000 }, () => {
  it('gives ids of more digits than a double holds as they came', async () => {
    const posts = [
      '{"id":1234567890123456789,"text":"Quillon","author":{"id":9}}',
      '{"author":{"id":9876543210987654321},"id":42,"text":"Quillon"}',
      '{"id":1.50,"text":"Quillon"}',
      '{"id":9876543210987654321}',
    ]
    const { out } = await match(posts.join('\n'))
    const ids = out
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(0, line.indexOf(',')))
    expect(ids).toEqual(['{"id":1234567890123456789', '{"id":42', '{"id":1.50', '{"id":9876543210987654321'])
  })

  it('finds a playbook from the folder in which npm was called', async () => {
    const path = playbookFile(TOPICS)
    const env = { ...process.env, INIT_CWD: folder }
    const { code } = await run(['--playbook', basename(path)], '', env)
    expect(code).toBe(0)
  })

  it('answers each sample post, in order, with evidence and needs', async () => {
    const posts = readFileSync(join(ROOT, 'samples/posts.jsonl'), 'utf8')
    const { code, err, lines } = await run(['--playbook', SAMPLE], posts)
    const ids = posts
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(lines.map((line) => line.id)).toEqual(ids)
    expect(lines[1]).toMatchObject({
      id: '2',
      mentions: [
        { topic: 'quillon', score: 1, evidence: [{ text: 'Quillon', start: 19, end: 26, part: 'quillon' }] },
        {
          topic: 'help-wanted',
          score: 1,
          evidence: [
            { text: 'Quillon', start: 19, end: 26, part: 'quillon' },
            { text: 'jam', start: 27, end: 30, part: 'jam*' },
          ],
        },
      ],
    })
    expect(lines[1]?.needs).toContainEqual(
      expect.objectContaining({ label: 'question', p: expect.any(Number), why: expect.any(String) }),
    )
    // The sword's quillon, the second quarter, and a quotation.
    for (const n of [4, 6, 12]) expect(lines[n]).toMatchObject({ mentions: [], needs: [] })
  })

  it('answers a line that cannot be read with its problem, and goes on', async () => {
    const { code, lines } = await match(
      [
        '{"id": 1, "text": "Quillon"}',
        'not json',
        '',
        '{"id": "a", "text": 7}',
        '{"text": "Quillon"}',
        '[]',
        'null',
        '{"__proto__": {"id": "x", "text": "Quillon"}}',
        '{"id": "b", "text": "half',
        '{"id": "c", "site": "x", "text": "quillon", "author": "ana", "lang": null}',
      ].join('\n'),
    )
    expect(code).toBe(0)
    expect(lines.map((line) => line.id)).toEqual([1, null, null, 'a', null, null, null, null, null, 'c'])
    expect(lines.map((line) => (line.problem as { code: string } | undefined)?.code)).toEqual([
      undefined,
      'not-json',
      'not-json',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'not-json',
      undefined,
    ])
    expect(lines[3]?.problem).toMatchObject({ path: 'text' })
    expect(lines[9]).toMatchObject({ mentions: [{ topic: 'brand' }] })
  })

  it('reads Windows lines, a byte-order mark, and a last line without an end', async () => {
    const { lines } = await match('\ufeff{"id":"1","text":"a"}\r\n{"id":"2","text":"Quillon ☕"}')
    expect(lines.map((line) => line.id)).toEqual(['1', '2'])
  })

  it('says nothing when it is given nothing', async () => {
    expect(await match('')).toMatchObject({ code: 0, out: '', err: '' })
  })

  it('reads a post of two megabytes, and names a line beyond reason', async () => {
    const long = JSON.stringify({ id: 'long', text: 'Quillon and more. '.repeat(120_000) })
    const endless = (function* () {
      for (let n = 0; n < 17; n += 1) yield 'x'.repeat(1_048_576)
      yield '\n{"id":"after","text":"quillon"}\n'
    })()
    const { code, lines } = await match([`${long}\n`, ...endless])
    expect(code).toBe(0)
    expect(lines.map((line) => line.id)).toEqual(['long', null, 'after'])
    expect(lines[1]).toMatchObject({ problem: { code: 'too-long' } })
  })

  it('keeps pace with a slow reader, and stops when the reader leaves', async () => {
    const path = playbookFile(TOPICS)
    const child = spawn(process.execPath, ['scripts/match.ts', '--playbook', path], { cwd: ROOT })
    let err = ''
    child.stderr.on('data', (text) => {
      err += text
    })
    child.stdin.on('error', () => undefined)
    child.stdin.write(`${JSON.stringify({ id: 'x', text: 'quillon '.repeat(40) })}\n`.repeat(20_000))
    await new Promise((resolve) => child.stdout.once('data', resolve))
    child.stdout.destroy()
    const code = await new Promise((resolve) => child.on('exit', resolve))
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  it('answers 20 topics over 20,000 posts in order, in less memory than the posts would take', async () => {
    const topics = Array.from({ length: 20 }, (_, n) => ({
      id: `t${n}`,
      query: `(name${n} OR @name${n}) NEAR/5 (jam* OR "burr set"~2 OR gr?nder) NOT lang:de`,
    }))
    // 60 MB of posts and answers: whatever were kept of each would end the run for want of memory.
    const memory = '--max-old-space-size=64'
    const args = [memory, 'scripts/match.ts', '--playbook', playbookFile({ topics })]
    const child = spawn(process.execPath, args, { cwd: ROOT })
    const posts = (function* () {
      for (let n = 0; n < 20_000; n += 1) {
        const text = `Post ${n}: my name${n % 20} grinder jams on light roasts.`
        // A field that is not looked at, so that the run takes no longer than it must.
        yield `${JSON.stringify({ id: n, text, lang: n % 3 === 0 ? 'en' : 'de', page: 'x'.repeat(1_000) })}\n`
      }
    })()
    Readable.from(posts).pipe(child.stdin)
    let at = 0
    const wrong: number[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      const answer = JSON.parse(line)
      const expected = at % 3 === 0 ? [`t${at % 20}`] : []
      const found = answer.mentions.map(({ topic }: { topic: string }) => topic)
      if (answer.id !== at || found.join() !== expected.join()) wrong.push(at)
      at += 1
    }
    expect({ at, wrong }).toEqual({ at: 20_000, wrong: [] })
  }, 300_000)

  it('takes what fields ask about from the line, and the time of asking from the command', async () => {
    const queries = [
      'quillon author:ana',
      'in:coffee',
      'quillon known:no',
      'quillon last>30d',
      'quillon age<7d',
      'to:us',
      'tag:vip',
    ]
    const path = playbookFile({ topics: queries.map((query) => ({ id: query, query })) })
    const posts = [
      {
        id: 1,
        text: 'Quillon',
        author: { handle: 'x', name: 'Ana' },
        community: 'r/coffee',
        time: '2026-11-20',
      },
      {
        id: 2,
        text: 'Quillon',
        author: 'ana',
        known: false,
        toUs: true,
        tags: ['VIP'],
        lastContact: '2026-09-01T08:00:00+02:00',
      },
      { id: 3, text: 'Quillon' },
      { id: 4, text: 'Quillon', time: 'yesterday' },
    ]
    const { lines } = await run(
      ['--playbook', path, '--now', '2026-11-22T00:00:00Z'],
      posts.map((post) => JSON.stringify(post)).join('\n'),
    )
    const topics = (line: Record<string, unknown> | undefined) =>
      (line?.mentions as { topic: string }[] | undefined)?.map(({ topic }) => topic)
    expect(topics(lines[0])).toEqual(['quillon author:ana', 'in:coffee', 'quillon age<7d'])
    expect(topics(lines[1])).toEqual([
      'quillon author:ana',
      'quillon known:no',
      'quillon last>30d',
      'to:us',
      'tag:vip',
    ])
    expect(topics(lines[2])).toEqual([])
    expect(lines[3]).toMatchObject({ id: 4, problem: { code: 'invalid', path: 'time' } })
    expect((await run(['--playbook', path, '--now', 'noon'])).err).toContain('"noon" is no time.')
  })

  it.each([
    ['that is not there', null, 'There is no file'],
    ['that is not JSON', '{"topics": [', 'is not JSON'],
    ['without topics', { id: 'x' }, 'topics\n'],
    [
      'with a query that does not parse',
      { topics: [{ id: 'brand', query: 'quillon AND (' }] },
      'topics.0.query\n    The query of the topic "brand" cannot be read, characters 13 to 13: "("\n',
    ],
    [
      'with the same topic twice',
      { topics: [...TOPICS.topics, ...TOPICS.topics] },
      'Give each topic an id of its own.',
    ],
    [
      'with an example that does not hold',
      { topics: [{ ...TOPICS.topics[0], examples: { hit: ['grinder'] } }] },
      'does not find its own example: "grinder"',
    ],
    ['that is a list', [], '(whole file)'],
    ['larger than two megabytes', `"${'x'.repeat(2_200_000)}"`, 'is larger than 2 MiB'],
  ])('refuses a playbook %s, with the place and the mend', async (_, playbook, message) => {
    const path = playbook === null ? join(folder, 'nowhere.json') : playbookFile(playbook)
    const { code, out, err } = await run(['--playbook', path], '{"id":"1","text":"quillon"}\n')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err).not.toMatch(/^\s+at /m)
  })

  it('explains itself', async () => {
    expect(await run([])).toMatchObject({ code: 2, out: '' })
    expect((await run(['--nonsense'])).err).toContain('Usage:')
    expect(await run(['--help'])).toMatchObject({ code: 0, err: '' })
  })
})
