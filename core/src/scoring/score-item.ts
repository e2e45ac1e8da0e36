import { applies, figureFor, type Item, type Part, type Rule, type Veto } from '../scheme/index.ts';
import {
  greatest,
  least,
  minus,
  type Points,
  plus,
  pointsTerm,
  type Step,
  settle,
  type Term,
  unitsPerPoint,
} from '../values/index.ts';
import { examinationOf } from './examination.ts';
import { factsAt } from './inputs/index.ts';
import type { MissingFigure, ScoreNode } from './score-sheet.ts';
import { type Scene, type ScoredRule, scoreOneRule } from './scored-rule.ts';

/** A bonus or penalty on its way to its component or the total. */
export interface OutsideEntry {
  readonly ruleId: string;
  readonly title: string;
  readonly sign: 1 | -1;
  readonly amount: Points;
  readonly to: 'component' | 'total';
}

/** What scoring a node gives to the node above. */
export interface Scored {
  readonly node: ScoreNode;
  readonly outside: readonly OutsideEntry[];
  readonly vetoes: readonly { readonly rule: Veto; readonly node: ScoreNode }[];
  readonly missing: readonly MissingFigure[];
  /** Marks that do not apply and are shared out further up, by the scope that shares them. */
  readonly passed: { readonly component: Points; readonly total: Points };
}

export const NOTHING_PASSED = { component: 0, total: 0 } as const;

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** The tightest bound that the item's own `cap` rules set for the subject's class. */
function capOf(rules: readonly ScoredRule[], of: 'deductions' | 'bonus', scene: Scene): Points | undefined {
  if (!rules.some((r) => r.effect === 'bound')) return undefined;
  const { subject } = scene.place.record;
  const limits = rules.flatMap(({ rule }) => {
    const limit =
      rule.kind === 'cap' && rule.scope === 'item' && rule.of === of
        ? figureFor(rule.points, subject.class)
        : undefined;
    return limit === undefined ? [] : [limit];
  });
  return limits.length > 0 ? Math.min(...limits) : undefined;
}

/** 得满分 beside deductions only names the base. */
const namesBase = (rule: Rule, others: readonly ScoredRule[]): boolean =>
  rule.kind === 'award' && rule.namesFullMarks && others.some((o) => o.effect === 'minus');

interface Sum {
  readonly points: Points;
  readonly steps: readonly Step[];
  readonly notes: readonly string[];
}

function addUp(base: Term, rules: readonly ScoredRule[], full: Points, floor: Points | 'none', scene: Scene): Sum {
  const { decimals } = scene.scheme;
  const term = (points: Points) => pointsTerm(points, decimals);
  const taken = rules.filter((r) => r.effect === 'minus' && r.result.amount > 0).map((r) => r.result.amount);
  const gained = rules
    .filter((r) => r.effect === 'plus' && r.result.amount > 0 && !namesBase(r.rule, rules))
    .map((r) => r.result.amount);
  const steps: Step[] = [];
  const notes: string[] = [];
  let loss = taken.map(term);
  const most = capOf(rules, 'deductions', scene);
  if (most !== undefined && sum(taken) > most) {
    const step = settle('扣分合计，以限额为止', least(plus(...loss), term(most)), decimals);
    steps.push(step);
    loss = [term(step.points)];
  }
  const gains = gained.map(term);
  const fromZero = gains.length > 0 && base.units?.points === 0;
  let value = minus(fromZero ? plus(...gains) : plus(base, ...gains), ...loss);
  const exact = settle('', value, decimals).points;
  if (floor !== 'none' && exact < floor) {
    value = greatest(value, term(floor));
    notes.push(floor === 0 ? '扣完为止，不计负分' : '按保底分计');
  } else if (exact > full) {
    value = least(value, term(full));
    notes.push('以满分为限');
  }
  const step = settle('得分', value, decimals);
  if (rules.some((r) => r.effect === 'zero' && r.result.happened)) {
    return { points: 0, steps: [settle('不得分', term(0), decimals)], notes: ['有不得分的情形，计0分'] };
  }
  return { points: step.points, steps: [...steps, step], notes };
}

/** The base from which rules count: full marks, or 0 where points are won (award style). */
function baseOf(rules: readonly ScoredRule[], full: Points): Points {
  return rules.some((r) => r.effect === 'plus' && !namesBase(r.rule, rules)) ? 0 : full;
}

interface Judged {
  readonly outcome: ScoreNode['outcome'];
  readonly sum: Sum;
  readonly problems: readonly string[];
}

function judge(
  base: Points | undefined,
  rules: readonly ScoredRule[],
  owner: Item | Part,
  scene: Scene,
  looked: boolean,
): Judged {
  const problems: string[] = [];
  const remarks: string[] = [];
  let resting = false;
  for (const { result } of rules) {
    if (result.outcome === 'missing') problems.push(result.reason ?? '缺数据');
    else if (result.outcome === 'notApplicable') remarks.push(result.reason ?? '');
    else if (result.restsOnExamination) resting = true;
  }
  if (resting && !looked && owner.full > 0) problems.push('尚未查核（没有查核记录，不能认定为没有问题）');
  const floor = 'floor' in owner ? owner.floor : 0;
  const start = base ?? baseOf(rules, owner.full);
  const total = addUp(pointsTerm(start, scene.scheme.decimals), rules, owner.full, floor, scene);
  const outcome = problems.length > 0 ? 'missing' : remarks.length > 0 ? 'notApplicable' : 'scored';
  return { outcome, sum: total, problems: [...problems, ...remarks] };
}

const ownRules = (rules: readonly Rule[], full: Points, scene: Scene): ScoredRule[] => {
  const { subject } = scene.place.record;
  return rules
    .filter((rule) => applies(rule.appliesTo, subject.group, subject.class))
    .map((rule) => scoreOneRule(rule, full, scene));
};

function scorePart(
  part: Part,
  scene: Scene,
  looked: boolean,
): { node: ScoreNode; rules: ScoredRule[]; judged: Judged } {
  const rules = ownRules(part.rules, part.full, scene);
  const judged = judge(undefined, rules, part, scene, looked);
  const node: ScoreNode = {
    kind: 'part',
    id: part.id,
    title: part.title,
    outcome: judged.outcome,
    points: judged.outcome === 'scored' ? judged.sum.points : null,
    full: part.full,
    inputs: [],
    findings: [],
    steps: judged.outcome === 'scored' ? judged.sum.steps : [],
    notes: [...judged.problems, ...judged.sum.notes],
    children: rules.map((r) => r.node),
  };
  return { node, rules, judged };
}

/** Bonus and penalty of a list of rules: those that stay in the item, and those that go further up. */
export function outsideOf(rules: readonly ScoredRule[]): { item: OutsideEntry[]; further: OutsideEntry[] } {
  const item: OutsideEntry[] = [];
  const further: OutsideEntry[] = [];
  for (const { rule, effect, result, node } of rules) {
    if (effect !== 'outside' || result.outcome !== 'scored' || result.amount === 0) continue;
    const to = rule.kind === 'bonus' || rule.kind === 'penalty' ? rule.to : 'total';
    const entry = {
      ruleId: rule.id,
      title: node.title,
      sign: rule.kind === 'penalty' ? -1 : 1,
      amount: result.amount,
    } as const;
    if (to === 'item') item.push({ ...entry, to: 'component' });
    else further.push({ ...entry, to });
  }
  return { item, further };
}

function withItemBonus(
  points: Points,
  entries: readonly OutsideEntry[],
  rules: readonly ScoredRule[],
  scene: Scene,
): Step[] {
  if (entries.length === 0) return [];
  const { decimals } = scene.scheme;
  const limit = capOf(rules, 'bonus', scene);
  const gain = entries.filter((e) => e.sign > 0).map((e) => pointsTerm(e.amount, decimals));
  const loss = entries.filter((e) => e.sign < 0).map((e) => pointsTerm(e.amount, decimals));
  const bounded = limit !== undefined && gain.length > 0 ? [least(plus(...gain), pointsTerm(limit, decimals))] : gain;
  return [settle('加减分后', minus(plus(pointsTerm(points, decimals), ...bounded), ...loss), decimals)];
}

const NONE: readonly never[] = [];

/** The body's own mark for an item, in sub-units. */
function selfPointsOf(item: Item, scene: Scene): Points | undefined {
  const { record, component, period } = scene.place;
  const value = factsAt(record, component, period.label, item.id).findLast((f) => f.type === 'selfScore')?.value;
  return value && Number((value.n * BigInt(unitsPerPoint(scene.scheme.decimals))) / value.d);
}

const heldVetoes = (rules: readonly ScoredRule[]): Scored['vetoes'] =>
  rules.some((r) => r.effect === 'veto' && r.result.happened)
    ? rules.flatMap(({ rule, result, node }) => (rule.kind === 'veto' && result.happened ? [{ rule, node }] : []))
    : NONE;

const missingFigure = (item: Item, scene: Scene, problems: readonly string[]): MissingFigure => ({
  id: item.id,
  title: item.title,
  component: scene.place.component,
  reason: problems.join('；'),
});

/** Scores one item of a sheet for one subject: parts, rules, bounds, the self-assessment beside it. */
export function scoreItem(item: Item, scene: Scene, above: readonly string[]): Scored {
  const looked = examinationOf(scene.standing, above);
  const parts = item.parts.map((part) => scorePart(part, scene, looked !== undefined));
  const rules = ownRules(item.rules, item.full, scene);
  const base = parts.length > 0 ? sum(parts.map((p) => p.judged.sum.points)) : undefined;
  const judged = judge(base, rules, item, scene, looked !== undefined);
  const broken = parts.filter((p) => p.judged.outcome !== 'scored');
  const outcome = broken.length > 0 ? 'missing' : judged.outcome;
  const all = parts.length > 0 ? [...parts.flatMap((p) => p.rules), ...rules] : rules;
  const { item: inside, further } = outsideOf(all);
  const extra = withItemBonus(judged.sum.points, inside, rules, scene);
  const steps = extra.length > 0 ? [...judged.sum.steps, ...extra] : judged.sum.steps;
  const problems = [...new Set([...judged.problems, ...broken.flatMap((p) => p.judged.problems)])];
  const selfPoints = selfPointsOf(item, scene);
  const node: ScoreNode = {
    kind: 'item',
    id: item.id,
    title: item.title,
    outcome,
    points: outcome === 'scored' ? steps.at(-1)!.points : null,
    full: item.full,
    inputs: NONE,
    findings: NONE,
    steps: outcome === 'scored' ? steps : NONE,
    notes: problems.length > 0 ? [...problems, ...judged.sum.notes] : judged.sum.notes,
    ...(looked !== undefined && { examinedBy: looked }),
    ...(selfPoints !== undefined && { selfPoints }),
    children: parts.length > 0 ? [...parts.map((p) => p.node), ...rules.map((r) => r.node)] : rules.map((r) => r.node),
  };
  return {
    node,
    outside: outcome === 'scored' ? further : NONE,
    vetoes: heldVetoes(all),
    missing: outcome === 'missing' ? [missingFigure(item, scene, problems)] : NONE,
    passed: NOTHING_PASSED,
  };
}
