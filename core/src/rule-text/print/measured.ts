import type { WrittenRule } from '../../scheme/index.ts';
import { atMost, marks, say } from './words.ts';

type Of<K extends WrittenRule['kind']> = Extract<WrittenRule, { kind: K }>;
type Step = Of<'tiers'>['steps'][number];

const measured = (on: string | undefined, when: string | undefined): string => on ?? when ?? '完成率';

function levels({ min, max }: Step, unit: string): string {
  const low = min === undefined ? '' : say(min, (n) => `${n}${unit}以上`);
  const high = max === undefined ? '' : say(max, (n) => `不满${n}${unit}`);
  return `${low}${high}`;
}

/** 90%以上的得5分，80%以上不满90%的得3分，不满80%的不得分. */
export function printTiers(r: Of<'tiers'>): string {
  const deducts = r.mode === 'deduct';
  const unit = r.unit ?? '';
  const steps = r.steps.map((step) => {
    const none = step.points === 0;
    const points = none ? (deducts ? '不扣分' : '不得分') : `${deducts ? '扣' : '得'}${marks(step.points)}`;
    return `${levels(step, unit)}的${step.to === undefined ? points : rising(step)}`;
  });
  return `${r.on}${steps.join('，')}`;
}

const rising = ({ points, to }: Step): string =>
  `在${typeof points === 'number' ? points : 0}分至${to}分之间按比例增加`;

const inPercent = (unit: string | undefined): boolean => unit === undefined || unit === '%' || unit === '百分点';

/** 合格率达到95%，每低1个百分点扣0.2分. */
export function printRatioStep(r: Of<'ratioStep'>): string {
  const percent = inPercent(r.unit);
  const add = r.mode === 'add';
  const above = r.dir === 'above' || add;
  const level = say(r.target, (n) =>
    above && !add ? `控制在${n}${percent ? '%' : r.unit}以内` : `达到${n}${percent ? '%' : r.unit}`,
  );
  const step = `每${above ? '高' : '低'}${r.step}${percent ? '个百分点' : r.unit}`;
  const rest = r.prorata ? '，不足的按比例计算' : '';
  return `${measured(r.on, r.when)}${level}，${step}${add ? '加' : '扣'}${marks(r.points)}${rest}${atMost(add ? '加' : '扣', r.cap)}`;
}

export const printProportion = (r: Of<'proportion'>): string =>
  r.points === 'full' ? `按${measured(r.on, r.when)}的比例得分` : `得分=${measured(r.on, r.when)}×${marks(r.points)}`;

/** 第1名得5分，第2至3名得3分. */
export function printRank(r: Of<'rank'>): string {
  const on = `按${measured(r.on, r.when)}排名，`;
  if (r.from !== undefined) return `${on}第1名得${r.from}分，每降低1个名次减${r.step ?? 0}分`;
  const steps = (r.steps ?? []).map(({ min, max = min + 1, points }) => {
    const places = max - min === 1 ? `第${min}名` : max > LAST ? `第${min}名及以后` : `第${min}至${max - 1}名`;
    return `${places}得${points}分`;
  });
  return `${on}${steps.join('，')}`;
}

const LAST = 999;

export function printRelative(r: Of<'relative'>): string {
  if (r.method !== 'efficacy') return `按${r.on}占本组最高值的比例得分`;
  const [worst, best] = r.dir === 'below' ? ['最长', '最短'] : ['最低', '最高'];
  const ends = r.low === undefined || r.high === undefined ? '' : `，${worst}的得${r.low}分，${best}的得${r.high}分`;
  return `${r.on}按功效系数法计分${ends}`;
}
