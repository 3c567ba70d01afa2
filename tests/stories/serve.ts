import preact from '@preact/preset-vite'
import { createServer } from 'vite'
import { messageCatalogue } from '../../scripts/message-catalogue.ts'

/** Serves every screen of the panel with invented views; the address of one is `url` + `?screen=mention`. */
export async function serveStories(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = await createServer({
    configFile: false,
    root: import.meta.dirname,
    cacheDir: '../../node_modules/.vite/stories',
    plugins: [preact(), messageCatalogue()],
    server: { host: '127.0.0.1', port: 0, fs: { allow: ['../..'] } },
    logLevel: 'error',
  })
  await server.listen()
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the story server has no address')
  return { url, close: () => server.close() }
}
