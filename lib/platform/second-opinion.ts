import { fail, ok, type ProblemCode, type Result } from '../model/problem.ts'

/** Can the browser's own model be asked? `downloadable`: not before a large download that nobody agreed to yet. */
export type ModelReadiness = 'unavailable' | 'downloadable' | 'downloading' | 'available'

export interface ModelQuestion {
  readonly instructions: string
  readonly prompt: string
  /** The shape of the answer, as JSON Schema. */
  readonly constraint: object
  /** Language of the text asked about, BCP 47; null: unknown. */
  readonly lang: string | null
}

/** The language model that a browser carries. It runs on this computer; what is asked does not leave it. */
export interface BrowserModel {
  /** Never throws. `lang`: of the text to ask about. */
  readiness(lang: string | null): Promise<ModelReadiness>
  /**
   * One question, one answer, in a session of its own that is let go afterwards. Downloads the model first
   * where it is missing: then this must be called from a click. `onStage` tells how far a download is, 0 to
   * 1, and when the thinking begins. Never throws; after an abort the answer is some failure.
   */
  ask(
    question: ModelQuestion,
    onStage: (stage: { readonly downloaded: number } | 'thinking') => void,
    signal: AbortSignal,
  ): Promise<Result<string>>
}

/** What we use of the Prompt API (https://webmachinelearning.github.io/prompt-api/): Chrome 138 on for extensions. */
interface LanguageModelStatic {
  availability(options: object): Promise<unknown>
  create(options: object): Promise<Session>
}

interface Session {
  prompt(text: string, options: object): Promise<unknown>
  destroy(): void
}

const READINESS: readonly ModelReadiness[] = ['unavailable', 'downloadable', 'downloading', 'available']

/** The browser's model; null where this browser has no such thing. Nothing is asked or downloaded by looking. */
export function browserModel(scope: object = globalThis): BrowserModel | null {
  const api = 'LanguageModel' in scope ? (scope.LanguageModel as Partial<LanguageModelStatic> | null) : null
  if (typeof api?.availability !== 'function' || typeof api.create !== 'function') return null
  const model = api as LanguageModelStatic
  return {
    async readiness(lang) {
      try {
        const found = await model.availability(languages(lang))
        return READINESS.find((known) => known === found) ?? 'unavailable'
      } catch {
        return 'unavailable'
      }
    },
    async ask(question, onStage, signal) {
      try {
        return await answerOf(model, question, onStage, signal)
      } catch (error) {
        return fail(codeOf(error), { detail: error instanceof Error ? error.name : 'second opinion' })
      }
    },
  }
}

async function answerOf(
  model: LanguageModelStatic,
  { instructions, prompt, constraint, lang }: ModelQuestion,
  onStage: Parameters<BrowserModel['ask']>[1],
  signal: AbortSignal,
): Promise<Result<string>> {
  const session = await model.create({
    ...languages(lang),
    initialPrompts: [{ role: 'system', content: instructions }],
    signal,
    monitor(monitored: EventTarget) {
      monitored.addEventListener('downloadprogress', (event) => {
        const part = 'loaded' in event ? Number(event.loaded) : Number.NaN
        if (part >= 0 && part <= 1) onStage({ downloaded: part })
      })
    },
  })
  try {
    onStage('thinking')
    const answer = await session.prompt(prompt, { responseConstraint: constraint, signal })
    return typeof answer === 'string' ? ok(answer) : fail('bad-answer', { detail: 'second opinion' })
  } finally {
    session.destroy()
  }
}

/** The browser asks for the languages beforehand, and says `unavailable` for one that its model was not made for. */
function languages(lang: string | null): object {
  const own = baseOf(lang)
  const read = own === null || own === 'en' ? ['en'] : ['en', own]
  return {
    expectedInputs: [{ type: 'text', languages: read }],
    expectedOutputs: [{ type: 'text', languages: ['en'] }],
  }
}

function baseOf(lang: string | null): string | null {
  try {
    const base = lang === null ? 'und' : new Intl.Locale(lang).language
    return base === 'und' ? null : base
  } catch {
    return null
  }
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  AbortError: 'not-found',
  NotAllowedError: 'not-permitted',
  NotSupportedError: 'not-found',
  NetworkError: 'offline',
  QuotaExceededError: 'too-large',
}

function codeOf(error: unknown): ProblemCode {
  const name = error instanceof Error || error instanceof DOMException ? error.name : ''
  return (Object.hasOwn(CODES, name) ? CODES[name] : undefined) ?? 'unexpected'
}
