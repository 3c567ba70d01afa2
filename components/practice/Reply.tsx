import { useState } from 'preact/hooks'
import { t } from '../shared/i18n.ts'

/** The site's own reply box: Earshot never presses its button. */
export function Reply({ onReply }: { readonly onReply: (text: string) => void }) {
  const [text, setText] = useState('')
  const [refused, setRefused] = useState(false)
  const submit = (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') {
      setRefused(true)
      return
    }
    onReply(text.trim())
    setText('')
    setRefused(false)
  }
  return (
    <form class="town-reply" onSubmit={submit} noValidate>
      <label for="reply">{t('practice.reply.label')}</label>
      <textarea
        id="reply"
        rows={3}
        value={text}
        aria-describedby="reply-note"
        aria-invalid={refused}
        onInput={(event) => {
          setText(event.currentTarget.value)
          setRefused(false)
        }}
      />
      <p id="reply-note" class="town-fine">
        {refused ? t('practice.reply.empty') : t('practice.reply.note')}
      </p>
      <button type="submit">{t('practice.reply.post')}</button>
    </form>
  )
}
