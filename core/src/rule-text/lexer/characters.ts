/**
 * Full-width letters, digits and marks in their half-width form, one for one, so that positions stay what they are.
 * The marks that Chinese text needs (。、；“”) are kept and named by the lexer.
 */
function halfWidth(char: string, code: number): string {
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCodePoint(code - 0xfee0);
  return SPELLINGS.get(char) ?? char;
}

/** The text in half-width spelling, as long as it was, so that positions stay what they are. */
export function halfWidthText(text: string): string {
  let out = '';
  let kept = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isPlain(code)) continue;
    out += text.slice(kept, i) + halfWidth(text[i] as string, code);
    kept = i + 1;
  }
  return out + text.slice(kept);
}

/** Chinese characters, ASCII letters and digits are spelled one way only. */
const isPlain = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code < 0x7f && code !== 0x5b && code !== 0x5d);

const SPELLINGS = new Map([
  ['\u3000', ' '],
  ['\u00a0', ' '],
  ['\u2014', '-'],
  ['\u2013', '-'],
  ['\u2015', '-'],
  ['\u2212', '-'],
  ['\u2500', '-'],
  ['\u301c', '~'],
  ['\u223c', '~'],
  ['\u3002', '。'],
  ['\u3014', '('],
  ['\u3015', ')'],
  ['\u3010', '('],
  ['\u3011', ')'],
  ['[', '('],
  [']', ')'],
  ['\u2502', '|'],
  ['\u2503', '|'],
  ['\u00d7', '*'],
  ['\u2265', '\u2265'],
]);

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

export const isSpace = (char: string | undefined): boolean => char === ' ' || char === '\r' || char === '\u200b';

export const isLetter = (char: string | undefined): boolean =>
  char !== undefined && ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z'));

const QUOTES = new Set([...'“”‘’「」"\'']);

export const isQuote = (char: string | undefined): boolean => char !== undefined && QUOTES.has(char);
