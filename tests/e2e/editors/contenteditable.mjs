/** An editable element without an editor behind it. */
import { tell } from './tell.mjs'

const box = document.getElementById('editor')
box.contentEditable = 'true'
tell(() => box.innerText)
