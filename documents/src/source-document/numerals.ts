const DIGITS = '零一二三四五六七八九';
const LEGAL_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function chinese(value: number, digits: string, ten: string): string {
  if (value > 99) return String(value);
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const head = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}${ten}`;
  return head + (ones > 0 || tens === 0 ? digits[ones] : '');
}

function roman(value: number): string {
  let rest = Math.min(value, 399);
  let text = '';
  for (const [size, sign] of ROMAN) {
    for (; rest >= size; rest -= size) text += sign;
  }
  return text;
}

const letter = (value: number): string => String.fromCharCode(97 + ((value - 1) % 26));
const circled = (value: number): string =>
  value >= 1 && value <= 20 ? String.fromCharCode(0x2460 + value - 1) : `（${value}）`;
const fullWidth = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  upperLetter: (value) => letter(value).toUpperCase(),
  lowerLetter: letter,
  upperRoman: (value) => roman(value).toUpperCase(),
  lowerRoman: roman,
  decimalFullWidth: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  chineseLegalSimplified: (value) => chinese(value, LEGAL_DIGITS, '拾'),
};
const plainChinese = (value: number): string => chinese(value, DIGITS, '十');

/** A number in a list's format: `chineseCounting` gives 十二, `decimalEnclosedCircle` gives ⑫. */
export function numeral(value: number, format: string): string {
  const own = FORMATS[format];
  if (own) return own(value);
  return /^(chinese|japanese|taiwanese|ideograph|korean)/.test(format) ? plainChinese(value) : String(value);
}
