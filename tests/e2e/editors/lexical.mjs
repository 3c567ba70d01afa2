/** Lexical, as Reddit and Facebook use it. */
import { createEmptyHistoryState, registerHistory } from '@lexical/history'
import { registerRichText } from '@lexical/rich-text'
import { $getRoot, createEditor } from 'lexical'
import { tell } from './tell.mjs'

const root = document.getElementById('editor')
root.contentEditable = 'true'
root.setAttribute('role', 'textbox')
const editor = createEditor({
  namespace: 'reply',
  onError: (error) => {
    throw error
  },
})
editor.setRootElement(root)
registerRichText(editor)
registerHistory(editor, createEmptyHistoryState(), 300)
tell(() => editor.getEditorState().read(() => $getRoot().getTextContent()))
