const DIGITS: ReadonlyMap<string, number> = new Map([
  ['零', 0],
  ['〇', 0],
  ['一', 1],
  ['二', 2],
  ['两', 2],
  ['三', 3],
  ['四', 4],
  ['五', 5],
  ['六', 6],
  ['七', 7],
  ['八', 8],
  ['九', 9],
  ['壹', 1],
  ['贰', 2],
  ['叁', 3],
  ['肆', 4],
  ['伍', 5],
  ['陆', 6],
  ['柒', 7],
  ['捌', 8],
  ['玖', 9],
]);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['万', 10000],
  ['拾', 10],
  ['佰', 100],
  ['仟', 1000],
]);

export const isNumeral = (char: string | undefined): boolean =>
  char !== undefined && (DIGITS.has(char) || UNITS.has(char) || char === '半');

/** The value of a run of Chinese numerals (十五, 一百二十, 两, 半, 三点五), or `undefined` when it is none. */
export function numeralValue(text: string): number | undefined {
  if (text === '半') return 0.5;
  const [whole = '', decimals] = text.split('点');
  const value = wholeValue(whole);
  if (value === undefined || decimals === undefined) return value;
  const digits = [...decimals].map((char) => DIGITS.get(char));
  return digits.some((d) => d === undefined) ? undefined : Number(`${value}.${digits.join('')}`);
}

function wholeValue(text: string): number | undefined {
  let total = 0;
  let digit: number | undefined;
  for (const char of text) {
    const unit = UNITS.get(char);
    const value = DIGITS.get(char);
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      digit = undefined;
    } else if (value === undefined) {
      return undefined;
    } else {
      // 二〇二四: digits one after the other, without a unit.
      digit = digit === undefined ? value : digit * 10 + value;
    }
  }
  return text === '' ? undefined : total + (digit ?? 0);
}
