/**
 * Scratch copies of text boxes, in the page's own `localStorage`: the one store of the browser that has
 * the text when the call returns, also when the page is closed in the next instant. A copy lives until
 * the database has the text. When there is no room, the database's own answer tells the person.
 */
export function scratchOf(workspaceId: string) {
  return (box: string) => {
    const key = `scratch ${workspaceId} ${box}`
    return {
      left: localStorage.getItem(key),
      keep(text: string): void {
        try {
          localStorage.setItem(key, text)
        } catch {
          // Full, or over the quota of a few megabytes: an old copy must not come back in place of newer text.
          localStorage.removeItem(key)
        }
      },
      clear(): void {
        localStorage.removeItem(key)
      },
    }
  }
}
