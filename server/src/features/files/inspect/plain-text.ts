/** What begins a page that a browser would run. */
const PAGE = /^\s*(<\?xml|<!doctype|<html|<svg|<head|<body|<script|<iframe)/i;

const isWide = (head: Buffer): boolean =>
  (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);

/** Whether bytes can be text in UTF-8, GBK or, with its mark, UTF-16, and are no web page under another name. */
export function looksLikeText(head: Buffer): boolean {
  if (isWide(head)) return true;
  for (const byte of head) {
    const control = byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13;
    if (control || byte === 127) return false;
  }
  const start = head
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '');
  return !PAGE.test(start);
}
