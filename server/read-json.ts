import type { IncomingMessage } from 'node:http'
import type { Refusal } from './answer.ts'
import { isDeepJson } from './nesting.ts'

type Read = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly refusal: Refusal }

/**
 * A request's body as a JSON value. Type, encoding and announced length are looked at before a byte is
 * read; then bytes are counted as they come, whatever was announced; nesting is looked at before parsing.
 * `incoming`: what Node received, where the request came over a connection. It is read in place of `request.body`, which
 * would be made for it: a request in full, and a stream around the stream.
 */
export async function readJson(
  request: Request,
  maxBytes: number,
  incoming: IncomingMessage | null,
): Promise<Read> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') return refused(415, 'not_json', 'Send application/json.')
  const encoding = request.headers.get('content-encoding')
  if (encoding !== null && encoding.trim().toLowerCase() !== 'identity')
    return refused(415, 'encoded', 'Send the body without a content encoding.')
  const tooLarge = () => refused(413, 'too_large', `Send at most ${maxBytes} bytes in one request.`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge()
  try {
    // Whoever sends too much is answered all the same: the connection outlives the loop.
    const chunks = incoming?.iterator({ destroyOnReturn: false }) ?? request.body ?? []
    const bytes = await readBytes(chunks, maxBytes)
    return bytes === null ? tooLarge() : parse(bytes)
  } catch {
    // The connection went away in the middle: nobody is there to read this answer, and nothing is wrong here.
    return refused(400, 'broken_off', 'The body ended too early.')
  }
}

function parse(bytes: Uint8Array): Read {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refused(400, 'bad_json', 'The body is not UTF-8.')
  }
  if (isDeepJson(text)) return refused(400, 'too_deep', 'The body is nested too deeply.')
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    // The parser's own message quotes the body.
    return refused(400, 'bad_json', 'The body is not JSON.')
  }
}

/** Null when there are more than `maxBytes`; the rest is not read. */
async function readBytes(
  chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[],
  maxBytes: number,
): Promise<Uint8Array | null> {
  const read: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks) {
    length += chunk.byteLength
    if (length > maxBytes) return null
    read.push(chunk)
  }
  return Buffer.concat(read)
}

function refused(status: 400 | 413 | 415, code: string, message: string): Read {
  return { ok: false, refusal: { status, code, message } }
}
