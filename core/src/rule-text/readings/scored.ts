import { hasSense, lastOf, type Statement, subjectOf } from '../passage/statement.ts';
import type { Term, TermOf } from '../phrases/term.ts';
import type { ReadRule, RuleReading } from '../reading.ts';
import { basisOf, thresholdOf } from './basis.ts';
import { type Context, reading } from './context.ts';
import { deducted } from './deducted.ts';
import { given, levelOf } from './given.ts';

/** One scoring phrase: usually one rule, several after 分别. */
export function scored(context: Context, s: Statement, term: TermOf<'score'>): RuleReading[] {
  const { amount } = term;
  if (!amount || amount.word === 'corresponding') return [discretion(context, s, term, {})];
  if (amount.low !== undefined) return [ranged(context, s, term)];
  if (amount.share !== undefined) return [shared(context, s, term, amount.share)];
  if (amount.word === 'full') return [given(context, s, term, 'full')];
  if (amount.values.length > 1) return severally(context, s, term, amount.values);
  const points = amount.values[0] ?? 0;
  if (term.discretion)
    return [discretion(context, s, term, { max: points }, '酌情又写明了分数，请确认是固定分数还是上限')];
  const names = term.spread && !basisOf(s) ? enumerated(context, s.condition) : [];
  if (points === 0) return [];
  if (names.length > 1) return names.map((when) => renamed(single(context, s, term, points), when));
  const one = unsureOfClass(s, single(context, s, term, points));
  if (one.rule.kind === 'deadline') return severalDues(context, s, one);
  return [amount.bare ? { ...one, uncertain: one.uncertain ?? '数字后面缺“分”字' } : one];
}

/** 春季以4月15日为节点,秋季以10月15日为节点: one deadline for each day, where the rule names none. */
function severalDues(context: Context, s: Statement, one: RuleReading): RuleReading[] {
  const days = context.passage.dates.slice(0, MOST_DUES).filter((d) => d.before && d.due !== undefined);
  const dues = [...new Set(days.map((d) => d.due as string))];
  if (dues.length < 2 || days.some((d) => d.at < s.at)) return [one];
  return dues.map((due) => ({ ...one, rule: { ...one.rule, due }, uncertain: '有几个时限，各管哪一项请确认' }));
}

const MOST_DUES = 6;

/** 中心镇每少一间扣2分: a figure for one class alone; the others must be put beside it. */
function unsureOfClass(s: Statement, one: RuleReading): RuleReading {
  const { required, due } = one.rule;
  const mapped = typeof required === 'object' || typeof due === 'object';
  if (mapped || !hasSense(s.condition, 'class') || one.uncertain !== undefined) return one;
  return { ...one, uncertain: '只对某一等级的数值，请与其他等级写在一起' };
}

const single = (context: Context, s: Statement, term: TermOf<'score'>, points: number): RuleReading =>
  term.verb === 'deduct' || term.verb === 'penalty'
    ? deducted(context, s, term, points)
    : given(context, s, term, points);

function renamed(r: RuleReading, when: string, level?: string): RuleReading {
  const outside = r.rule.kind === 'bonus' || r.rule.kind === 'penalty';
  return { ...r, rule: { ...r.rule, when, ...(outside && level !== undefined && { level }) } };
}

/** 国家、省、市人民政府（…）命名为…: the levels in their order, when there are as many as figures. */
function levelsNamed(subject: string, count: number): string[] | undefined {
  const found: string[] = [];
  for (const char of subject) {
    const level = char === '国' ? '国家' : '省市县'.includes(char) ? char : undefined;
    if (level !== undefined && !found.includes(level)) found.push(level);
  }
  return found.length === count ? found : undefined;
}

function modeOf(context: Context, term: TermOf<'score'>): Pick<ReadRule, 'mode'> {
  if (term.verb === 'award') return { mode: 'award' };
  if (term.verb !== 'add') return {};
  return { mode: context.bonusSection || context.full === undefined || term.extra ? 'bonus' : 'award' };
}

function discretion(
  context: Context,
  s: Statement,
  term: TermOf<'score'>,
  bounds: Pick<ReadRule, 'min' | 'max'>,
  doubt?: string,
): RuleReading {
  const basis = basisOf(s);
  const rule = { kind: 'discretion' as const, ...bounds, ...(basis && { per: basis.unit }), ...modeOf(context, term) };
  const within = term.verb === 'add' && rule.mode === 'award' ? '加的分是在本项满分之内，还是之外，请确认' : undefined;
  return reading(context, s, rule, doubt ?? within);
}

function ranged(context: Context, s: Statement, term: TermOf<'score'>): RuleReading {
  const { low = 0, high = 0 } = term.amount ?? {};
  return discretion(context, s, term, { ...(low > 0 && { min: low }), max: high });
}

/** 得50%的分值: the share of the marks where they are known. */
function shared(context: Context, s: Statement, term: TermOf<'score'>, share: number): RuleReading {
  const doubt = '按分值的比例计分，折成的分数请确认';
  const points = context.full === undefined ? undefined : Math.round(context.full * share * 100) / 10000;
  if (points === undefined) return discretion(context, s, term, {}, doubt);
  const one = single(context, s, term, points);
  return { ...one, uncertain: doubt };
}

/** 分别计20分、10分、5分 over 国家、省、市; without as many names, what belongs together is not sure. */
function severally(context: Context, s: Statement, term: TermOf<'score'>, values: readonly number[]): RuleReading[] {
  const listed = enumerated(context, s.condition);
  const names =
    listed.length === values.length ? listed : (levelsNamed(subjectOf(context.passage, s), values.length) ?? listed);
  const matched = names.length === values.length;
  const ordinal = lastOf(s.condition, 'ordinal');
  if (ordinal && ordinal.to - ordinal.from + 1 === values.length)
    return [byPlace(context, s, term, ordinal.from, values)];
  const levels = targetsOf(context, s, values.length);
  const dues = duesOf(context, s, values.length);
  const classes = matched && classesOf(s.condition) === values.length;
  if (classes) return [byClass(context, s, term, names, values)];
  return values.map((points, i) => {
    const one = single(context, s, term, points);
    const when = names[i];
    const named = matched && when !== undefined ? renamed(one, when, levelOf(when)) : one;
    const level = one.rule.kind === 'ratioStep' ? levels?.[i] : undefined;
    const due = one.rule.kind === 'deadline' ? dues?.[i] : undefined;
    if (due !== undefined)
      return { ...named, rule: { ...named.rule, due }, uncertain: '几个时限与几个分数怎样对应，请确认' };
    if (level !== undefined) return { ...named, rule: { ...named.rule, target: level } };
    return matched ? named : { ...named, uncertain: '几个分数与前面几种情形怎样对应，请确认' };
  });
}

/** 前三名的,分别得10分、9分、8分. */
function byPlace(
  context: Context,
  s: Statement,
  term: TermOf<'score'>,
  from: number,
  values: readonly number[],
): RuleReading {
  const steps = values.map((points, i) => ({ rank: from + i, points }));
  return reading(context, s, { kind: 'rank', steps, ...(term.verb === 'add' && { mode: 'bonus' as const }) });
}

/** 定检率达到99%以上、压力容器达到98%以上,每低0.5个百分点分别扣0.5分、0.3分: a level for each figure. */
function targetsOf(context: Context, s: Statement, count: number): number[] | undefined {
  const own = context.passage.targets.slice(-MOST_LEVELS).filter((t) => t.sentence === s.sentence && t.at < s.at);
  return own.length === count ? own.map((t) => t.value) : undefined;
}

/** 6月30日前、12月20日前分别报送,逾期的分别扣0.5分、1分: a day for each figure. */
function duesOf(context: Context, s: Statement, count: number): (string | undefined)[] | undefined {
  const own = context.passage.dates
    .slice(0, MOST_LEVELS)
    .filter((d) => context.passage.sentence[d.at] === s.sentence && d.at < s.at);
  return own.length === count ? own.map((d) => d.due) : undefined;
}

const MOST_LEVELS = 24;

const classesOf = (terms: readonly Term[]): number =>
  terms.filter((t) => t.type === 'word' && t.sense === 'class').length;

function byClass(
  context: Context,
  s: Statement,
  term: TermOf<'score'>,
  names: readonly string[],
  values: readonly number[],
): RuleReading {
  const one = single(context, s, term, values[0] ?? 0);
  const { points: _, ...rule } = one.rule;
  const classes = Object.fromEntries(names.map((name, i) => [name, values[i] ?? 0]));
  return { ...one, rule: { ...rule, classes }, uncertain: '按等级分别取值，等级名称请与分组中的等级对上' };
}

/** The things listed with 、 in the last clause that lists any: 无计划、无举措、无总结的. */
export function enumerated(context: Context, condition: readonly Term[]): string[] {
  const clauses = clausesOf(condition);
  const listing = clauses.findLast((clause) => clause.some((t) => t.type === 'pause'));
  if (!listing) return [];
  const names: string[] = [];
  let start = listing[0]?.start ?? 0;
  for (const term of listing)
    if (term.type === 'pause') {
      names.push(context.passage.text.slice(start, term.start));
      start = term.end;
    }
  names.push(context.passage.text.slice(start, listing.at(-1)?.end));
  return names.map(tidy).filter((name) => name !== '');
}

const tidy = (name: string): string => (name.endsWith('的') ? name.slice(0, -1) : name).trim();

function clausesOf(terms: readonly Term[]): Term[][] {
  const clauses: Term[][] = [[]];
  for (const term of terms) {
    if (['comma', 'colon', 'cell', 'stop', 'line'].includes(term.type)) clauses.push([]);
    else clauses.at(-1)?.push(term);
  }
  return clauses.filter((clause) => clause.length > 0);
}

/** 不得分, 否则得0分, 超过3次不得分. */
export function zeroed(context: Context, s: Statement): RuleReading {
  const limit = s.condition.findLast((t) => t.type === 'threshold' && t.unitType === 'thing');
  const over = limit?.type === 'threshold' ? limit.min : undefined;
  const beyond = over !== undefined && startsBeyond(context, limit as Term);
  const above = over === undefined ? undefined : beyond ? over : over - 1;
  const rule = { kind: 'zeroItem' as const, ...(above !== undefined && above > 0 && { above }) };
  const level = thresholdOf(s)?.unitType === 'percent' && !hasSense(s.condition, 'otherwise');
  return reading(context, s, rule, level ? '是分档中的一档还是单独的不得分条件，请确认' : undefined);
}

const startsBeyond = (context: Context, term: Term): boolean =>
  ['超', '大于', '多于'].some((word) => context.passage.text.startsWith(word, term.start));
