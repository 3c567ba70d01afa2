/** Draft.js, as X uses it. */
import { Editor, EditorState } from 'draft-js'
import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { tell } from './tell.mjs'

let current = EditorState.createEmpty()
tell(() => current.getCurrentContent().getPlainText('\n'))

function Composer() {
  const [state, setState] = useState(current)
  current = state
  return createElement(Editor, {
    editorState: state,
    onChange: setState,
    placeholder: 'Post your reply',
    webDriverTestID: 'tweetTextarea_0',
  })
}

createRoot(document.getElementById('editor')).render(createElement(Composer))
