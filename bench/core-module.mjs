/** Imports a module of core, such as `scheme` or `scoring/compiled`, as `buildCore` left it. */
export const coreModule = (name) => import(new URL(`./out/core/${name}/index.js`, import.meta.url).href);
