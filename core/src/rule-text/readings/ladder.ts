import { hasSense, lastOf, type Statement, subjectOf } from '../passage/statement.ts';
import type { Term, TermOf } from '../phrases/term.ts';
import type { ReadStep, RuleReading } from '../reading.ts';
import { basisOf, thresholdOf } from './basis.ts';
import { type Context, reading } from './context.ts';

/** 90%以上得5分,80%—90%得3分,80%以下不得分: neighbouring figures over one measure, read as one rule. */
export interface Ladder {
  readonly reading: RuleReading;
  /** The last statement that it covers. */
  readonly last: number;
}

interface Rung {
  readonly statement: Statement;
  readonly way: 'plus' | 'minus' | 'zero';
  readonly points: number;
  readonly min?: number;
  readonly max?: number;
  readonly unit: string;
}

const LONGEST = 24;

/** The ladder that begins at this statement, if two or more rungs stand one after the other. */
export function ladderAt(context: Context, statements: readonly Statement[], from: number): Ladder | undefined {
  const rungs: Rung[] = [];
  for (let i = from; i < statements.length && rungs.length < LONGEST; i++) {
    const rung = rungOf(context, statements[i] as Statement, rungs);
    if (!rung || !continues(context, rungs, rung)) break;
    rungs.push(rung);
  }
  while (rungs.length > 0 && !closesWell(rungs)) rungs.pop();
  if (rungs.filter((r) => r.way !== 'zero').length < 2 && !fullAndZero(rungs)) return undefined;
  return built(context, rungs, from);
}

/** A zero among deductions is a rule of its own, not a step. */
const closesWell = (rungs: readonly Rung[]): boolean =>
  !(rungs.at(-1)?.way === 'zero' && rungs.some((r) => r.way === 'minus'));

/** 90%以上满分,90%以下扣1分: 满分 is the step that takes nothing. */
const fullAndZero = (rungs: readonly Rung[]): boolean => rungs.filter((r) => r.way === 'minus').length >= 2;

function rungOf(context: Context, s: Statement, before: readonly Rung[]): Rung | undefined {
  const figure = figureOf(context, s);
  if (!figure) return undefined;
  const threshold = thresholdOf(s);
  if (!threshold) return implied(s, figure, before);
  const mark = s.term.type === 'mark';
  if (threshold.unitType === 'time' || (mark && s.condition.at(-1) !== threshold && !opensBefore(s))) return undefined;
  const { min, max, unit } = threshold;
  return { statement: s, ...figure, unit, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

const opensBefore = (s: Statement): boolean =>
  s.condition.at(-1)?.type === 'open' || s.condition.at(-1)?.type === 'comma';

/** 完成年度计划目标得40分,完成90%得36分: all of it; 否则不得分: the rest. */
function implied(s: Statement, figure: Pick<Rung, 'way' | 'points'>, before: readonly Rung[]): Rung | undefined {
  const rest = figure.way === 'zero' && before.length > 0 && hasSense(s.condition, 'otherwise');
  const lowest = before.at(-1);
  if (rest)
    return { statement: s, ...figure, unit: lowest?.unit ?? '', ...(lowest?.min !== undefined && { max: lowest.min }) };
  const all = before.length === 0 && figure.way === 'plus' && hasSense(s.condition, 'reach');
  return all ? { statement: s, ...figure, unit: '%', min: 100 } : undefined;
}

function figureOf(context: Context, s: Statement): Pick<Rung, 'way' | 'points'> | undefined {
  const { term } = s;
  if (term.type === 'zero') return { way: 'zero', points: 0 };
  if (term.type !== 'score' && term.type !== 'mark') return undefined;
  const amount = term.amount;
  const points = amount?.word === 'full' ? context.full : amount?.values.length === 1 ? amount.values[0] : undefined;
  if (points === undefined || amount?.low !== undefined) return undefined;
  if (term.type === 'mark') return { way: 'plus', points };
  if (term.discretion || term.spread || basisOf(s) || term.verb === 'penalty') return undefined;
  return { way: term.verb === 'deduct' ? 'minus' : 'plus', points };
}

function continues(context: Context, rungs: readonly Rung[], rung: Rung): boolean {
  const [first] = rungs;
  const previous = rungs.at(-1);
  if (!first || !previous) return rung.way !== 'zero';
  if (rung.unit !== first.unit && rung.unit !== '' && first.unit !== '') return false;
  if (rung.statement.part !== first.statement.part) return false;
  if (rung.way === 'minus' && first.way === 'plus' && !(rungs.length === 1 && isFull(context, first))) return false;
  if (rung.way === 'plus' && rungs.some((r) => r.way === 'minus')) return false;
  return lower(previous, rung) && sameSubject(context, first.statement, rung.statement);
}

const isFull = (context: Context, rung: Rung): boolean => {
  const { term } = rung.statement;
  return (term.type === 'score' && term.amount?.word === 'full') || rung.points === context.full;
};

const levelOf = (r: Rung): number => r.min ?? (r.max ?? 0) - 1e-6;

/** Rungs go down (or up) all the way; two that overlap are two rules. */
const lower = (a: Rung, b: Rung): boolean => levelOf(a) !== levelOf(b);

/** A step that names another measure (办结率 after 满意率) begins a rule of its own. */
function sameSubject(context: Context, first: Statement, next: Statement): boolean {
  const words = wordsOf(context, next);
  if (words.length < 2) return true;
  const known = wordsOf(context, first);
  for (let i = 0; i + 1 < words.length; i++) if (known.includes(words.slice(i, i + 2))) return true;
  return false;
}

function wordsOf(context: Context, s: Statement): string {
  const own = s.condition.filter((t) => t.type === 'text' || (t.type === 'word' && t.sense === 'occur'));
  return own
    .map((t) => context.passage.text.slice(t.start, t.end))
    .join('')
    .replace('的', '')
    .slice(-30);
}

function built(context: Context, rungs: readonly Rung[], from: number): Ladder | undefined {
  const minus = rungs.some((r) => r.way === 'minus');
  const steps = stepsOf(rungs, minus);
  if (!steps) return undefined;
  const first = rungs[0] as Rung;
  const last = rungs.at(-1) as Rung;
  const subject = subjectBefore(context, first.statement);
  const two = rungs.length === 2 && rungs.some((r) => r.way === 'zero');
  const doubt = two ? '一档得分、一档不得分，按分档读还是按得分加不得分读请确认' : undefined;
  const things = first.unit !== '%' && first.unit !== '分' && first.unit !== '';
  const countDoubt = things ? '按数量分档，边界是否包含请确认' : undefined;
  const spanned: Statement = {
    ...first.statement,
    span: { start: first.statement.span.start, end: last.statement.span.end },
  };
  const rule = {
    kind: 'tiers' as const,
    on: subject,
    when: subject,
    unit: first.unit,
    steps,
    ...(minus && { mode: 'deduct' as const }),
  };
  return { reading: reading(context, spanned, rule, doubt ?? countDoubt), last: from + rungs.length - 1 };
}

/** The words before the threshold: what is measured. */
function subjectBefore(context: Context, s: Statement): string {
  const threshold = lastOf(s.condition, 'threshold');
  const at = threshold ? s.condition.indexOf(threshold) : s.condition.length;
  const shortened: Statement = { ...s, condition: s.condition.slice(0, at) };
  return subjectOf(context.passage, shortened) || context.passage.source.heading || '';
}

/** Edges that one step leaves open are closed by its neighbour. */
function stepsOf(rungs: readonly Rung[], minus: boolean): ReadStep[] | undefined {
  const ordered = [...rungs].sort((a, b) => levelOf(b) - levelOf(a));
  if (!monotone(ordered, minus)) return undefined;
  return ordered.map((rung, i) => {
    const above = ordered[i - 1];
    const below = ordered[i + 1];
    const min =
      rung.min ??
      (rung.max !== undefined && below?.max !== undefined && below.min === undefined ? below.max : undefined);
    const max = topless(rung, above) ? undefined : joined(rung.max, above?.min ?? undefined);
    const points = minus && rung.way === 'plus' ? 0 : rung.points;
    return { ...(min !== undefined && { min }), ...(max !== undefined && { max }), points };
  });
}

/** 90%—100%: the top of the scale belongs to the step. */
const topless = (rung: Rung, above: Rung | undefined): boolean =>
  above === undefined && rung.min !== undefined && rung.max === 100;

/** 80—89 under 90以上: the gap of one belongs to the lower step. */
function joined(max: number | undefined, upperMin: number | undefined): number | undefined {
  if (max === undefined) return upperMin;
  return upperMin !== undefined && upperMin > max && upperMin - max <= 1 ? upperMin : max;
}

function monotone(ordered: readonly Rung[], minus: boolean): boolean {
  const figures = ordered.map((r) => (minus ? (r.way === 'plus' ? 0 : -r.points) : r.points));
  const falls = figures.every((p, i) => i === 0 || p <= (figures[i - 1] as number));
  const rises = figures.every((p, i) => i === 0 || p >= (figures[i - 1] as number));
  const open = ordered.filter((r, i) => i > 0 && r.min === undefined && r.max === undefined);
  return (falls || rises) && open.length === 0;
}

/** 第一名加1分,第二名加0.8分: neighbouring figures by place. */
export function rankingAt(context: Context, statements: readonly Statement[], from: number): Ladder | undefined {
  const found: { readonly ordinal: TermOf<'ordinal'>; readonly points: number; readonly add: boolean }[] = [];
  for (let i = from; i < statements.length; i++) {
    const s = statements[i] as Statement;
    const ordinal = lastOf(s.condition, 'ordinal');
    const points = pointsOf(s.term);
    if (!ordinal || points === undefined || s.part !== statements[from]?.part) break;
    found.push({ ordinal, points, add: s.term.type === 'score' && s.term.verb === 'add' });
  }
  if (found.length < 2) return undefined;
  const first = statements[from] as Statement;
  const last = statements[from + found.length - 1] as Statement;
  const ranged = found.some((f) => f.ordinal.to !== f.ordinal.from);
  const steps = found.map(({ ordinal, points }) =>
    ordinal.to === ordinal.from ? { rank: ordinal.from, points } : { min: ordinal.from, max: ordinal.to + 1, points },
  );
  const spanned: Statement = { ...first, span: { start: first.span.start, end: last.span.end } };
  const at = first.condition.findIndex((t) => t.type === 'ordinal');
  const when = subjectOf(context.passage, { ...first, condition: first.condition.slice(0, at) });
  const rule = { kind: 'rank' as const, steps, when, ...(found[0]?.add && { mode: 'bonus' as const }) };
  return {
    reading: reading(context, spanned, rule, ranged ? '按名次区间计分，区间两端请确认' : undefined),
    last: from + found.length - 1,
  };
}

function pointsOf(term: Term): number | undefined {
  if (term.type === 'zero') return 0;
  if (term.type !== 'score' && term.type !== 'mark') return undefined;
  return term.amount?.values.length === 1 ? term.amount.values[0] : undefined;
}

/** 有专职人员得2分,有兼职人员得1分,否则不得分: steps named by words. */
export function namedStepsAt(context: Context, statements: readonly Statement[], from: number): Ladder | undefined {
  const steps: ReadStep[] = [];
  let end = from;
  for (let i = from; i < statements.length; i++) {
    const s = statements[i] as Statement;
    if (s.sentence !== statements[from]?.sentence || (i > from && s.follows !== statements[i - 1])) break;
    const zero = s.term.type === 'zero';
    if (!zero && !isPlainAward(s)) break;
    steps.push({ when: subjectOf(context.passage, s), points: pointsOf(s.term) ?? 0 });
    end = i;
    if (zero) break;
  }
  const awards = steps.filter((_, i) => statements[from + i]?.term.type !== 'zero');
  const zero = statements[end]?.term.type === 'zero';
  const exclusive = Math.max(...awards.map((step) => step.points)) === context.full;
  if (awards.length < 2 || !(zero || exclusive) || !exclusive) return undefined;
  const first = statements[from] as Statement;
  const last = statements[end] as Statement;
  const on = context.passage.source.heading ?? '';
  const spanned: Statement = { ...first, span: { start: first.span.start, end: last.span.end } };
  const doubt = zero ? undefined : '几档得分是择一还是相加，请确认';
  return { reading: reading(context, spanned, { kind: 'tiers', on, when: on, steps }, doubt), last: end };
}

const isPlainAward = (s: Statement): boolean =>
  s.term.type === 'score' &&
  s.term.verb === 'award' &&
  !s.term.discretion &&
  s.term.amount?.values.length === 1 &&
  !thresholdOf(s) &&
  !basisOf(s);
