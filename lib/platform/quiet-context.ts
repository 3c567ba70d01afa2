/**
 * Stands in for WXT's `ContentScriptContext` in the reader (an alias in wxt.config.ts). WXT's own tells a
 * second copy of a content script about the first through events on the page's document and
 * `window.postMessage`, both with the extension's id: any page could listen for them and know that Earshot
 * is there. The reader keeps its single copy in its own world instead (entrypoints/reader.content.ts).
 */
export class ContentScriptContext {}
