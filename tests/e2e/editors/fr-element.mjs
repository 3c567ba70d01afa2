/**
 * The markup of Froala, which Invision Community uses, with a paste handler of our own that does what Froala's
 * documentation says of its own: the paste is taken over, cleaned, and put in as paragraphs a moment later.
 * Froala itself may be used only by those who bought it.
 */
import { tell } from './tell.mjs'

const outer = document.getElementById('editor')
outer.className = 'fr-box fr-basic'
const box = document.createElement('div')
box.className = 'fr-element fr-view'
box.contentEditable = 'true'
const empty = document.createElement('p')
empty.append(document.createElement('br'))
box.append(empty)
outer.append(box)
box.addEventListener('paste', (event) => {
  event.preventDefault()
  const text = event.clipboardData.getData('text/plain')
  setTimeout(() => {
    const lines = text.split('\n').map((line) => {
      const paragraph = document.createElement('p')
      paragraph.append(line === '' ? document.createElement('br') : line)
      return paragraph
    })
    const [first] = box.children
    if (first?.textContent === '') first.remove()
    box.append(...lines)
    const last = lines.at(-1)
    getSelection().collapse(last.lastChild, last.textContent.length)
  }, 60)
})
tell(() => Array.from(box.children, (paragraph) => paragraph.textContent).join('\n'))
