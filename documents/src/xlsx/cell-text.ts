import { dateOfDay, formatExact, fraction, multiply, parseDecimal } from '@zhunsheng/core/values';
import type { CellProblem } from '../table/table.ts';
import type { NumberFormat } from './number-formats.ts';

export type CellReading = { readonly text: string } | { readonly problem: CellProblem };

/** Days between a workbook's day 0 and 1970-01-01, in the two calendars that workbooks use. */
const EPOCH_1900 = 25_569;
const EPOCH_1904 = 24_107;
/** Day 60 of the 1900 calendar is a 29 February that never was; days before it are off by one. */
const FIRST_TRUE_DAY = 61;
const LAST_DAY = 2_958_465;

const problem = (message: string, hint: string): CellReading => ({ problem: { message, hint } });

/**
 * The decimal that a spreadsheet shows for its binary number: 15 significant digits, which hides the binary noise
 * (0.30000000000000004 is 0.3) and loses nothing that anyone typed.
 */
export function decimalText(raw: string): string | undefined {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return undefined;
  if (Math.abs(value) >= 1e15) return undefined;
  const [digits = '', exponent = '0'] = value.toExponential(14).split('e');
  const scale = 14 - Number(exponent);
  const integer = BigInt(digits.replace('.', ''));
  const exact = scale >= 0 ? fraction(integer, 10n ** BigInt(scale)) : fraction(integer * 10n ** BigInt(-scale));
  return formatExact(exact, 40);
}

function dateText(raw: string, date1904: boolean): CellReading {
  const serial = Math.floor(Number(raw));
  const first = date1904 ? 0 : FIRST_TRUE_DAY;
  if (!Number.isFinite(serial) || serial < first || serial > LAST_DAY) {
    return problem(`日期的内部数值“${raw}”超出范围。`, '请重新填写日期，例如 2024-03-05。');
  }
  return { text: dateOfDay(serial - (date1904 ? EPOCH_1904 : EPOCH_1900)) };
}

/** The text of a number cell as a reader sees it: `2024-03-05`, `95.3%`, `007`, `0.3`. */
export function numberCellText(raw: string, format: NumberFormat | undefined, date1904: boolean): CellReading {
  if (format?.kind === 'date') return dateText(raw, date1904);
  const text = decimalText(raw);
  if (text === undefined) {
    return problem(`数值“${raw.slice(0, 40)}”过大或无法读取。`, '超过15位的号码请把单元格设为文本后重新填写。');
  }
  if (format?.kind === 'percent') {
    const percent = multiply(parseDecimal(text) ?? fraction(0), fraction(100));
    return { text: `${formatExact(percent, 40)}%` };
  }
  return { text: format?.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(format.width, '0') : text };
}
