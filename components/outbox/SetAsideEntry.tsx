import { useState } from 'preact/hooks'
import {
  canSendAgain,
  causeOf,
  type SetAsideEntry as Entry,
  holderOf,
  kindOf,
  placeOf,
} from '../../lib/panel/set-aside-entry.ts'
import { Icon } from '../shared/Icon.tsx'
import { formatRelative, formatTime, t } from '../shared/i18n.ts'
import { focusHeading } from '../shared/Screen.tsx'

interface SetAsideEntryProps {
  readonly entry: Entry
  /** Member id → name. */
  readonly names: Readonly<Record<string, string>>
  readonly now: number
  /** Resolves to false when it failed: what was typed stays in its box. */
  readonly onSend: (id: string, changes: Readonly<Record<string, string>>) => Promise<boolean>
  readonly onSave: (id: string) => void
  readonly onDiscard: (id: string) => void
}

/** One entry that was set aside: what it is, why it stands here, what helps, and all of it for whoever wants to see. */
export function SetAsideEntry(props: SetAsideEntryProps) {
  const { entry, now } = props
  const [editing, setEditing] = useState(false)
  const kind = t(`panel.quarantine.kind.${kindOf(entry)}`)
  const cause = causeOf(entry)
  return (
    <li class="card stack" tabIndex={-1}>
      <div>
        <h2 class="entry-kind" dir="auto">
          {entry.about === null ? kind : t('panel.quarantine.about', { kind, name: entry.about })}
        </h2>
        <p class="small">{t('panel.quarantine.set-aside', { when: formatRelative(entry.at, now) })}</p>
      </div>
      {!editing && <Texts texts={entry.texts} />}
      <div class="reason">
        <Icon name="warn" />
        <div>
          <p>{whyOf(entry, props.names, now)}</p>
          <p class="small">{t(`panel.quarantine.do.${cause}`)}</p>
        </div>
      </div>
      {editing ? (
        <EditTexts
          entry={entry}
          onSend={(changes) => props.onSend(entry.id, changes)}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <Doors {...props} kind={kind} onEdit={() => setEditing(true)} />
      )}
      <details class="why">
        <summary>{t('panel.quarantine.whole')}</summary>
        <p class="small">{t('panel.quarantine.said', { reason: entry.reason })}</p>
        {/* Focusable, since it scrolls. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable by key */}
        <pre class="whole" dir="ltr" tabIndex={0}>
          {JSON.stringify(entry.raw, null, 2)}
        </pre>
      </details>
    </li>
  )
}

function Doors({
  entry,
  kind,
  onEdit,
  onSend,
  onSave,
  onDiscard,
}: SetAsideEntryProps & { readonly kind: string; readonly onEdit: () => void }) {
  const name = entry.about === null ? kind : t('panel.quarantine.about', { kind, name: entry.about })
  const editable = Object.keys(entry.texts).length > 0
  const named = (label: string) => ({ 'aria-label': t('panel.quarantine.named', { label, name }) })
  return (
    <div class="cluster">
      {canSendAgain(entry) && editable && (
        <button
          type="button"
          class="button"
          {...named(t('panel.quarantine.edit'))}
          data-focus={`edit ${entry.id}`}
          onClick={onEdit}
        >
          {t('panel.quarantine.edit')}
        </button>
      )}
      {canSendAgain(entry) && !editable && (
        <button
          type="button"
          class="button"
          {...named(t('panel.quarantine.send'))}
          onClick={() => void onSend(entry.id, {}).then((sent) => sent && focusHeading())}
        >
          {t('panel.quarantine.send')}
        </button>
      )}
      <button
        type="button"
        class="button plain"
        {...named(t('panel.quarantine.save'))}
        onClick={() => onSave(entry.id)}
      >
        {t('panel.quarantine.save')}
      </button>
      <button
        type="button"
        class="button plain"
        {...named(t('panel.quarantine.discard'))}
        onClick={() => {
          focusHeading()
          onDiscard(entry.id)
        }}
      >
        {t('panel.quarantine.discard')}
      </button>
    </div>
  )
}

function Texts({ texts }: { readonly texts: Entry['texts'] }) {
  const shown = Object.entries(texts).filter(([, text]) => text.trim() !== '')
  if (shown.length === 0) return null
  return (
    <dl class="entry-texts">
      {shown.map(([path, text]) => (
        <div key={path}>
          <dt>{t(`panel.quarantine.text.${placeOf(path)}`)}</dt>
          <dd dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  )
}

interface EditTextsProps {
  readonly entry: Entry
  readonly onSend: (changes: Readonly<Record<string, string>>) => Promise<boolean>
  readonly onCancel: () => void
}

function EditTexts({ entry, onSend, onCancel }: EditTextsProps) {
  const [texts, setTexts] = useState(entry.texts)
  const [sending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    const changes = Object.fromEntries(
      Object.entries(texts).filter(([path, text]) => text !== entry.texts[path]),
    )
    if (await onSend(changes)) focusHeading()
    else setSending(false)
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      {Object.entries(texts).map(([path, text], at) => (
        <div key={path}>
          <label class="label" for={`text ${entry.id} ${path}`}>
            {t(`panel.quarantine.text.${placeOf(path)}`)}
          </label>
          <textarea
            id={`text ${entry.id} ${path}`}
            class="field"
            dir="auto"
            ref={at === 0 ? focusOnce : null}
            value={text}
            onInput={(event) => setTexts({ ...texts, [path]: event.currentTarget.value })}
          />
        </div>
      ))}
      <div class="cluster">
        <button type="submit" class="button primary" disabled={sending}>
          {t('panel.quarantine.send')}
        </button>
        <button type="button" class="button plain" onClick={onCancel}>
          {t('panel.quarantine.cancel')}
        </button>
      </div>
    </form>
  )
}

/** The form was asked for: the typing begins in its first box. */
function focusOnce(box: HTMLTextAreaElement | null): void {
  if (box !== null && !box.form?.contains(document.activeElement)) box.focus()
}

function whyOf(entry: Entry, names: Readonly<Record<string, string>>, now: number): string {
  const cause = causeOf(entry)
  const holder = cause === 'claimed_by' ? holderOf(entry.reason) : null
  const name = holder === null ? undefined : names[holder.memberId]
  return holder !== null && name !== undefined
    ? t('panel.quarantine.why.claimed_by.who', { name, time: formatTime(holder.until, now) })
    : t(`panel.quarantine.why.${cause}`)
}
