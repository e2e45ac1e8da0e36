import { hasSense, type Statement } from '../passage/statement.ts';
import type { ReadKind, ReadRule, RuleReading } from '../reading.ts';
import { basisOf } from './basis.ts';
import type { Context } from './context.ts';
import { scored } from './scored.ts';

const MEASURED: ReadonlySet<ReadKind> = new Set(['proportion', 'ratioStep', 'tiers', 'relative', 'other']);

/** A figure that is no rule of its own but says more about the rule before it: that rule, completed. */
export function absorbed(context: Context, s: Statement, before: RuleReading | undefined): RuleReading | undefined {
  if (!before) return undefined;
  const more = withoutWork(s, before) ?? prorata(s, before) ?? endsOfScale(s, before) ?? byPlaces(context, s, before);
  if (!more) return insideOf(context, s, before);
  return { ...before, rule: { ...before.rule, ...more }, span: { start: before.span.start, end: s.span.end } };
}

/** 没有承办件的得满分, 没有反馈问题的不扣分: what a ratio gives when there was nothing to measure. */
function withoutWork(s: Statement, before: RuleReading): Partial<ReadRule> | undefined {
  const { term } = s;
  const full = term.type === 'score' && term.amount?.word === 'full';
  const spared = term.type === 'word' && term.sense === 'spared';
  if (!(full || spared) || !MEASURED.has(before.rule.kind)) return undefined;
  return hasSense(s.condition, 'negation') && !s.condition.some((t) => t.type === 'threshold')
    ? { whenNone: 'full' }
    : undefined;
}

/** 不足1个百分点的按比例计算. */
function prorata(s: Statement, before: RuleReading): Partial<ReadRule> | undefined {
  const { term } = s;
  if (before.rule.kind !== 'ratioStep' || term.type !== 'word' || term.sense !== 'proportion') return undefined;
  return hasSense(s.condition, 'lessThan', 'below') || s.condition.some((t) => t.type === 'threshold' && t.missed)
    ? { prorata: true }
    : undefined;
}

/** 本组最低的得0.5分,最高的得1.5分 after 按功效系数法计分; where the longest gets least, less is better. */
function endsOfScale(s: Statement, before: RuleReading): Partial<ReadRule> | undefined {
  const { term } = s;
  if (before.rule.kind !== 'relative') return undefined;
  if (term.type === 'word' && (term.sense === 'relative' || term.sense === 'proportion') && s.follows)
    return term.text.includes('功效') ? { method: 'efficacy' } : {};
  const given = term.type === 'score' && term.verb === 'award' && term.amount?.values.length === 1;
  const value = given ? term.amount?.values[0] : undefined;
  if (value === undefined) return undefined;
  if (before.rule.low !== undefined) return { high: value };
  const words = s.condition.map((t) => ('text' in t ? t.text : '')).join('');
  const below = ['最长', '最多', '最高', '最大'].some((word) => words.includes(word));
  return { low: value, ...(below && { dir: 'below' as const }) };
}

const FIRST = ['第一', '第1名', '首位', '首名'];

/** 第一名计30分,每降低一个名次减2分. */
function byPlaces(context: Context, s: Statement, before: RuleReading): Partial<ReadRule> | undefined {
  const { term } = s;
  const { rule, span } = before;
  if (rule.kind !== 'award' || typeof rule.points !== 'number') return undefined;
  const words = context.passage.text.slice(span.start, span.end);
  if (!FIRST.some((word) => words.includes(word))) return undefined;
  const step = term.type === 'score' && term.amount?.values.length === 1 ? term.amount.values[0] : undefined;
  const own = context.passage.text.slice(s.span.start, s.span.end);
  if (step === undefined || !['名次', '位次', '递减', '一名', '1名', '一位'].some((word) => own.includes(word)))
    return undefined;
  return { kind: 'rank', points: undefined as never, from: rule.points, step };
}

/** 扣12分,其中每少报1个月扣1分: the first figure is the most that the second may take. */
function insideOf(context: Context, s: Statement, before: RuleReading): RuleReading | undefined {
  const inside = s.condition.some((t) => t.type === 'text' && t.text.startsWith('其中')) && s.follows !== undefined;
  const points = before.rule.points;
  const once = before.rule.kind === 'deduct' || (before.rule.kind === 'deadline' && before.rule.per === undefined);
  if (!inside || !once || typeof points !== 'number' || !basisOf(s)) return undefined;
  const [first, ...rest] = s.term.type === 'score' ? scored(context, s, s.term) : [];
  if (!first || rest.length > 0) return undefined;
  return {
    ...first,
    rule: { ...first.rule, cap: points, when: before.rule.when },
    span: { start: before.span.start, end: first.span.end },
  };
}
