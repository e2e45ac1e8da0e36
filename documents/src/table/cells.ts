import { type CalendarDate, type Fraction, parseDate, parseDecimal } from '@zhunsheng/core/values';

/** The value of a cell, or what is wrong with it in a clerk's words. */
export type CellValue<T> = { readonly value: T } | { readonly message: string; readonly hint: string };

const wrong = (message: string, hint: string): { message: string; hint: string } => ({ message, hint });
const quote = (text: string): string => `“${text.length > 30 ? `${text.slice(0, 30)}…` : text}”`;

const ORDINARY = /^[\x21-\x26\x28-\x7E]*$/;
const FULL_WIDTH = /[\uFF01-\uFF5E]/g;

/** Full-width digits and signs as their ordinary forms, without blanks around or the apostrophe of a neutralised cell. */
export function plain(text: string): string {
  if (ORDINARY.test(text)) return text;
  const trimmed = text.replace(/[\u00A0\u3000]/g, ' ').trim();
  return trimmed.replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/^'(?=[-+])/, '');
}

const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const MAX_WHOLE_DIGITS = 12;
const MAX_DECIMALS = 12;

/** Reads a number with or without thousands separators and full-width digits; `percent` allows a sign behind it. */
export function readNumber(text: string, percent: boolean): CellValue<Fraction> {
  const written = plain(text);
  const bare = percent ? written.replace(/\s*%$/, '') : written;
  const digits = GROUPED.test(bare) ? bare.replaceAll(',', '') : bare;
  const [whole = '', decimals = ''] = digits.replace(/^[+-]/, '').split('.');
  if (/^\d*$/.test(whole + decimals) && (whole.length > MAX_WHOLE_DIGITS || decimals.length > MAX_DECIMALS)) {
    return wrong(
      `数值${quote(text)}过大或小数过多。`,
      `整数部分不超过${MAX_WHOLE_DIGITS}位，小数不超过${MAX_DECIMALS}位。`,
    );
  }
  const value = parseDecimal(digits.startsWith('.') ? `0${digits}` : digits);
  if (value) return { value };
  if (/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(digits)) {
    return wrong(`${quote(text)}是科学记数法。`, '请把单元格设为文本或数值，写出全部数字。');
  }
  if (/^\d+(\.\d+)?%$/.test(digits)) return wrong(`${quote(text)}带有百分号，这一列不用百分数。`, '请写普通数字。');
  return wrong(`${quote(text)}不是数字。`, '请只写数字，例如 12 或 1.5；单位不要写在单元格里。');
}

/** Reads a count: a whole number, not negative. */
export function readCount(text: string): CellValue<number> {
  const number = readNumber(text, false);
  if (!('value' in number)) return number;
  const { n, d } = number.value;
  if (d !== 1n) return wrong(`数量${quote(text)}不是整数。`, '数量按次、件、项填写整数。');
  if (n < 0n) return wrong(`数量${quote(text)}是负数。`, '数量填0或正整数；撤回已有记录请另加一行“撤回”。');
  if (n >= 1_000_000_000n) return wrong(`数量${quote(text)}过大。`, '数量须小于10亿。');
  return { value: Number(n) };
}

const DATE_FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/,
  /^(\d{4})(\d{2})(\d{2})$/,
];
const TIME = /[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Reads a date as it is usually written: 2024-3-5, 2024/3/5, 2024.3.5, 2024年3月5日, 20240305; a time is left out. */
export function readDate(text: string): CellValue<CalendarDate> {
  const written = plain(text).replace(TIME, '').replace(/\s+/g, '');
  const match = DATE_FORMS.map((form) => form.exec(written)).find(Boolean);
  if (!match) {
    const hint = /^\d{5}(\.\d+)?$/.test(written)
      ? '这像是没有设成日期格式的单元格，请在表格软件里把这一列设为日期。'
      : '请写成 2024-03-05、2024/3/5 或 2024年3月5日。';
    return wrong(`${quote(text)}不是日期。`, hint);
  }
  const [, year = '', month = '', day = ''] = match;
  const date = parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  if (date === undefined) return wrong(`日期${quote(text)}不存在。`, '请核对年、月、日。');
  if (year < '1900' || year > '2200') return wrong(`日期${quote(text)}的年份不对。`, '请核对年份。');
  return { value: date };
}

const YES = new Set(['是', 'true', '1', 'yes', 'y', '√', '✓']);
const NO = new Set(['否', 'false', '0', 'no', 'n', '×']);

export function readYesNo(text: string): CellValue<boolean> {
  const written = plain(text).toLowerCase();
  if (YES.has(written)) return { value: true };
  return NO.has(written) ? { value: false } : wrong(`${quote(text)}应为“是”或“否”。`, '请填“是”或“否”。');
}

/** Several entries in one cell, parted by `;` or a line break. */
export const readList = (text: string): string[] =>
  text
    .split(/[;\uFF1B\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
