import { join } from 'node:path'
import { build } from 'vite'

/** Editors that sites use, each on a page of its own. */
export type EditorName =
  | 'draft'
  | 'lexical'
  | 'tiptap'
  | 'quill'
  | 'codemirror'
  | 'react-textarea'
  | 'textarea'
  | 'contenteditable'
  | 'fr-element'

/** Markup of a reply form with this editor in it, its script inlined: a page's other requests are refused. */
export async function replyForm(name: EditorName): Promise<string> {
  const script = (await scriptOf(name)).replaceAll('</script', '<\\/script')
  return `<form class="usertext"><div id="editor"></div><button type="submit">Reply</button></form><script>${script}</script>`
}

const built = new Map<EditorName, Promise<string>>()

function scriptOf(name: EditorName): Promise<string> {
  const script = built.get(name) ?? bundle(name)
  built.set(name, script)
  return script
}

async function bundle(name: EditorName): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    // Draft.js was written for bundlers that know these.
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: true,
      lib: { entry: join(import.meta.dirname, `${name}.mjs`), formats: ['iife'], name: 'page' },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  const chunk = output && 'output' in output ? output.output.find((part) => part.type === 'chunk') : undefined
  if (chunk?.type !== 'chunk') throw new Error(`${name} was not built`)
  return chunk.code
}
