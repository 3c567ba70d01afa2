/** Made by scripts/site-scripts.ts from the site files. */
declare module 'virtual:site-index' {
  export const SITE_INDEX: readonly import('./site.ts').SiteIdentity[]
}

/** Made by the same: which versions of their recipes are built in. */
declare module 'virtual:site-recipes' {
  export const SITE_RECIPES: readonly import('../model/kept-recipes.ts').PackagedRecipe[]
}
