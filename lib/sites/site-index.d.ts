/** Made by scripts/site-scripts.ts from the site files. */
declare module 'virtual:site-index' {
  export const SITE_INDEX: readonly import('./site.ts').SiteIdentity[]
}
