import { type Statement, subjectOf } from '../../passage/statement.ts';
import type { ReadStep } from '../../reading.ts';
import { basisOf, thresholdOf } from '../basis.ts';
import { type Context, reading } from '../context.ts';
import { type Ladder, pointsOf } from './rung.ts';

const LONGEST = 24;

/** 有专职人员得2分,有兼职人员得1分,否则不得分: steps named by words. */
export function namedStepsAt(context: Context, statements: readonly Statement[], from: number): Ladder | undefined {
  const steps: ReadStep[] = [];
  let end = from;
  for (let i = from; i < Math.min(statements.length, from + LONGEST); i++) {
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
