import type { Statement } from '../passage/statement.ts';
import type { TermOf } from '../phrases/term.ts';
import type { ReadKind, RuleReading } from '../reading.ts';
import { type Context, reading } from './context.ts';

const BOUNDED: ReadonlySet<ReadKind> = new Set([
  'deductEach',
  'awardEach',
  'shortfall',
  'deadline',
  'ratioStep',
  'bonus',
  'penalty',
]);

/** What a bound does: it caps the rule right before it in the sentence, or the item, group or total. */
export type Bounding = { readonly caps: number } | { readonly limits: number } | { readonly rule: RuleReading };

/** 最多扣2分 after a rule in its sentence bounds that rule; after a full stop it bounds the item. */
export function bounding(
  context: Context,
  s: Statement,
  term: TermOf<'bound'>,
  before: RuleReading | undefined,
  severalBefore: boolean,
): Bounding {
  const joined =
    before !== undefined && adjoins(context, before.span.end, s.span.start) && !(severalBefore && ofMany(term));
  const { amount } = term;
  if (joined && typeof amount === 'number' && !(amount === context.full && isPlus(before)) && fitsSide(before, term)) {
    if (before.rule.kind === 'discretion' && before.rule.max === undefined) return { limits: amount };
    const each = before.rule.unit !== undefined || before.rule.per !== undefined || before.rule.kind === 'ratioStep';
    if (BOUNDED.has(before.rule.kind) && each && before.rule.cap === undefined) return { caps: amount };
  }
  return { rule: judgedUpTo(context, s, term) ?? separate(context, s, term) };
}

const JUDGES = ['评分', '打分', '评定', '赋分'];

/** 累计, 加分: a bound that names what it sums up is over all of them. */
const ofMany = (term: TermOf<'bound'>): boolean => term.whole || term.item || term.of !== undefined;

/** Nothing but a comma or a cell's edge lies between. */
function adjoins(context: Context, from: number, to: number): boolean {
  const between = context.passage.text.slice(from, to);
  return between.length <= 4 && !/[。；;\n]/.test(between);
}

/** 对证据收集和运用评分,最高8分: judged between nothing and that. */
function judgedUpTo(context: Context, s: Statement, term: TermOf<'bound'>): RuleReading | undefined {
  const words = context.passage.text.slice(s.span.start, s.span.end);
  const alone = !s.follows && term.of === 'deduct' && !term.whole && s.condition.some((t) => t.type === 'text');
  if (alone && typeof term.amount === 'number') return reading(context, s, { kind: 'discretion', max: term.amount });
  if (s.follows || typeof term.amount !== 'number' || term.whole || !JUDGES.some((word) => words.includes(word)))
    return undefined;
  return reading(context, s, { kind: 'discretion', mode: 'award', max: term.amount });
}

const isPlus = ({ rule }: RuleReading): boolean =>
  ['award', 'awardEach', 'bonus'].includes(rule.kind) || rule.mode === 'add';

const fitsSide = (before: RuleReading, term: TermOf<'bound'>): boolean => {
  const plus = isPlus(before);
  return (
    term.of === undefined ||
    (term.of === 'plus') === plus ||
    before.rule.kind === 'ratioStep' ||
    before.rule.kind === 'discretion'
  );
};

function separate(context: Context, s: Statement, term: TermOf<'bound'>): RuleReading {
  const scope = scopeOf(context, s, term);
  const points =
    term.amount === 'full' || term.amount === context.full ? fullBound(context, term) : { points: term.amount };
  const of = term.of === 'deduct' ? { of: 'deductions' as const } : term.of === 'plus' ? { of: 'bonus' as const } : {};
  const small =
    scope === 'item' && typeof term.amount === 'number' && context.full !== undefined && term.amount < context.full;
  const doubt = small && s.follows !== undefined ? '限额管的是哪几条，请确认' : undefined;
  return reading(context, s, { kind: 'cap', scope, ...points, ...of }, doubt);
}

const fullBound = (context: Context, term: TermOf<'bound'>): { points?: number } =>
  term.amount === 'full' ? {} : { points: context.full ?? term.amount };

function scopeOf(context: Context, s: Statement, term: TermOf<'bound'>): 'item' | 'group' | 'total' {
  if (term.total) return 'total';
  if (context.full !== undefined || term.item) return 'item';
  const words = context.passage.text.slice(s.span.start, s.span.end);
  const highest = typeof term.amount === 'number' && term.amount >= 100 && words.includes('最高分');
  return highest ? 'total' : 'group';
}
