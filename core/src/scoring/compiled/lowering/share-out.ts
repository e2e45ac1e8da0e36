/** 不涉及: the marks of what does not apply go to the rest. The same steps as `redistribute.ts` of the tracing form. */
import type { NotApplicableMethod } from '../../../scheme/index.ts';
import type { Expression } from '../expression.ts';
import type { Lowering } from './context.ts';
import type { LoweredNode } from './item.ts';

export interface LoweredBranch extends LoweredNode {
  readonly full: Expression;
  readonly method: NotApplicableMethod;
  /** Marks that are shared out further up. */
  readonly passed: { readonly component: Expression; readonly total: Expression };
}

export interface LoweredSum {
  readonly points: Expression;
  readonly missing: Expression;
  readonly none: Expression;
  readonly passed: { readonly component: Expression; readonly total: Expression };
}

const ownFull = (branch: LoweredBranch, { b }: Lowering): Expression =>
  b.subtract(branch.full, b.add(branch.passed.component, branch.passed.total));

/** points × (applicable + shared) ÷ applicable, rounded. */
export const rescale = (
  points: Expression,
  whole: Expression,
  applicable: Expression,
  { x, b }: Lowering,
): Expression =>
  whole.id === applicable.id
    ? points
    : x.settle(x.multiply({ n: whole, d: applicable }, { n: points, d: b.constant(1) }));

/** 平均计入: each branch rises by the same number of marks. */
function shareEqually(branches: readonly LoweredBranch[], marks: Expression, low: Lowering): Expression[] {
  const { b, x } = low;
  if (marks.op === 'constant' && marks.value === 0) return branches.map((branch) => branch.points);
  const full = branches.map((branch) => ownFull(branch, low));
  const sharers = b.sum(branches.map((branch, i) => b.and(b.not(branch.none), b.less(b.constant(0), full[i]!))));
  return branches.map((branch, i) => {
    const whole = b.multiply(full[i]!, sharers);
    const raised = x.settle({ n: b.multiply(branch.points, b.add(whole, marks)), d: whole });
    return b.select(b.less(b.constant(0), full[i]!), raised, branch.points);
  });
}

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
  const sum = b.sum(raised.map((points, i) => b.when(b.not(branches[i]!.none), points)));
  const points = proportionally(sum, branches, own, { applicable, equal, anyNone }, low);
  return { points: b.when(b.not(none), points), missing: b.and(missing, b.not(none)), none, passed };
}

/** What is shared in proportion: everything that does not apply within the parent and is not shared equally. */
function proportionally(
  sum: Expression,
  branches: readonly LoweredBranch[],
  own: readonly Expression[],
  marks: { readonly applicable: Expression; readonly equal: Expression; readonly anyNone: Expression },
  low: Lowering,
): Expression {
  const { b } = low;
  const shares = branches.some(
    (br) => br.none.high > 0 && br.method.within === 'parent' && br.method.method !== 'equal',
  );
  if (!shares) return sum;
  const leaving = branches.map((br, i) => (br.method.within === 'parent' ? b.constant(0) : b.when(br.none, own[i]!)));
  const whole = b.subtract(b.sum(own), b.sum(leaving));
  return rescale(sum, whole, b.add(marks.applicable, marks.equal), low);
}
