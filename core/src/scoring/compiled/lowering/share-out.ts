/** 不涉及: the marks of what does not apply go to the rest. The same steps as `redistribute.ts` of the tracing form. */
import type { NotApplicableMethod } from '../../../scheme/index.ts';
import type { Expression } from '../expression.ts';
import type { Lowering } from './context.ts';
import type { LoweredNode } from './item.ts';

/**
 * How far points may leave the marks they stand for. Marks that are shared out raise points in proportion, which
 * intervals alone cannot see: a sum that is at most its marks is, rescaled, at most the raised marks.
 */
export interface Slack {
  /** At most marks + excess, at least −deficit. */
  readonly excess: number;
  readonly deficit: number;
  /** The least marks of anything below. */
  readonly grain: number;
}

export interface LoweredBranch extends LoweredNode {
  readonly slack: Slack;
  readonly full: Expression;
  readonly method: NotApplicableMethod;
  /** Marks that are shared out further up. */
  readonly passed: { readonly component: Expression; readonly total: Expression };
}

export interface LoweredSum {
  readonly slack: Slack;
  readonly points: Expression;
  readonly missing: Expression;
  readonly none: Expression;
  readonly passed: { readonly component: Expression; readonly total: Expression };
}

const ownFull = (branch: LoweredBranch, { b }: Lowering): Expression =>
  b.subtract(branch.full, b.add(branch.passed.component, branch.passed.total));

export const slackOf = (points: Expression, full: number): Slack => ({
  excess: Math.max(0, points.high - full),
  deficit: Math.max(0, -points.low),
  grain: full > 0 ? full : Number.POSITIVE_INFINITY,
});

/** Slack that grows with the marks it stands in, by at most this factor; a rounded unit more. */
const grown = (slack: Slack, factor: number): Slack => {
  const grow = (amount: number): number => (amount === 0 ? 0 : Math.ceil(amount * factor) + 1);
  return { ...slack, excess: grow(slack.excess), deficit: grow(slack.deficit) };
};

export interface Rescaled {
  readonly points: Expression;
  readonly slack: Slack;
}

/** points × whole ÷ applicable, rounded; points are at most applicable, but for the slack. */
export function rescale(
  points: Expression,
  whole: Expression,
  applicable: Expression,
  slack: Slack,
  { x, b }: Lowering,
): Rescaled {
  if (whole.id === applicable.id) return { points, slack };
  const raised = x.settle(x.multiply({ n: whole, d: applicable }, { n: points, d: b.constant(1) }));
  const most = grown(slack, whole.high / Math.min(slack.grain, Math.max(1, whole.high)));
  return { points: b.narrow(raised, -most.deficit, whole.high + most.excess), slack: most };
}

/** points × (1 + marks ÷ (full × sharers)), rounded: each of the sharers rises by the same number of marks. */
export function raise(
  points: Expression,
  full: Expression,
  sharers: Expression,
  marks: Expression,
  slack: Slack,
  { x, b }: Lowering,
): Rescaled {
  const whole = b.multiply(full, sharers);
  const raised = x.settle({ n: b.multiply(points, b.add(whole, marks)), d: whole });
  const most = grown(slack, 1 + marks.high / Math.max(1, Math.min(slack.grain, full.high)));
  const beyond = { ...most, excess: most.excess + marks.high };
  return { points: b.narrow(raised, -beyond.deficit, full.high + beyond.excess), slack: beyond };
}

/** 平均计入: each branch that has marks rises by the same number of marks. */
function shareEqually(branches: readonly LoweredBranch[], marks: Expression, low: Lowering): readonly Rescaled[] {
  const { b } = low;
  if (marks.op === 'constant' && marks.value === 0) return branches;
  const full = branches.map((branch) => ownFull(branch, low));
  const sharers = b.sum(branches.map((branch, i) => b.and(b.not(branch.none), b.less(b.constant(0), full[i]!))));
  return branches.map((branch, i) => {
    const raised = raise(branch.points, full[i]!, sharers, marks, branch.slack, low);
    return { ...raised, points: b.select(b.less(b.constant(0), full[i]!), raised.points, branch.points) };
  });
}

const joined = (list: readonly Slack[]): Slack => ({
  excess: list.reduce((sum, s) => sum + s.excess, 0),
  deficit: list.reduce((sum, s) => sum + s.deficit, 0),
  grain: list.reduce((least, s) => Math.min(least, s.grain), Number.POSITIVE_INFINITY),
});

/** Adds up branches; marks that do not apply within the parent are shared among the rest. */
export function combineBranches(branches: readonly LoweredBranch[], low: Lowering): LoweredSum {
  const { b } = low;
  const own = branches.map((branch) => ownFull(branch, low));
  const marksOf = (wanted: (method: NotApplicableMethod) => boolean): Expression =>
    b.sum(branches.map((branch, i) => (wanted(branch.method) ? b.when(branch.none, own[i]!) : b.constant(0))));
  const passed = {
    component: b.add(
      b.sum(branches.map((br) => br.passed.component)),
      marksOf((m) => m.within === 'component'),
    ),
    total: b.add(
      b.sum(branches.map((br) => br.passed.total)),
      marksOf((m) => m.within === 'total'),
    ),
  };
  const applicable = b.sum(branches.map((branch, i) => b.when(b.not(branch.none), own[i]!)));
  const anyNone = b.any(branches.map((branch) => branch.none));
  const none = b.and(anyNone, b.equal(applicable, b.constant(0)));
  const missing = b.any(branches.map((branch) => b.and(branch.missing, b.not(branch.none))));
  const equal = marksOf((m) => m.within === 'parent' && m.method === 'equal');
  const raised = shareEqually(branches, equal, low);
  const sum = b.sum(raised.map(({ points }, i) => b.when(b.not(branches[i]!.none), points)));
  const slack = joined(raised.map((r) => r.slack));
  const { points, slack: after } = proportionally({ points: sum, slack }, branches, own, b.add(applicable, equal), low);
  return { points: b.when(b.not(none), points), missing: b.and(missing, b.not(none)), none, passed, slack: after };
}

/** What is shared in proportion: everything that does not apply within the parent and is not shared equally. */
function proportionally(
  sum: Rescaled,
  branches: readonly LoweredBranch[],
  own: readonly Expression[],
  applicable: Expression,
  low: Lowering,
): Rescaled {
  const { b } = low;
  const shares = branches.some(
    (br) => br.none.high > 0 && br.method.within === 'parent' && br.method.method !== 'equal',
  );
  if (!shares) return sum;
  const leaving = branches.map((br, i) => (br.method.within === 'parent' ? b.constant(0) : b.when(br.none, own[i]!)));
  const whole = b.subtract(b.sum(own), b.sum(leaving));
  return rescale(sum.points, whole, applicable, sum.slack, low);
}
