import { figureFor, type Scheme, type Veto } from '../scheme/index.ts';
import {
  add,
  compare,
  divide,
  type Fraction,
  fraction,
  greatest,
  least,
  minus,
  multiply,
  numberTerm,
  over,
  type Points,
  plus,
  pointsTerm,
  type Step,
  settle,
  type Term,
  times,
  ZERO,
} from '../values/index.ts';
import type { SubjectRecord } from './inputs/index.ts';
import { capOutside } from './redistribute.ts';
import type { ScoredComponent } from './score-component.ts';
import { heldVetoes, type OutsideEntry, outsideOf } from './score-item.ts';
import type { HeldVeto, ScoreNode, ScoreSheet } from './score-sheet.ts';
import type { TreeScene } from './score-tree.ts';
import { type ScoredRule, scoreOneRule } from './scored-rule.ts';

interface Weighted {
  readonly steps: Step[];
  readonly points: Points;
}

/** weight × score ÷ full, unrounded; a component of weight 0 is kept beside. */
function contribution(scheme: Scheme, c: ScoredComponent): Term {
  const score = pointsTerm(c.scored.node.points ?? 0, scheme.decimals);
  const full = pointsTerm(c.full, scheme.decimals);
  const product = over(times(numberTerm(c.component.weight), score), full);
  const hundred = 100 * 10 ** scheme.decimals;
  return scheme.scale === hundred
    ? product
    : over(times(product, pointsTerm(scheme.scale, scheme.decimals)), numberTerm(100));
}

/** The part of a component's weight that applies: 不涉及 within the total takes its share out. */
function applicableWeight(c: ScoredComponent): Fraction {
  if (c.scored.passed.total === 0) return c.component.weight;
  const left = fraction(c.full - c.scored.passed.total, c.full);
  return multiply(c.component.weight, left);
}

function weigh(scheme: Scheme, components: readonly ScoredComponent[]): Weighted {
  const counted = components.filter((c) => c.component.weight.n > 0n && c.scored.node.outcome === 'scored');
  const all = components.reduce((sum, c) => add(sum, c.component.weight), ZERO);
  const applicable = components.reduce((sum, c) => add(sum, applicableWeight(c)), ZERO);
  const terms = counted.map((c) => contribution(scheme, c));
  const total = terms.length === 0 ? numberTerm(0) : plus(...terms);
  const shared = compare(all, applicable) !== 0 && applicable.n > 0n;
  const whole = shared ? over(times(total, numberTerm(all)), numberTerm(applicable)) : total;
  const step = settle(shared ? '加权合计（不涉及折算）' : '加权合计', whole, scheme.decimals);
  return { steps: [step], points: step.points };
}

interface Adjusted {
  readonly steps: Step[];
  readonly notes: string[];
  readonly total: Points;
  readonly bonus: Points;
  readonly penalty: Points;
}

const sumOf = (entries: readonly OutsideEntry[], sign: 1 | -1): Points =>
  entries.reduce((sum, e) => (e.sign === sign ? sum + e.amount : sum), 0);

function capsOf(
  rules: readonly ScoredRule[],
  of: 'bonus' | 'penalty' | 'score',
  subjectClass: string | undefined,
): Points | undefined {
  const limits = rules.flatMap(({ asked: { rule } }) => {
    const own = rule.kind === 'cap' && rule.scope === 'total' && rule.of === of;
    const limit = own ? figureFor(rule.points, subjectClass) : undefined;
    return limit === undefined ? [] : [limit];
  });
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

const gateHolds = (scheme: Scheme, before: Points): boolean =>
  !scheme.gate || (scheme.gate.above ? before > scheme.gate.min : before >= scheme.gate.min);

/** Bonus and penalty on the total: gate, then caps, never below zero. */
function adjust(
  scheme: Scheme,
  before: Points,
  entries: readonly OutsideEntry[],
  rules: readonly ScoredRule[],
  subjectClass: string | undefined,
): Adjusted {
  const { decimals } = scheme;
  const notes: string[] = [];
  const steps: Step[] = [];
  let list = [...entries];
  if (!gateHolds(scheme, before) && sumOf(list, 1) > 0) {
    list = list.filter((e) => e.sign < 0);
    const gate = `${pointsTerm(scheme.gate!.min, decimals).text}分`;
    notes.push(`加减分前的得分${scheme.gate!.above ? `不高于${gate}` : `不到${gate}`}，不予加分`);
  }
  for (const [of, sign, label] of [
    ['bonus', 1, '加分'],
    ['penalty', -1, '倒扣'],
  ] as const) {
    const most = capsOf(rules, of, subjectClass);
    if (most === undefined || sumOf(list, sign) <= most) continue;
    const terms = list.filter((e) => e.sign === sign).map((e) => pointsTerm(e.amount, decimals));
    steps.push(settle(`${label}合计，以限额为止`, least(plus(...terms), pointsTerm(most, decimals)), decimals));
    list = capOutside(list, sign, most);
  }
  const amounts = list.filter((e) => e.amount > 0);
  const gains = amounts.filter((e) => e.sign > 0).map((e) => pointsTerm(e.amount, decimals));
  const losses = amounts.filter((e) => e.sign < 0).map((e) => pointsTerm(e.amount, decimals));
  let term = minus(plus(pointsTerm(before, decimals), ...gains), ...losses);
  if (term.value.n < 0n) term = greatest(term, numberTerm(0));
  if (gains.length + losses.length > 0) steps.push(settle('加减分后', term, decimals));
  const score = capsOf(rules, 'score', subjectClass);
  let total = steps.length > 0 && gains.length + losses.length > 0 ? steps.at(-1)!.points : before;
  if (score !== undefined && total > score) {
    steps.push(settle('总分以限额为止', least(pointsTerm(total, decimals), pointsTerm(score, decimals)), decimals));
    total = score;
  }
  return { steps, notes, total, bonus: sumOf(list, 1), penalty: sumOf(list, -1) };
}

const heldVeto = (rule: Veto, node: ScoreNode): HeldVeto => ({
  ruleId: rule.id,
  effect: rule.effect,
  ...(rule.grade !== undefined && { grade: rule.grade }),
  reason: node.findings.find((f) => f.status === 'counted')?.reason || node.title,
});

/** The self-assessed total, weighted like the awarded one; `null` unless every item of every sheet has its own mark. */
function selfTotal(scheme: Scheme, components: readonly ScoredComponent[]): Points | null {
  const items = (node: ScoreNode): ScoreNode[] => (node.kind === 'item' ? [node] : node.children.flatMap(items));
  const withSheet = components.filter((c) => c.scored.node.children.length > 0 && !c.component.periods);
  let weight = ZERO;
  let sum = ZERO;
  for (const c of withSheet) {
    const own = items(c.scored.node).filter((i) => (i.full ?? 0) > 0 && i.outcome !== 'notApplicable');
    if (own.length === 0 || own.some((i) => i.selfPoints === undefined)) continue;
    const [points, full] = [own.reduce((s, i) => s + i.selfPoints!, 0), own.reduce((s, i) => s + i.full!, 0)];
    weight = add(weight, c.component.weight);
    sum = add(sum, multiply(c.component.weight, fraction(points, full)));
  }
  if (weight.n === 0n) return null;
  const share = divide(sum, weight);
  return settle('', times(pointsTerm(scheme.scale, scheme.decimals), numberTerm(share)), scheme.decimals).points;
}

/** From the components to the total of one subject: weights → bonus and penalty → gate → caps → veto. */
export function scoreTotal(
  scheme: Scheme,
  record: SubjectRecord,
  components: readonly ScoredComponent[],
  scene: TreeScene,
): ScoreSheet {
  const { subject } = record;
  const rules = scene.asked.rules.map((rule) => scoreOneRule(rule, scene));
  const weighty = components.filter((c) => c.component.weight.n > 0n);
  const itemRules = components.flatMap((c) => c.scored.outside);
  const ruleMissing = rules.filter((r) => r.result.outcome === 'missing');
  const missing = [
    ...weighty.flatMap((c) => c.scored.missing),
    ...ruleMissing.map((r) => ({ id: r.asked.id, title: r.node.title, component: '', reason: r.result.reason ?? '' })),
  ];
  const anyScored = weighty.some((c) => c.scored.node.outcome === 'scored');
  if (!anyScored && missing.length === 0) {
    missing.push({ id: 'total', title: scheme.title, component: '', reason: '没有一个适用的考核方式，无法计分' });
  }
  const complete = missing.length === 0;
  const weighted = weigh(scheme, weighty);
  const { further } = outsideOf(rules);
  const adjusted = adjust(scheme, weighted.points, [...itemRules, ...further], rules, subject.class);
  const vetoes = [...components.flatMap((c) => c.scored.vetoes), ...heldVetoes(rules)].map(({ rule, node }) =>
    heldVeto(rule, node),
  );
  const zeroed = vetoes.find((v) => v.effect === 'zero');
  const steps = [...weighted.steps, ...adjusted.steps];
  if (zeroed) steps.push(settle('一票否决，总分计0分', pointsTerm(0, scheme.decimals), scheme.decimals));
  const total = zeroed ? 0 : adjusted.total;
  const root: ScoreNode = {
    kind: 'total',
    id: 'total',
    title: scheme.title,
    outcome: complete ? 'scored' : 'missing',
    points: complete ? total : null,
    full: scheme.scale,
    inputs: [],
    findings: [],
    steps: complete ? steps : [],
    notes: [...adjusted.notes, ...vetoes.map((v) => `一票否决：${v.reason}`)],
    children: [...components.map((c) => c.scored.node), ...rules.map((r) => r.node)],
  };
  return {
    format: 1,
    subject: subject.id,
    name: subject.name,
    group: subject.group,
    ...(subject.class !== undefined && { class: subject.class }),
    decimals: scheme.decimals,
    outcome: complete ? 'scored' : 'missing',
    total: complete ? total : null,
    beforeBonus: complete ? weighted.points : null,
    bonus: adjusted.bonus,
    penalty: adjusted.penalty,
    components: Object.fromEntries(components.map((c) => [c.component.id, c.scored.node.points])),
    selfTotal: record.all.some((f) => f.type === 'selfScore') ? selfTotal(scheme, components) : null,
    vetoes,
    missing,
    root,
  };
}
