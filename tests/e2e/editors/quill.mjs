/** Quill, as LinkedIn uses it. */
import Quill from 'quill'
import { tell } from './tell.mjs'

const quill = new Quill('#editor', { placeholder: 'Add a comment…' })
tell(() => quill.getText())
