/** The calendar day of a time, where this computer stands: `YYYY-MM-DD`. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** A promise whose day has passed. One without a day is never late. `today` is `YYYY-MM-DD`. */
export function isOverdue(promise: { readonly due: string | null } | null, today: string): boolean {
  return promise?.due != null && promise.due < today
}
