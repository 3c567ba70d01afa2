/** Stands between the parts of a line. It stays at the end of a line that wraps, never at the beginning of the next. */
export const DOT = '\u00a0· '
