import { createParser } from 'eventsource-parser'
import type { Device, InMemoryServer } from './serve-in-memory.ts'

interface Heard {
  readonly event: string
  readonly body: unknown
}

/** Opens the live stream of a device and gathers what comes. `ended` when the server closes it. */
export async function listen(server: InMemoryServer, device: Device) {
  const leave = new AbortController()
  const response = await server.app.request(`/v1/w/${device.workspaceId}/live`, {
    headers: { authorization: `Bearer ${device.token}` },
    signal: leave.signal,
  })
  const heard: Heard[] = []
  let beats = 0
  const parser = createParser({
    onEvent: ({ event = '', data }) => heard.push({ event, body: JSON.parse(data) }),
    onComment: () => {
      beats += 1
    },
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let ended = false
  const read = async () => {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: '' }
      if (done) break
      parser.feed(value)
    }
    ended = true
  }
  const reading = response.ok ? read() : Promise.resolve()
  return {
    response,
    heard,
    heads: () => heard.flatMap(({ event, body }) => (event === 'head' ? [body] : [])),
    here: () => heard.flatMap(({ event, body }) => (event === 'here' ? [body] : [])),
    beats: () => beats,
    ended: () => ended,
    leave: async () => {
      await reader?.cancel()
      await reading
    },
  }
}
