import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { build, preview } from 'vite'
import { messageCatalogue } from '../../scripts/message-catalogue.ts'

/**
 * Serves every screen of the panel with invented views; the address of one is `url` + `?screen=mention`, of a state of
 * the options `url` + `options.html?screen=options-join`. Bundled: unbundled, each screen asked for two hundred files.
 */
export async function serveStories(): Promise<{ readonly url: string; close(): Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'earshot-stories-'))
  const stories = { configFile: false, root: import.meta.dirname, logLevel: 'error' } as const
  await build({
    ...stories,
    plugins: [preact(), messageCatalogue()],
    build: {
      outDir,
      emptyOutDir: true,
      // A fault that a page throws names its place.
      minify: false,
      rollupOptions: { input: ['index.html', 'options.html'].map((file) => join(import.meta.dirname, file)) },
    },
  })
  const server = await preview({ ...stories, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const url = server.resolvedUrls?.local[0]
  if (url === undefined) throw new Error('the story server has no address')
  return {
    url,
    close: async () => {
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
