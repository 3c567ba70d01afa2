/**
 * Calls `onShown` whenever this page comes into view, also now if it is, with a signal that aborts when it goes out of
 * view, until `signal` aborts.
 */
export function watchVisible(onShown: (hidden: AbortSignal) => void, signal: AbortSignal): void {
  let hidden: AbortController | null = null
  const look = () => {
    const visible = document.visibilityState === 'visible' && !signal.aborted
    if (visible && hidden === null) {
      hidden = new AbortController()
      onShown(hidden.signal)
    } else if (!visible) {
      hidden?.abort()
      hidden = null
    }
  }
  document.addEventListener('visibilitychange', look)
  signal.addEventListener(
    'abort',
    () => {
      document.removeEventListener('visibilitychange', look)
      look()
    },
    { once: true },
  )
  look()
}
