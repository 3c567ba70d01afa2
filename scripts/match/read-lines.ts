import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** A line is kept up to this many UTF-16 units; what is longer is named as too long, not held in memory. */
export const LONGEST_LINE = 16 * 1024 * 1024

export type Line = { readonly text: string } | { readonly tooLong: true }

/** The stream's lines without their ends (LF or CR LF), one at a time. A last line without an end counts. */
export async function* readLines(stream: Readable): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8')
  let pieces: string[] = []
  let length = 0
  let first = true
  const add = (piece: string) => {
    length += piece.length
    if (length <= LONGEST_LINE) pieces.push(piece)
    else pieces = []
  }
  const take = (): Line => {
    const line: Line =
      length > LONGEST_LINE ? { tooLong: true } : { text: pieces.join('').replace(/\r$/, '') }
    pieces = []
    length = 0
    return line
  }
  for await (const chunk of stream) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk as Buffer)
    if (first && text !== '') {
      text = text.replace(/^\ufeff/, '')
      first = false
    }
    let from = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
      add(text.slice(from, end))
      from = end + 1
      yield take()
    }
    if (from < text.length) add(text.slice(from))
  }
  add(decoder.end())
  if (length > 0) yield take()
}
