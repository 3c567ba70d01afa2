import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** Rows of a CSV file with a header line, by column name. Rows with too few or too many fields are read as far as they go. */
export async function readTable(folder: string, file: string): Promise<Record<string, string>[]> {
  return parse(await readFile(join(folder, file)), {
    columns: (names: string[]) => names.map((name) => name.trim()),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
}

export async function readLines(folder: string, file: string): Promise<string[]> {
  const text = await readFile(join(folder, file), 'utf8')
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

/** Characters that the web's markup left behind in collected posts. */
export function plainText(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|\\u2019/g, '’')
    .replace(/\\u002c/g, ',')
    .replace(/&amp;/g, '&')
    .trim()
}
