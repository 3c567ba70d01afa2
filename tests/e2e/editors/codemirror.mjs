/** CodeMirror 6, as code forges use it. */
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tell } from './tell.mjs'

const view = new EditorView({
  state: EditorState.create({ doc: '', extensions: [EditorView.lineWrapping] }),
  parent: document.getElementById('editor'),
})
tell(() => view.state.doc.toString())
