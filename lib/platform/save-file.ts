/** A download by a link: needs no permission. The address is let go once the browser has taken the file. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-')
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
