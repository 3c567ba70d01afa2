import { fail, PROBLEM_CODES } from '../model/problem.ts'
import { browser } from './browser.ts'
import type { Message, MessageName, ReplyOf, RequestOf } from './messages.ts'

/** Milliseconds after which nobody is expected to answer any more. */
const PATIENCE = 5_000

/**
 * What the value of each reply must look like. Written by hand and not with Zod, because the reader
 * script carries this file; a reply from a tab comes from beside a page and is not to be trusted.
 */
const LOOKS_RIGHT: { readonly [N in MessageName]: (value: unknown) => boolean } = {
  'thread.seen': (value) => Array.isArray(field(value, 'marks')),
  'site.wanted': (value) => Array.isArray(field(value, 'recipes')),
  'report.wanted': (value) => value === null,
  'draft.insert': (value) =>
    ['inserted', 'already', 'no-box', 'differs', 'too-long'].includes(String(field(value, 'outcome'))) &&
    (field(value, 'held') === null || typeof field(value, 'held') === 'string'),
  'reader.selection': (value) => typeof field(value, 'selection') === 'object',
  'reader.report': (value) => typeof field(value, 'report') === 'string',
  'reader.posts': (value) => isTexts(field(value, 'keys')),
  'reader.locate': (value) => typeof field(value, 'found') === 'boolean',
  'reader.reread': (value) => typeof field(value, 'visit') === 'string',
  'reader.stop': (value) => value === null,
  'sync.poke': (value) => value === null,
  'reader.start': (value) => value === null,
  'workspace.changed': (value) => value === null,
}

/**
 * Sends a message and waits for its answer. With `tabId` it goes to the reader in the top frame of that
 * tab, else to the background. Never throws: nobody there or no answer within 5 s is `not-found`, a
 * reader left over from before an update is `stale-page`, an answer of the wrong shape `bad-answer`.
 */
export async function send<N extends MessageName>(
  name: N,
  request: RequestOf<N>,
  { tabId }: { readonly tabId?: number } = {},
): Promise<ReplyOf<N>> {
  const message: Message<N> = { earshot: name, request }
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    const answer = await Promise.race([
      tabId === undefined
        ? browser.runtime.sendMessage(message)
        : browser.tabs.sendMessage(tabId, message, { frameId: 0 }),
      new Promise<typeof SILENCE>((resolve) => {
        timer = setTimeout(() => resolve(SILENCE), PATIENCE)
      }),
    ])
    return checked(name, answer)
  } catch (error) {
    return problemOf(name, error)
  } finally {
    clearTimeout(timer)
  }
}

const SILENCE = Symbol('no answer in time')

function checked<N extends MessageName>(name: N, answer: unknown): ReplyOf<N> {
  if (answer === SILENCE) return fail('not-found', { detail: `${name}: no answer in time` })
  // A listener that returns nothing closes the channel: every page of ours hears a broadcast.
  if (answer === undefined || answer === null)
    return fail('not-found', { detail: `${name}: nobody answered` })
  const accepted = field(answer, 'ok')
  if (accepted === true && LOOKS_RIGHT[name](field(answer, 'value'))) return answer as ReplyOf<N>
  const code = field(field(answer, 'problem'), 'code')
  if (accepted === false && PROBLEM_CODES.some((known) => known === code)) return answer as ReplyOf<N>
  return fail('bad-answer', { detail: name })
}

function problemOf(name: MessageName, error: unknown) {
  const said = error instanceof Error ? error.message : String(error)
  if (/context invalidated/i.test(said)) return fail('stale-page', { detail: name })
  if (/receiving end|no tab with id|message (channel|port) closed|invalid tab/i.test(said))
    return fail('not-found', { detail: `${name}: nobody there` })
  // In a reader left over from before an update `browser.runtime` is gone, which is a TypeError.
  if (error instanceof TypeError) return fail('stale-page', { detail: name })
  return fail('unexpected', { detail: `${name}: ${said.slice(0, 200)}` })
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
