/** How a paragraph or a cell is numbered; styles that look alike are one level of an outline. */
export type NumberStyle =
  | 'chapter'
  | 'article'
  | 'chinese'
  | 'bracketChinese'
  | 'decimal'
  | 'bracketDecimal'
  | 'circle'
  | `dotted${number}`;

export interface Numbered {
  readonly style: NumberStyle;
  /** The place in its list, counted from 1, where it can be told. */
  readonly ordinal: number;
  readonly number: string;
  /** The text behind the number. */
  readonly text: string;
}

const CHINESE = '[一二三四五六七八九十百]{1,4}';
const FORMS: readonly (readonly [NumberStyle, RegExp])[] = [
  ['chapter', new RegExp(`^第${CHINESE}[章节编部]\\s*`)],
  ['article', new RegExp(`^第${CHINESE}条\\s*`)],
  ['chinese', new RegExp(`^${CHINESE}[、．.]\\s*`)],
  ['bracketChinese', new RegExp(`^[（(]${CHINESE}[)）]\\s*[、.．]?\\s*`)],
  ['bracketDecimal', /^(?:[（(]\d{1,2}[)）]|\d{1,2}[)）])\s*[、.．]?\s*/],
  ['circle', /^[①-⑳]\s*[、.．]?\s*/],
  ['decimal', /^\d{1,2}(?:[、．.]\s*|\s+)(?![\d.])/],
];
const DOTTED = /^\d{1,2}((?:[.．]\d{1,2}){1,4})[、.．\s]?\s*/;
const DIGITS = '零一二三四五六七八九';

function chineseOrdinal(text: string): number {
  const [tens, ones] = text.split('十');
  const digit = (char: string | undefined): number => Math.max(0, DIGITS.indexOf(char || '零'));
  if (ones === undefined) return digit(tens);
  return (tens === '' ? 1 : digit(tens)) * 10 + digit(ones);
}

function ordinalOf(number: string): number {
  const digits = /\d+/g.exec(number)?.[0];
  if (digits) return Number(digits);
  const circled = number.charCodeAt(0) - 0x2460 + 1;
  if (circled >= 1 && circled <= 20) return circled;
  return chineseOrdinal(new RegExp(CHINESE).exec(number)?.[0] ?? '');
}

const ordinaryDigits = (text: string): string =>
  text.replace(/[０-９]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

/** The number that a text begins with (`一、` `（二）` `3.` `（4）` `⑤` `1.2` `第三条`), if it has one. */
export function numbered(written: string): Numbered | undefined {
  const text = ordinaryDigits(written.slice(0, 12)) + written.slice(12);
  const dotted = DOTTED.exec(text);
  if (dotted) {
    const depth = dotted[1]!.split(/[.．]/).length;
    const number = dotted[0];
    const last = Number(/(\d+)\D*$/.exec(number)?.[1] ?? 0);
    return { style: `dotted${depth}`, ordinal: last, number: number.trim(), text: text.slice(number.length) };
  }
  for (const [style, form] of FORMS) {
    const number = form.exec(text)?.[0];
    if (number !== undefined) {
      return { style, ordinal: ordinalOf(number), number: number.trim(), text: text.slice(number.length) };
    }
  }
  return undefined;
}

/** A text without the number that it begins with. */
export const withoutNumber = (text: string): string => numbered(text)?.text ?? text;

const TITLE_LIMIT = 36;

/** A short title for a requirement: its words up to the first stop, without number and mark. */
export function titleOf(text: string): string {
  const bare = withoutNumber(text.replace(/\s*\n\s*/g, '').trim()).replace(/[。；;：:，,、\s]+$/, '');
  const named = /^([^：:。；;，,]{3,20})[：:]/.exec(bare)?.[1];
  if (named) return named;
  if (bare.length <= TITLE_LIMIT && !/[。；;]/.test(bare)) return bare;
  const first = bare.split(/[。；;：:\n]/)[0]!;
  if (first.length <= TITLE_LIMIT) return first;
  const clause = first.split(/[，,]/)[0]!;
  return clause.length <= TITLE_LIMIT ? clause : `${clause.slice(0, TITLE_LIMIT - 1)}…`;
}
