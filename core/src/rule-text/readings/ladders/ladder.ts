import { hasSense, lastOf, type Statement, subjectOf } from '../../passage/statement.ts';
import type { ReadStep } from '../../reading.ts';
import { type Context, reading } from '../context.ts';
import { type Ladder, type Rung, rungOf } from './rung.ts';

const LONGEST = 24;

/**
 * 90%以上得5分,80%—90%得3分,80%以下不得分: neighbouring figures over one measure as one rule. The ladder that begins at this
 * statement, if two or more rungs stand one after the other.
 */
export function ladderAt(context: Context, statements: readonly Statement[], from: number): Ladder | undefined {
  const rungs: Rung[] = [];
  for (let i = from; i < statements.length && rungs.length < LONGEST; i++) {
    const rung = rungOf(context, statements[i] as Statement, rungs);
    if (!rung || !continues(context, rungs, rung)) break;
    rungs.push(rung);
  }
  while (rungs.length > 0 && !closesWell(rungs)) rungs.pop();
  if (rungs.every((r) => r.way === 'zero' || isSpared(r))) return undefined;
  const given = rungs.filter((r) => (r.way === 'plus' && !isSpared(r)) || r.way === 'minus').length;
  if (given < 2 && !fullAndZero(rungs)) return undefined;
  return built(context, rungs, from);
}

const isSpared = (r: Rung): boolean => r.statement.term.type === 'word';

/** A zero among deductions is a rule of its own, not a step. */
const closesWell = (rungs: readonly Rung[]): boolean =>
  !(rungs.at(-1)?.way === 'zero' && rungs.some((r) => r.way === 'minus'));

/** 90%以上满分,90%以下扣1分: 满分 is the step that takes nothing. */
const fullAndZero = (rungs: readonly Rung[]): boolean =>
  rungs.filter((r) => r.way === 'minus').length >= 2 || (rungs.some(isSpared) && rungs.some((r) => r.way === 'minus'));

function continues(context: Context, rungs: readonly Rung[], rung: Rung): boolean {
  const [first] = rungs;
  const previous = rungs.at(-1);
  if (!first || !previous) return rung.way === 'plus' || rung.way === 'minus';
  if (rung.unit !== first.unit && rung.unit !== '' && first.unit !== '') return false;
  if (hasSense(rung.statement.condition, 'class')) return false;
  if (rung.statement.part !== first.statement.part) return false;
  if (
    rung.way === 'minus' &&
    first.way === 'plus' &&
    !(isFull(context, first) && rungs.slice(1).every((r) => r.way === 'minus'))
  )
    return false;
  if (rung.way === 'plus' && rungs.some((r) => r.way === 'minus')) return false;
  if (rung.way === 'rise' || previous.way === 'rise') return true;
  if (rung.rest) return true;
  return lower(previous, rung) && sameSubject(context, first.statement, rung.statement);
}

const isFull = (context: Context, rung: Rung): boolean => {
  const { term } = rung.statement;
  const spared = term.type === 'word' && term.sense === 'spared';
  return spared || (term.type === 'score' && term.amount?.word === 'full') || rung.points === context.full;
};

const levelOf = (r: Rung): number => r.min ?? (r.max ?? 0) - 1e-6;

/** Rungs go down (or up) all the way; two that overlap are two rules. */
const lower = (a: Rung, b: Rung): boolean => levelOf(a) !== levelOf(b);

/** A step that names another measure (办结率 after 满意率) begins a rule of its own. */
function sameSubject(context: Context, first: Statement, next: Statement): boolean {
  const words = wordsOf(context, next);
  if (words.length < 2) return true;
  return wordsOf(context, first).includes(words.slice(-MEASURE));
}

/** 办结率, 满意率: the measure is named by its last three characters. */
const MEASURE = 3;

function wordsOf(context: Context, s: Statement): string {
  const own = s.condition.filter((t) => t.type === 'text');
  return own
    .map((t) => context.passage.text.slice(t.start, t.end))
    .join('')
    .replace('的', '')
    .slice(-30);
}

function built(context: Context, rungs: readonly Rung[], from: number): Ladder | undefined {
  const minus = rungs.some((r) => r.way === 'minus');
  const steps = stepsOf(
    rungs.filter((r) => r.way !== 'rise'),
    minus,
  )?.map((step) => rising(step, rungs));
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

/** 达到80%得6分,80%—95%按比例增加,95%以上得10分: the step at 80 rises to what stands at 95. */
function rising(step: ReadStep, rungs: readonly Rung[]): ReadStep {
  const rise = rungs.find((r) => r.way === 'rise' && r.min === step.min);
  const top = rise && rungs.find((r) => r.way === 'plus' && r.min === rise.max);
  return rise && top ? { ...step, max: rise.max as number, to: top.points } : step;
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
    return {
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      points,
      ...(rung.to !== undefined && { to: rung.to }),
    };
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
