import { describe, expect, it } from 'vitest'
import { browserModel } from '../../lib/platform/second-opinion.ts'

const QUESTION = {
  instructions: 'Label it.',
  prompt: 'The post: "x"',
  constraint: { type: 'object' },
  lang: 'de-AT',
}

/** A browser with a model; what it was asked is in `seen`. */
function browserWith(parts: {
  readonly availability?: () => Promise<unknown>
  readonly create?: (options: Record<string, unknown>) => Promise<unknown>
  readonly prompt?: (text: string, options: { signal: AbortSignal }) => Promise<unknown>
}) {
  const seen: Record<string, unknown>[] = []
  let destroyed = 0
  const scope = {
    LanguageModel: {
      availability: async (options: Record<string, unknown>) => {
        seen.push(options)
        return parts.availability?.() ?? 'available'
      },
      create: async (options: Record<string, unknown>) => {
        seen.push(options)
        if (parts.create !== undefined) return parts.create(options)
        return {
          prompt: async (text: string, asked: { signal: AbortSignal }) => {
            seen.push({ text, ...asked })
            return parts.prompt?.(text, asked) ?? '{"needs":[]}'
          },
          destroy: () => {
            destroyed++
          },
        }
      },
    },
  }
  const model = browserModel(scope)
  if (model === null) throw new Error('the scope has a model')
  return { model, seen, destroyed: () => destroyed }
}

const asked = (model: NonNullable<ReturnType<typeof browserModel>>, stages: unknown[] = []) =>
  model.ask(QUESTION, (stage) => stages.push(stage), new AbortController().signal)

describe("the browser's own model", () => {
  it('is absent where the browser has none, or something else by that name', () => {
    for (const scope of [
      {},
      { LanguageModel: null },
      { LanguageModel: {} },
      { LanguageModel: { create: 1 } },
    ])
      expect(browserModel(scope)).toBeNull()
  })

  it('is asked for the language of the post, and for English where that is unknown', async () => {
    const { model, seen } = browserWith({})
    expect(await model.readiness('de-AT')).toBe('available')
    await model.readiness('not a language')
    await model.readiness(null)
    const read = seen.map(({ expectedInputs }) => (expectedInputs as { languages: string[] }[])[0]?.languages)
    expect(read).toEqual([['en', 'de'], ['en'], ['en']])
  })

  it('counts as unavailable when its answer is unheard of or an error', async () => {
    expect(await browserWith({ availability: async () => 'readily' }).model.readiness(null)).toBe(
      'unavailable',
    )
    const failing = browserWith({ availability: () => Promise.reject(new TypeError('no')) })
    expect(await failing.model.readiness(null)).toBe('unavailable')
  })

  it('gets the instructions, the post and the shape of the answer, and its session is let go', async () => {
    const { model, seen, destroyed } = browserWith({})
    const stages: unknown[] = []
    expect(await asked(model, stages)).toEqual({ ok: true, value: '{"needs":[]}' })
    expect(seen[0]).toMatchObject({ initialPrompts: [{ role: 'system', content: 'Label it.' }] })
    expect(seen[1]).toMatchObject({ text: 'The post: "x"', responseConstraint: { type: 'object' } })
    expect(stages).toEqual(['thinking'])
    expect(destroyed()).toBe(1)
  })

  it('tells how far its download is, and leaves out what is no part of a whole', async () => {
    const stages: unknown[] = []
    const { model } = browserWith({
      create: async ({ monitor }) => {
        const target = new EventTarget()
        ;(monitor as (monitored: EventTarget) => void)(target)
        for (const loaded of [0, 0.5, 7, Number.NaN, 'x', 1])
          target.dispatchEvent(Object.assign(new Event('downloadprogress'), { loaded }))
        target.dispatchEvent(new Event('downloadprogress'))
        return { prompt: async () => 'x', destroy: () => undefined }
      },
    })
    await asked(model, stages)
    expect(stages).toEqual([{ downloaded: 0 }, { downloaded: 0.5 }, { downloaded: 1 }, 'thinking'])
  })

  it('turns every failure into a problem, and lets the session go all the same', async () => {
    const failing = (name: string) =>
      browserWith({ prompt: () => Promise.reject(new DOMException('words of a browser', name)) })
    for (const [name, code] of [
      ['QuotaExceededError', 'too-large'],
      ['NetworkError', 'offline'],
      ['NotAllowedError', 'not-permitted'],
      ['constructor', 'unexpected'],
    ] as const) {
      const { model, destroyed } = failing(name)
      expect(await asked(model)).toMatchObject({ ok: false, problem: { code, detail: name } })
      expect(destroyed()).toBe(1)
    }
    expect(await asked(browserWith({ prompt: async () => 42 }).model)).toMatchObject({
      ok: false,
      problem: { code: 'bad-answer' },
    })
  })
})
