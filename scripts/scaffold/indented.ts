/** Elements that begin a line of their own; others stand within somebody's words. */
const BLOCKS =
  'html|head|body|main|article|section|header|footer|nav|aside|div|ul|ol|li|table|tbody|thead|tr|td|dl|dt|dd|form|h[1-6]|meta|link|title|script|p|blockquote'

/** A line for each block that follows another tag at once. Adds nothing next to text. */
export function indented(html: string): string {
  return `${html.replace(new RegExp(`>(?=<(?:${BLOCKS})[\\s>])`, 'gi'), '>\n')}\n`
}
