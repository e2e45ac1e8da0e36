import { lastOf, type Statement, subjectOf } from '../../passage/statement.ts';
import type { TermOf } from '../../phrases/term.ts';
import { type Context, reading } from '../context.ts';
import { type Ladder, pointsOf } from './rung.ts';

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
