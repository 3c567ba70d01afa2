// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest'
import { insertDraft } from '../../lib/sites/insert-draft.ts'

const DRAFT = 'Thank you, the ring below the hopper turns to the left.'

afterEach(() => {
  document.body.replaceChildren()
})

/** Lays out a site's box: `innerHTML` stands for the site, which makes its own document so. */
function boxOf(html: string): HTMLTextAreaElement | HTMLInputElement {
  document.body.innerHTML = html
  return document.body.firstElementChild as HTMLTextAreaElement
}

function insert(box: Element, text = DRAFT) {
  let clock = 0
  const pause = async (milliseconds: number) => {
    clock += milliseconds
  }
  return insertDraft(box, text, { pause, now: () => clock })
}

it('a box that takes fewer characters is left as it was, and the end that does not fit is named', async () => {
  const box = boxOf('<textarea maxlength="20"></textarea>')
  expect(await insert(box)).toEqual({ outcome: 'too-long', held: DRAFT.slice(20) })
  expect(box.value).toBe('')
})

it('what stands in the box already takes its share of the room, with the lines between', async () => {
  const box = boxOf(`<textarea maxlength="${DRAFT.length + 10}">Hello Ana, I read it.</textarea>`)
  const { outcome, held } = await insert(box)
  expect(outcome).toBe('too-long')
  expect(DRAFT.endsWith(held)).toBe(true)
  expect(box.value).toBe('Hello Ana, I read it.')
})
