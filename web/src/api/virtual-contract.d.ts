/** What the build makes of the contract for the browser; see vite.config.ts. */
declare module 'virtual:contract' {
  export const CONTRACT: {
    readonly [F in keyof import('@zhunsheng/contract').Contract]: {
      readonly [N in keyof import('@zhunsheng/contract').Contract[F]]: import('@zhunsheng/contract/client-of').Callable;
    };
  };
  /** What the refusals of signing in say, by code. */
  export const SESSION_REFUSALS: Readonly<Record<string, string>>;
}
