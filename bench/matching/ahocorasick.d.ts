declare module 'ahocorasick' {
  class AhoCorasick {
    constructor(words: string[])
    /** Pairs: where the last letter of the hits stands, and the words that end there. */
    search(text: string): [number, string[]][]
  }
  export = AhoCorasick
}
