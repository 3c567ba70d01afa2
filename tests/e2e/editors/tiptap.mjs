/** TipTap on ProseMirror, as Bluesky uses it. */
import { Editor } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { tell } from './tell.mjs'

const editor = new Editor({ element: document.getElementById('editor'), extensions: [StarterKit] })
tell(() => editor.getText({ blockSeparator: '\n' }))
