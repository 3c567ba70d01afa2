import type { Writable } from 'node:stream'

/** Writes at the reader's pace. `write` resolves false once the reader has gone: nothing more is wanted. */
export function createWriter(stream: Writable): { write(text: string): Promise<boolean> } {
  let gone = false
  let resume: (() => void) | null = null
  const wake = () => {
    resume?.()
    resume = null
  }
  stream.on('drain', wake)
  stream.on('close', () => {
    gone = true
    wake()
  })
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `head` and its like close the pipe when they have seen enough.
    if (error.code !== 'EPIPE') throw error
    gone = true
    wake()
  })
  return {
    async write(text) {
      if (gone) return false
      if (!stream.write(text))
        await new Promise<void>((resolve) => {
          resume = resolve
          if (gone) wake()
        })
      return !gone
    },
  }
}
