/** A plain text area, as old.reddit.com's. */
import { tell } from './tell.mjs'

const area = document.createElement('textarea')
area.name = 'text'
document.getElementById('editor').append(area)
tell(() => area.value)
