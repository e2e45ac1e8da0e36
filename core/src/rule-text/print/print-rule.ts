import type { RuleKind, WrittenRule } from '../../scheme/index.ts';
import { unreachable } from '../../values/index.ts';
import { printProportion, printRank, printRatioStep, printRelative, printTiers } from './measured.ts';
import { printBonus, printCap, printPenalty, printVeto } from './outside.ts';
import { atMost, marks, printDue, say, subject } from './words.ts';

type Of<K extends RuleKind> = Extract<WrittenRule, { kind: K }>;

const deduct = (r: Of<'deduct'>): string => `${subject(r)}的扣${marks(r.points)}`;

const deductEach = (r: Of<'deductEach'>): string =>
  `${subject(r)}的每${r.unit}扣${marks(r.points)}${atMost('扣', r.cap)}`;

const award = (r: Of<'award'>): string => `${subject(r)}的得${r.points === 'full' ? '满分' : marks(r.points)}`;

const awardEach = (r: Of<'awardEach'>): string =>
  `${subject(r)}的每${r.unit}得${marks(r.points)}${atMost('得', r.cap)}`;

const PERIOD_WORDS = { 年: '每年', 半年: '每半年', 季: '每季度', 月: '每月', 周: '每周' } as const;

function shortfall(r: Of<'shortfall'>): string {
  const needed = say(r.required, (n) => `不少于${n}${r.unit}`);
  return `${PERIOD_WORDS[r.period ?? '年']}${r.when ?? '开展该项工作'}${needed}，每少1${r.unit}扣${marks(r.points)}${atMost('扣', r.cap)}`;
}

const TIMES: ReadonlySet<string> = new Set(['天', '日', '工作日', '周', '月']);

function deadline(r: Of<'deadline'>): string {
  const points = `扣${marks(r.points)}${r.per === undefined ? '' : atMost('扣', r.cap)}`;
  const timed = r.per !== undefined && TIMES.has(r.per);
  const first = r.first === undefined ? '' : `逾期的扣${marks(r.first)}，`;
  const each = r.per === undefined ? '' : timed ? `每逾期1${lateUnit(r.per)}${first === '' ? '' : '再'}` : `每${r.per}`;
  if (r.due === undefined) return `${first}${each === '' ? '逾期的' : each}${points}`;
  const day = say(r.due, printDue);
  return timed
    ? `${day}${r.when ?? '完成'}，${first}${each}${points}`
    : `${day}未${r.when ?? '完成'}的${each}${points}`;
}

const lateUnit = (per: string): string => (per === '月' || per === '工作日' ? `个${per}` : per);

function discretion(r: Of<'discretion'>): string {
  const { min, max } = r;
  if (r.mode === 'award') return `${subject(r)}的在${min ?? 0}—${max ?? 0}分之间评定`;
  const verb = r.mode === 'bonus' ? '加' : '扣';
  const range = max === undefined ? '分' : min === undefined ? `${max}分以内` : `${min}—${max}分`;
  return `${subject(r)}的酌情${verb}${range}`;
}

const zeroItem = (r: Of<'zeroItem'>): string =>
  r.above === undefined ? `${subject(r)}的不得分` : `${subject(r)}${say(r.above, (n) => `超过${n}次`)}的不得分`;

/**
 * The standard Chinese sentence (评分标准) of a typed rule. `readRules` gives the same rule back, unless the rule has figures that no
 * sentence can say (`first`, `grace`, `counts`, points by class).
 *
 * @example
 * printRule({ kind: 'deductEach', points: 1, unit: '件', cap: 2, when: '未报送备案' }) // 未报送备案的每件扣1分，最多扣2分
 */
export function printRule(rule: WrittenRule): string {
  switch (rule.kind) {
    case 'deduct':
      return deduct(rule);
    case 'deductEach':
      return deductEach(rule);
    case 'shortfall':
      return shortfall(rule);
    case 'deadline':
      return deadline(rule);
    case 'award':
      return award(rule);
    case 'awardEach':
      return awardEach(rule);
    case 'discretion':
      return discretion(rule);
    case 'zeroItem':
      return zeroItem(rule);
    case 'tiers':
      return printTiers(rule);
    case 'ratioStep':
      return printRatioStep(rule);
    case 'proportion':
      return printProportion(rule);
    case 'rank':
      return printRank(rule);
    case 'relative':
      return printRelative(rule);
    default:
      return printOutside(rule);
  }
}

function printOutside(rule: Of<'bonus' | 'penalty' | 'veto' | 'cap' | 'formula'>): string {
  switch (rule.kind) {
    case 'bonus':
      return printBonus(rule);
    case 'penalty':
      return printPenalty(rule);
    case 'veto':
      return printVeto(rule);
    case 'cap':
      return printCap(rule);
    case 'formula':
      return `得分=${rule.expression}`;
    default:
      return unreachable(rule);
  }
}
