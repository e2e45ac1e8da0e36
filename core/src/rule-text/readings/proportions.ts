import { hasSense, type Statement } from '../passage/statement.ts';
import type { RuleReading } from '../reading.ts';
import { type Context, reading } from './context.ts';

const SANCTIONS = ['补贴', '工资', '奖金', '经费', '津贴', '资金', '补助', '报酬'];

/** 占本组最多件数的比例. */
const BEST = ['最多', '最高', '最大', '最好'];

/** 按比例得分, 得分=率×5分, 按最高值折算, 按功效系数法计分. */
export function proportional(context: Context, s: Statement): RuleReading[] {
  const { term } = s;
  if (term.type === 'proportion') return [reading(context, s, { kind: 'proportion', points: term.points ?? 'full' })];
  if (term.type !== 'word') return [];
  if (term.sense === 'relative') return [relative(context, s, term.text)];
  return term.sense === 'proportion' ? shareOf(context, s, term.text) : [];
}

function relative(context: Context, s: Statement, word: string): RuleReading {
  const efficacy = word.includes('功效');
  const doubt = efficacy ? undefined : '与最高（最低）值相比的折算方法请确认';
  return reading(context, s, { kind: 'relative', ...(efficacy && { method: 'efficacy' as const }) }, doubt);
}

function shareOf(context: Context, s: Statement, word: string): RuleReading[] {
  const after = context.passage.terms.slice(s.at + 1, s.at + 4);
  const takes = hasSense(after, 'deduct') || hasSense(s.condition.slice(-1), 'deduct');
  const gives =
    word.includes('得分') ||
    word.includes('分') ||
    hasSense(after, 'award', 'add', 'mark', 'full', 'corresponding') ||
    after.some((t) => t.type === 'mark' || t.type === 'score');
  const other = after.some((t) => t.type === 'text' && SANCTIONS.some((sanction) => t.text.includes(sanction)));
  if (other || !(takes || gives)) return [];
  if (s.condition.some((t) => BEST.some((best) => 'text' in t && t.text.includes(best))))
    return [reading(context, s, { kind: 'relative', method: 'best' })];
  return [
    reading(context, s, { kind: 'proportion', points: 'full' }, takes ? '按比例扣分，扣的比例怎样算请确认' : undefined),
  ];
}
