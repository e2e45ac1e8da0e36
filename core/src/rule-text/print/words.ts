import type { WrittenRule } from '../../scheme/index.ts';

/** What the rule is about, in the office's words; where it has none, the plainest words that read back. */
export const subject = (rule: WrittenRule): string => rule.when ?? '有此情形';

type Figure<T> = T | Record<string, T>;

/** One figure, or one for each class: 中心镇不少于3件、重点乡镇不少于2件. */
export function say<T extends string | number>(figure: Figure<T>, print: (value: T) => string): string {
  if (typeof figure !== 'object') return print(figure);
  return Object.entries(figure)
    .map(([name, value]) => `${name === '其他' ? '其他乡镇' : name}${print(value)}`)
    .join('、');
}

export const marks = (points: Figure<number> | 'full'): string =>
  points === 'full'
    ? '满分'
    : typeof points === 'object'
      ? Object.values(points)
          .map((p) => `${p}分`)
          .join('、')
      : `${points}分`;

/** ，最多扣2分. */
export const atMost = (verb: string, cap: Figure<number> | undefined): string =>
  cap === undefined ? '' : `，最多${verb}${marks(cap)}`;

const MONTH_DAY = /^(\d{2})-(\d{2})$/;

/** 4月30日前, 15个工作日内. */
export function printDue(due: string): string {
  const day = MONTH_DAY.exec(due);
  return day ? `${Number(day[1])}月${Number(day[2])}日前` : due;
}
