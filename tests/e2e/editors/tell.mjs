/**
 * What a test asks of an editor's page: the text in the editor's own model, and whether anything happened that
 * could have sent it.
 */
export function tell(held) {
  const happened = []
  addEventListener('submit', (event) => {
    event.preventDefault()
    happened.push('submit')
  })
  for (const kind of ['click', 'keydown', 'keypress', 'keyup'])
    addEventListener(kind, (event) => happened.push(`${kind} ${event.key ?? ''}`.trim()), true)
  globalThis.composer = { held, happened }
}
