/** Rules that look at the whole group: places, best and worst values, computed in a pass before. */
import { figureFor, type Rank, type Relative } from '../../../scheme/index.ts';
import type { Quotient } from '../exact.ts';
import type { Expression } from '../expression.ts';
import { slotKey } from '../slots.ts';
import { finishWhere, nothing } from './amount.ts';
import { type LoweredRule, type Lowering, type RuleScene, unsupported } from './context.ts';
import { measuredSlots } from './measured.ts';

/** A subject's own value as it is compared within the group. */
interface OwnValue {
  readonly numerator: Expression;
  readonly denominator: Expression;
  readonly absent: Expression;
}

function ownValue(rule: Rank | Relative, scene: RuleScene): OwnValue {
  const { low, place } = scene;
  const { b } = low;
  if (rule.item === undefined) {
    const { numerator, denominator, absent, zero } = measuredSlots(rule.id, scene, true);
    return { numerator, denominator, absent: b.or(absent, zero) };
  }
  const key = (field: 'itemPoints' | 'itemAbsent') => slotKey(place.component, place.period, rule.item!, field);
  const score = scene.itemScore(rule.item);
  const column = (field: 'itemPoints' | 'itemAbsent', expression: Expression): Expression => {
    if (expression.op === 'constant') return expression;
    const known = low.kept.get(key(field));
    if (known) return known;
    const slot = low.ownSlot(key(field), expression.low, expression.high, true);
    low.passes.push({ stage: { slot: slot.value, expression } });
    low.kept.set(key(field), slot);
    return slot;
  };
  return {
    numerator: column('itemPoints', b.when(b.not(score.absent), score.points)),
    denominator: b.constant(1),
    absent: column('itemAbsent', score.absent),
  };
}

/** Registers a figure of the group once. */
function groupFigure(low: Lowering, kind: 'most' | 'least', own: OwnValue): Quotient {
  const { b } = low;
  const key = `${kind} ${own.numerator.id} ${own.denominator.id} ${own.absent.id}`;
  const fixed = own.denominator.op === 'constant';
  const figure = (index: number, of: Expression) => b.figure(index, of.low, of.high);
  const known = low.kept.get(key);
  const target = known ? known.value : low.figures;
  const numerator = known ?? figure(target, own.numerator);
  if (!known) {
    low.figures += 2;
    low.kept.set(key, numerator);
    low.passes.push({ figure: { kind, ...own, target, lessIsBetter: false } });
  }
  return { n: numerator, d: fixed ? own.denominator : figure(target + 1, { ...own.denominator, low: 1 }) };
}

export function lowerRank(rule: Rank, scene: RuleScene): LoweredRule {
  const { low, place } = scene;
  const { b, x } = low;
  const own = ownValue(rule, scene);
  const key = slotKey(place.component, place.period, rule.id, 'place');
  const rank = low.ownSlot(key, 1, Math.max(2, low.subjects), true);
  low.passes.push({ figure: { kind: 'place', ...own, target: rank.value, lessIsBetter: rule.dir === 'below' } });
  const fall = b.multiply(b.subtract(rank, b.constant(1)), b.constant(rule.step ?? 0));
  let amount = rule.from === undefined ? b.constant(0) : b.max(b.constant(0), b.subtract(b.constant(rule.from), fall));
  let scored = b.constant(Number(rule.from !== undefined));
  for (const step of [...rule.steps].reverse()) {
    const here = b.and(b.not(b.less(rank, b.constant(step.min))), b.less(rank, b.constant(step.max)));
    amount = b.select(here, b.constant(step.points), amount);
    scored = b.or(here, scored);
  }
  const done = finishWhere(scored, rule, x.whole(amount), scene);
  return nothing(rule, scene, { amount: done.amount, missing: b.or(own.absent, done.missing) });
}

export function lowerRelative(rule: Relative, scene: RuleScene): LoweredRule {
  const { b } = scene.low;
  const own = ownValue(rule, scene);
  if (own.denominator.op !== 'constant') return lowerShare(rule, own, scene);
  const most = groupFigure(scene.low, 'most', own);
  const least = groupFigure(scene.low, 'least', own);
  const [best, worst] = rule.dir === 'above' ? [most, least] : [least, most];
  const value: Quotient = { n: own.numerator, d: own.denominator };
  const result =
    rule.method === 'best' ? byBest(rule, value, best, scene) : byEfficacy(rule, value, worst, best, scene);
  return nothing(rule, scene, { amount: result.amount, missing: b.or(own.absent, result.missing) });
}

/** The points of a share, or −1 where it cannot be told. */
const UNTOLD = -1;

/**
 * Quotients of different denominators: products of five of them outgrow a double, so the pass before computes each
 * subject's points itself, in exact fractions, and hands them over settled.
 */
function lowerShare(rule: Relative, own: OwnValue, scene: RuleScene): LoweredRule {
  const { low, place } = scene;
  const { b, x } = low;
  if (own.numerator.low < 0) unsupported('shares of values below zero');
  const points = low.figure(rule.points);
  const best = rule.method === 'best';
  const to = low.classes.map((c) => (best ? (figureFor(rule.points, c) ?? 0) : rule.high));
  const highest = Math.max(...to, best ? 0 : rule.low);
  const slot = low.ownSlot(slotKey(place.component, place.period, rule.id, 'share'), UNTOLD, highest, true);
  const from = best ? {} : { from: rule.low };
  low.passes.push({
    figure: { kind: 'share', ...own, ...from, target: slot.value, lessIsBetter: rule.dir === 'below', to },
  });
  const done = finishWhere(b.constant(1), rule, x.whole(b.max(b.constant(0), slot)), scene);
  const untold = b.less(slot, b.constant(0));
  const none = best ? points.none : b.constant(0);
  return nothing(rule, scene, { amount: done.amount, missing: b.any([own.absent, none, untold, done.missing]) });
}

interface Result {
  readonly amount: Expression;
  readonly missing: Expression;
}

const same = (p: Quotient, q: Quotient, scene: RuleScene): Expression =>
  scene.low.b.equal(scene.low.x.subtract(p, q).n, scene.low.b.constant(0));

function byBest(rule: Relative, own: Quotient, best: Quotient, scene: RuleScene): Result {
  const { b, x } = scene.low;
  const points = scene.low.figure(rule.points);
  const [top, bottom] = rule.dir === 'above' ? [own, best] : [best, own];
  const equal = same(own, best, scene);
  const zero = b.equal(bottom.n, b.constant(0));
  // a best value of 0 leaves nothing to divide by, except where less is better and the subject reaches it
  const undefinedShare = rule.dir === 'above' ? zero : b.and(zero, b.not(equal));
  const share = x.multiply(x.over(top, bottom), x.whole(points.value));
  const floored = { n: b.max(b.constant(0), share.n), d: share.d };
  const exact = divisorMayVanish(bottom) ? x.select(equal, x.whole(points.value), floored) : floored;
  const done = finishWhere(b.constant(1), rule, exact, scene);
  return { amount: done.amount, missing: b.or(points.none, b.or(undefinedShare, done.missing)) };
}

const divisorMayVanish = (q: Quotient): boolean => q.n.low <= 0 && q.n.high >= 0;

function byEfficacy(rule: Relative, own: Quotient, worst: Quotient, best: Quotient, scene: RuleScene): Result {
  const { b, x } = scene.low;
  const [low, high] = [x.whole(b.constant(rule.low)), x.whole(b.constant(rule.high))];
  const above = rule.dir === 'above';
  const atLeastZero = (q: Quotient): Quotient => ({ n: b.max(b.constant(0), q.n), d: q.d });
  const way = atLeastZero(above ? x.subtract(own, worst) : x.subtract(worst, own));
  const span = atLeastZero(above ? x.subtract(best, worst) : x.subtract(worst, best));
  const rise = x.multiply(x.subtract(high, low), x.over(way, span));
  const exact = x.select(b.equal(span.n, b.constant(0)), high, x.add(low, rise));
  return finishWhere(b.constant(1), rule, exact, scene);
}
