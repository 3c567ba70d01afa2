import type { Runtime } from 'webextension-polyfill'
import type { MessageListener } from '../../lib/platform/on-message.ts'

export const HOME = 'chrome-extension://earshotearshotearshotearshotears/'

/** As much of the browser as messages need. `listeners` are those that were added. */
export function fakeMessages() {
  const listeners: MessageListener[] = []
  return {
    listeners,
    browser: {
      runtime: {
        id: 'earshotearshotearshotearshotears',
        getURL: (path: string) => HOME + path.replace(/^\//, ''),
        onMessage: {
          addListener: (listener: MessageListener) => listeners.push(listener),
          removeListener: (listener: MessageListener) => listeners.splice(listeners.indexOf(listener), 1),
        },
      },
    },
    /** Null: nobody took the message. */
    deliver(message: unknown, sender: Runtime.MessageSender): Promise<unknown> | null {
      let take: (reply: unknown) => void = () => undefined
      const answer = new Promise((resolve) => {
        take = resolve
      })
      const taken = listeners.map((listener) => listener(message, sender, take)).includes(true)
      return taken ? answer : null
    },
  }
}
