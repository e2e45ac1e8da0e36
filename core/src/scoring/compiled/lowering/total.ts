/** From the components to the total: weights → bonus and penalty → gate → caps → veto, as `score-total.ts` does. */
import type { Rule } from '../../../scheme/index.ts';
import type { Quotient } from '../exact.ts';
import type { Expression } from '../expression.ts';
import { type LoweredComponent, lowerComponents } from './component.ts';
import { type Lowering, unsupported } from './context.ts';
import {
  type AppliedRule,
  appliedRules,
  furtherEntries,
  type LoweredEntry,
  type LoweredVeto,
  tightest,
  vetoesOf,
} from './item.ts';
import { cutEntries } from './sheet.ts';

/** Everything that evaluating one subject gives. */
export interface LoweredTotal {
  readonly total: Expression;
  readonly incomplete: Expression;
  readonly beforeBonus: Expression;
  readonly bonus: Expression;
  /** A component's score, −1 where it has none; figures that ties may compare. */
  readonly components: ReadonlyMap<string, Expression>;
  readonly vetoes: readonly LoweredVeto[];
  readonly pieces: readonly Expression[];
}

/** Σ weight × score ÷ full over what is scored, times all ÷ applicable where a share of the weights does not apply. */
function weigh(components: readonly LoweredComponent[], low: Lowering): Expression {
  const { b, x } = low;
  const one = x.whole(b.constant(1));
  const zero = x.whole(b.constant(0));
  const scale = x.of(b.constant(low.scheme.scale), b.constant(100));
  const share = (c: LoweredComponent): Quotient =>
    x.multiply(low.exact(c.component.weight), x.multiply(scale, x.of(one.n, c.full)));
  const sum = components.reduce((all, c) => {
    const scored = b.not(b.or(c.none, c.missing));
    return x.add(all, x.multiply(share(c), x.whole(b.when(scored, c.points))));
  }, zero);
  if (components.every((c) => c.passedTotal.op === 'constant' && c.passedTotal.value === 0)) return x.settle(sum);
  const weights = components.reduce((all, c) => x.add(all, low.exact(c.component.weight)), zero);
  const left = components.reduce((all, c) => {
    const own = x.of(b.subtract(c.full, c.passedTotal), c.full);
    return x.add(all, x.multiply(low.exact(c.component.weight), own));
  }, zero);
  const some = b.less(b.constant(0), left.n);
  const applicable = x.select(some, left, weights);
  return x.settle(x.multiply(sum, x.over(weights, applicable)));
}

const isTotalCap = (of: 'bonus' | 'penalty' | 'score') => (cap: Rule & { kind: 'cap' }) =>
  cap.scope === 'total' && cap.of === of;

const sumOf = (entries: readonly LoweredEntry[], sign: 1 | -1, { b }: Lowering): Expression =>
  b.sum(entries.filter((e) => e.sign === sign).map((e) => e.amount));

interface Adjusted {
  readonly total: Expression;
  readonly bonus: Expression;
}

/** Bonus and penalty on the total: gate, then caps, never below zero, then the bound on the total. */
function adjust(
  before: Expression,
  entries: readonly LoweredEntry[],
  rules: readonly AppliedRule[],
  low: Lowering,
): Adjusted {
  const { b } = low;
  const { gate } = low.scheme;
  const opens = gate ? b.not(b.less(before, b.constant(gate.above ? gate.min + 1 : gate.min))) : b.constant(1);
  let list: LoweredEntry[] = entries.map((e) => (e.sign > 0 ? { ...e, amount: b.when(opens, e.amount) } : e));
  for (const [of, sign] of [
    ['bonus', 1],
    ['penalty', -1],
  ] as const) {
    const most = tightest(rules, isTotalCap(of), low);
    if (most.bounded.high === 0) continue;
    const room = b.select(most.bounded, most.value, sumOf(list, sign, low));
    list = cutEntries(list, sign, room, low);
  }
  const [gains, losses] = [sumOf(list, 1, low), sumOf(list, -1, low)];
  const moved = b.or(b.positive(b.min(gains, b.constant(1))), b.positive(b.min(losses, b.constant(1))));
  const adjusted = b.max(b.constant(0), b.subtract(b.add(before, gains), losses));
  let total = before.low >= 0 ? adjusted : b.select(moved, adjusted, before);
  const score = tightest(rules, isTotalCap('score'), low);
  total = b.select(score.bounded, b.min(total, score.value), total);
  return { total, bonus: gains };
}

export function lowerTotal(low: Lowering): LoweredTotal {
  const { b } = low;
  const components = lowerComponents(low);
  const place = { component: '', period: '' };
  const itemScore = () => unsupported('a rule of the whole assessment that ranks by an item');
  const rules = appliedRules(low.scheme.rules, { low, place, full: low.scheme.scale, itemScore });
  const weighty = components.filter((c) => c.component.weight.n > 0n);
  const ruleMissing = rules.map((r) => r.missing);
  const anyScored = b.any(weighty.map((c) => b.not(b.or(c.none, c.missing))));
  const incomplete = b.any([...weighty.map((c) => c.anyMissing), ...ruleMissing, b.not(anyScored)]);
  const before = weigh(weighty, low);
  const entries = [...components.flatMap((c) => c.entries), ...furtherEntries(rules)];
  const adjusted = adjust(before, entries, rules, low);
  const vetoes = [...components.flatMap((c) => c.vetoes), ...vetoesOf(rules)];
  const zeroed = b.any(vetoes.filter((v) => v.rule.effect === 'zero').map((v) => v.held));
  const score = (c: LoweredComponent) => b.select(b.or(c.none, c.missing), b.constant(-1), c.points);
  return {
    total: b.when(b.not(zeroed), adjusted.total),
    incomplete,
    beforeBonus: before,
    bonus: adjusted.bonus,
    components: new Map(components.map((c) => [c.component.id, score(c)])),
    vetoes,
    pieces: components.flatMap((c) => c.pieces),
  };
}
