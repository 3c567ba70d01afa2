/** A text area whose value React keeps, as Mastodon's. What React did not hear of is put back. */
import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { tell } from './tell.mjs'

let current = ''
tell(() => current)

function Composer() {
  const [text, setText] = useState('')
  current = text
  return createElement('textarea', {
    value: text,
    rows: 4,
    'aria-label': 'Reply',
    onChange: (event) => setText(event.target.value),
  })
}

createRoot(document.getElementById('editor')).render(createElement(Composer))
