import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from './Icon.tsx'

interface ScreenProps {
  /** A new one is a new screen: its heading gets the focus. */
  readonly id: string
  readonly title: ComponentChildren
  readonly sub?: ComponentChildren
  readonly back?: { readonly label: string; readonly onBack: () => void }
  /** `data-focus` of the control to focus instead of the heading, after a step back. */
  readonly focus?: string | null
  readonly children: ComponentChildren
}

/** Heading and body of one screen. Takes care of the focus when the screen changes, so that keyboard and screen reader begin at its top. */
export function Screen({ id, title, sub, back, focus = null, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef<string | null>(null)
  // Before the paint: an effect after it would take the focus from where a key put it meanwhile.
  useLayoutEffect(() => {
    const first = shown.current === null
    if (shown.current === id) return
    shown.current = id
    const control = focus === null ? null : controlNamed(focus)
    if (control !== null) control.focus()
    // At the very start the focus is the browser's: the person may still be in the page.
    else if (!first || document.hasFocus()) heading.current?.focus({ preventScroll: true })
  }, [id, focus])
  return (
    <>
      <header class="screen-head">
        {back && (
          <button type="button" class="button plain back" onClick={back.onBack} aria-label={back.label}>
            <Icon name="back" />
          </button>
        )}
        <div class="screen-title">
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h1>
          {sub !== undefined && <div class="small">{sub}</div>}
        </div>
      </header>
      <main class="screen-body">{children}</main>
    </>
  )
}

/** For a control that goes away under the focus, which would then be nowhere. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1[tabindex="-1"]')?.focus({ preventScroll: true })
}

/** Gives the focus to the control with this `data-focus` where it is nowhere, because its control went away. */
export function focusIfLost(name: string): void {
  if (document.activeElement === null || document.activeElement === document.body) controlNamed(name)?.focus()
}

/**
 * The control with this `data-focus`. By comparison and not by a selector: the name may hold any character of
 * an address.
 */
export function controlNamed(name: string): HTMLElement | null {
  for (const control of document.querySelectorAll<HTMLElement>('[data-focus]'))
    if (control.dataset.focus === name) return control
  return null
}
