/** The number that the server gave this page: styles without it are refused by the browser. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/**
 * Puts the number on every style element that scripts of ours make. antd does so for its own styles, but two of its
 * parts (the measuring of scroll bars, the lock of the page behind a dialog) have no setting for it.
 */
export function numberStyles(): void {
  const create = document.createElement.bind(document);
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof document.createElement;
}
