import { createParser } from 'eventsource-parser'
import { HeadHintSchema, HereHintSchema } from '../model/wire.ts'
import type { z } from '../model/zod.ts'
import type { Session } from './session.ts'

/** The server says something every 20 s; a stream that is silent for so long, in milliseconds, is dead. */
const SILENCE = 45_000
const FIRST_WAIT = 2_000
const LONGEST_WAIT = 5 * 60_000
/** A stream that held for so long was well: the next wait is a short one again. */
const HELD = 60_000
/** A hint is a few bytes; a line that never ends is not one. */
const BUFFER = 64 * 1024

interface LivePorts {
  /** Without a trailing slash. */
  readonly server: string
  readonly workspaceId: string
  readonly session: Session
  readonly fetch: typeof globalThis.fetch
  now(): number
  /** 0 ≤ x < 1. */
  random(): number
  /** Ends after so many milliseconds, or as soon as `signal` aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  /** The log has grown: pull. Nothing of it rides on the hint. */
  onHead(head: number): void
  /** Members with the panel open, this one included. */
  onHere(members: readonly string[]): void
  /** `live`: hints come. `polling`: none do, and alarms must serve. */
  onState(state: 'live' | 'polling'): void
}

/**
 * Listens to a team's server for hints until `signal` aborts, and asks again after a while whenever the stream ends. A
 * server without this route is asked rarely. Only the token is sent: nothing about pages or what is read.
 */
export async function watchLive(ports: LivePorts, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; ) {
    const began = ports.now()
    const end = await listen(ports, signal)
    if (signal.aborted) return
    ports.onState('polling')
    ports.onHere([])
    attempt = ports.now() - began >= HELD ? 0 : attempt + 1
    const longest = end === 'refused' ? LONGEST_WAIT : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** attempt)
    await ports.wait(Math.floor(ports.random() * longest), signal)
  }
}

/** One stream, to its end. `refused`: the server does not want us, or knows no streams. */
async function listen(ports: LivePorts, signal: AbortSignal): Promise<'ended' | 'refused'> {
  const stop = new AbortController()
  const silence = watchSilence(ports, stop)
  const ended = AbortSignal.any([signal, stop.signal])
  try {
    const response = await open(ports, ended)
    if (response === null) return 'refused'
    const reader = response.body?.getReader()
    if (reader === undefined) return 'refused'
    ports.onState('live')
    const parser = parserOf(ports)
    const decoder = new TextDecoder()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      silence.heard()
      if (!parser.feed(decoder.decode(part.value, { stream: true }))) return 'refused'
    }
    return 'ended'
  } catch {
    return 'ended'
  } finally {
    stop.abort()
  }
}

/** The answer to listen to; null: the server does not want us, or it is not a stream. */
async function open({ server, workspaceId, session, fetch }: LivePorts, signal: AbortSignal) {
  const once = (token: string) =>
    fetch(`${server}/v1/w/${workspaceId}/live`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    })
  const token = await session.token()
  if (!token.ok) return null
  let response = await once(token.value)
  if (response.status === 401) {
    await response.body?.cancel()
    const renewed = await session.renew(token.value)
    if (!renewed.ok) return null
    response = await once(renewed.value)
  }
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  if (response.status === 200 && isStream) return response
  await response.body?.cancel()
  return null
}

/** Hands on the hints that follow the protocol; others are passed over. `feed` is false for what is no stream of hints. */
function parserOf({ onHead, onHere }: LivePorts) {
  let endless = false
  const parser = createParser({
    maxBufferSize: BUFFER,
    onEvent: ({ event, data }) => {
      const head = event === 'head' ? hintIn(HeadHintSchema, data) : null
      if (head !== null) onHead(head.head)
      const here = event === 'here' ? hintIn(HereHintSchema, data) : null
      if (here !== null) onHere(here.members)
    },
    onError: ({ type }) => {
      endless ||= type === 'max-buffer-size-exceeded'
    },
  })
  return {
    feed(text: string): boolean {
      if (!endless) parser.feed(text)
      return !endless
    },
  }
}

function hintIn<T>(schema: z.ZodType<T>, data: string): T | null {
  try {
    return schema.safeParse(JSON.parse(data)).data ?? null
  } catch {
    return null
  }
}

/** Ends a stream that has been silent for too long. */
function watchSilence({ now, wait }: LivePorts, stop: AbortController): { heard(): void } {
  let last = now()
  const watch = async () => {
    while (!stop.signal.aborted) {
      const left = last + SILENCE - now()
      if (left <= 0) return stop.abort()
      await wait(left, stop.signal)
    }
  }
  void watch()
  return {
    heard() {
      last = now()
    },
  }
}
