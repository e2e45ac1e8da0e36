import { hasSense, type Statement } from '../passage/statement.ts';
import type { Term } from '../phrases/term.ts';
import type { RuleReading } from '../reading.ts';
import { type Context, reading } from './context.ts';

const SANCTIONS = ['分摊', '分配', '调整', '补贴', '工资', '奖金', '经费', '津贴', '资金', '补助', '报酬'];

/** 占本组最多件数的比例. */
const BEST = ['最多', '最高', '最大', '最好'];

/** 按比例得分, 得分=率×5分, 按最高值折算, 按功效系数法计分. */
export function proportional(context: Context, s: Statement, readings: readonly RuleReading[]): RuleReading[] {
  const { term } = s;
  if (term.type === 'proportion') return [reading(context, s, { kind: 'proportion', points: term.points ?? 'full' })];
  if (term.type !== 'word') return [];
  if (term.sense === 'relative') return [relative(context, s, term.text)];
  return term.sense === 'proportion' ? shareOf(context, s, term.text, readings) : [];
}

function clauseAfter(context: Context, s: Statement): Term[] {
  const after = context.passage.terms.slice(s.at + 1, s.at + 5);
  const end = after.findIndex((t) => ['comma', 'stop', 'line', 'cell'].includes(t.type));
  return end < 0 ? after : after.slice(0, end);
}

/** 达到85%得4分,未达到的按比例计分: the share is of what stands before in the same sentence. */
function marksBefore(context: Context, s: Statement, readings: readonly RuleReading[]): number | undefined {
  if (!hasSense(s.condition, 'lessThan', 'negation', 'below') && !s.condition.some((t) => t.type === 'threshold'))
    return undefined;
  for (const before of readings.slice(-4).reverse()) {
    if (/[。；;\n]/.test(context.passage.text.slice(before.span.end, s.span.start))) return undefined;
    if (before.rule.kind === 'award' && typeof before.rule.points === 'number') return before.rule.points;
  }
  return undefined;
}

function relative(context: Context, s: Statement, word: string): RuleReading {
  const share = clauseAfter(context, s).some((t) => t.type === 'word' && t.sense === 'proportion');
  if (share && hasSense(s.condition.slice(-3), 'share'))
    return reading(context, s, { kind: 'relative', method: 'best' });
  const efficacy = word.includes('功效');
  const doubt = efficacy ? undefined : '与最高（最低）值相比的折算方法请确认';
  return reading(context, s, { kind: 'relative', ...(efficacy && { method: 'efficacy' as const }) }, doubt);
}

function shareOf(context: Context, s: Statement, word: string, readings: readonly RuleReading[]): RuleReading[] {
  const after = clauseAfter(context, s);
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
  const points = marksBefore(context, s, readings) ?? 'full';
  return [reading(context, s, { kind: 'proportion', points }, takes ? '按比例扣分，扣的比例怎样算请确认' : undefined)];
}
