import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface FieldProps {
  readonly label: string
  /** What it is for, or an example. */
  readonly hint?: string | undefined
  /** What is wrong with what stands there. */
  readonly wrong?: string | null | undefined
  readonly value: string
  /** Lines; 1 or absent: a single line. */
  readonly rows?: number
  /** Which keys a screen keyboard offers. */
  readonly type?: 'text' | 'url'
  readonly mono?: boolean
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly autoComplete?: 'name'
  onInput(value: string): void
}

/** A labelled box with its hint and its mistake, which a screen reader hears with it. */
export function Field(props: FieldProps) {
  const id = useId()
  const shared = {
    id,
    class: props.mono ? 'field mono' : 'field',
    value: props.value,
    disabled: props.disabled ?? false,
    'aria-invalid': props.wrong != null,
    'aria-describedby': `${id}-hint`,
    autocomplete: props.autoComplete ?? ('off' as const),
    spellCheck: props.mono !== true,
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
  }
  return (
    <div>
      <label class="label" for={id}>
        {props.label}
      </label>
      {(props.rows ?? 1) > 1 ? (
        <textarea
          {...shared}
          rows={props.rows}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...shared}
          type="text"
          inputMode={props.type ?? 'text'}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      <div id={`${id}-hint`} class="small hint">
        {props.wrong != null && <p class="wrong">{props.wrong}</p>}
        {props.hint !== undefined && <p>{props.hint}</p>}
      </div>
    </div>
  )
}

interface ChoiceProps<T extends string> {
  readonly legend: string
  /** A heading above says the same. */
  readonly quiet?: boolean
  readonly name: string
  readonly value: T
  readonly choices: readonly { readonly value: T; readonly label: string; readonly note?: string }[]
  onChoose(value: T): void
}

/** One of a few: radio buttons in a row. */
export function Choice<T extends string>({
  legend,
  quiet = false,
  name,
  value,
  choices,
  onChoose,
}: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend class={quiet ? 'visually-hidden' : 'label'}>{legend}</legend>
      <div class="cluster">
        {choices.map((choice) => (
          <label key={choice.value} class="pick">
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            {choice.note === undefined ? (
              choice.label
            ) : (
              <span>
                <b>{choice.label}</b> <span class="small block">{choice.note}</span>
              </span>
            )}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

interface ManyProps<T extends string> {
  readonly legend: string
  readonly hint?: string
  readonly wrong?: string | null
  readonly chosen: readonly T[]
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  onChoose(chosen: readonly T[]): void
}

/** Any of a few: check boxes in a row. */
export function Many<T extends string>({ legend, hint, wrong, chosen, choices, onChoose }: ManyProps<T>) {
  return (
    <fieldset class="choice">
      <legend class="label">{legend}</legend>
      <div class="cluster">
        {choices.map(({ value, label }) => (
          <label key={value} class="pick">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChoose(
                  event.currentTarget.checked ? [...chosen, value] : chosen.filter((one) => one !== value),
                )
              }
            />
            {label}
          </label>
        ))}
      </div>
      {wrong != null && <p class="wrong small">{wrong}</p>}
      {hint !== undefined && <p class="small">{hint}</p>}
    </fieldset>
  )
}

interface FileButtonProps {
  readonly label: string
  readonly accept: string
  readonly disabled?: boolean
  onFile(file: File): void
}

/** A button that asks for a file. The input itself stays out of sight and in the tab order. */
export function FileButton({ label, accept, disabled = false, onFile }: FileButtonProps) {
  return (
    <label class={disabled ? 'button file off' : 'button file'}>
      {label}
      <input
        type="file"
        class="visually-hidden"
        accept={accept}
        disabled={disabled}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // Emptied, so that the same file can be chosen again after it was mended.
          event.currentTarget.value = ''
          if (file !== undefined) onFile(file)
        }}
      />
    </label>
  )
}

/** A section of the page under its heading. */
export function Section({
  title,
  lead,
  children,
}: {
  readonly title: string
  readonly lead?: string
  readonly children: ComponentChildren
}) {
  return (
    <section class="stack section">
      <h2 class="section-title">{title}</h2>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
    </section>
  )
}
