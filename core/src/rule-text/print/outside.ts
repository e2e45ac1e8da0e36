import type { WrittenRule } from '../../scheme/index.ts';
import { atMost, marks, subject } from './words.ts';

type Of<K extends WrittenRule['kind']> = Extract<WrittenRule, { kind: K }>;

const per = (unit: string | undefined): string => (unit === undefined ? '' : `每${unit}`);

export const printBonus = (r: Of<'bonus'>): string =>
  `${subject(r)}的${per(r.per)}另加${marks(r.points)}${r.per === undefined ? '' : atMost('加', r.cap)}`;

export const printPenalty = (r: Of<'penalty'>): string =>
  `${subject(r)}的${per(r.per)}倒扣${marks(r.points)}${r.per === undefined ? '' : atMost('扣', r.cap)}`;

export function printVeto(r: Of<'veto'>): string {
  switch (r.effect) {
    case 'zero':
      return `${subject(r)}的，总分按0分计`;
    case 'noExcellent':
      return `${subject(r)}的，取消评优资格`;
    case 'atMost':
      return `${subject(r)}的，最高定为${r.grade ?? '合格'}`;
    default:
      return `${subject(r)}的，直接定为${r.grade ?? '不合格'}`;
  }
}

export function printCap(r: Of<'cap'>): string {
  if (r.scope === 'item') return r.points === undefined ? '扣完为止' : `本项扣分合计不超过${marks(r.points)}`;
  if (r.scope === 'total' && (r.of ?? 'score') === 'score') return `总得分最高不超过${marks(r.points ?? 'full')}`;
  return `${r.of === 'penalty' ? '扣分' : '加分'}累计不超过${marks(r.points ?? 'full')}`;
}
