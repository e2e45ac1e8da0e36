import type { Item, Veto } from '../scheme/index.ts';
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
import type { AskedItem, AskedPart, AskedRules } from './asked.ts';
import { examinationOf } from './examination.ts';
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

const NONE: readonly never[] = [];

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

interface Sum {
  readonly points: Points;
  readonly steps: readonly Step[];
  readonly notes: readonly string[];
}

interface Tally {
  readonly taken: readonly Term[];
  readonly lost: Points;
  readonly gained: readonly Term[];
  readonly zeroed: boolean;
}

/** What the rules take and give, sorted by effect. */
function tally(rules: readonly ScoredRule[], decimals: number): Tally {
  const taken: Term[] = [];
  const gained: Term[] = [];
  let lost = 0;
  let zeroed = false;
  for (const { asked, result } of rules) {
    const { effect } = asked;
    if (effect === 'zero') zeroed ||= result.happened;
    else if (result.amount <= 0) continue;
    else if (effect === 'minus') {
      taken.push(pointsTerm(result.amount, decimals));
      lost += result.amount;
    } else if (effect === 'plus' && !asked.namesBase) gained.push(pointsTerm(result.amount, decimals));
  }
  return { taken, lost, gained, zeroed };
}

/** Losses beyond the item's own bound count as the bound. */
function heldLoss({ taken, lost }: Tally, most: Points | undefined, steps: Step[], decimals: number): readonly Term[] {
  if (most === undefined || lost <= most) return taken;
  const step = settle('扣分合计，以限额为止', least(plus(...taken), pointsTerm(most, decimals)), decimals);
  steps.push(step);
  return [pointsTerm(step.points, decimals)];
}

function addUp(
  base: Points,
  own: AskedRules,
  rules: readonly ScoredRule[],
  full: Points,
  floor: Points | 'none',
  decimals: number,
): Sum {
  const tallied = tally(rules, decimals);
  const { gained, zeroed } = tallied;
  const steps: Step[] = [];
  const loss = heldLoss(tallied, own.mostLost, steps, decimals);
  const won = gained.length > 0 && base === 0 ? plus(...gained) : plus(pointsTerm(base, decimals), ...gained);
  const value = loss.length > 0 ? minus(won, ...loss) : won;
  let step = settle('得分', value, decimals);
  let notes: readonly string[] = NONE;
  if (floor !== 'none' && step.points < floor) {
    step = settle('得分', greatest(value, pointsTerm(floor, decimals)), decimals);
    notes = [floor === 0 ? '扣完为止，不计负分' : '按保底分计'];
  } else if (step.points > full) {
    step = settle('得分', least(value, pointsTerm(full, decimals)), decimals);
    notes = ['以满分为限'];
  }
  if (zeroed) {
    return {
      points: 0,
      steps: [settle('不得分', pointsTerm(0, decimals), decimals)],
      notes: ['有不得分的情形，计0分'],
    };
  }
  steps.push(step);
  return { points: step.points, steps, notes };
}

interface Judged {
  readonly outcome: ScoreNode['outcome'];
  readonly sum: Sum;
  readonly problems: readonly string[];
}

function judge(
  base: Points,
  own: AskedRules,
  rules: readonly ScoredRule[],
  owner: { readonly full: Points; readonly floor?: Points | 'none' },
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
  const total = addUp(base, own, rules, owner.full, owner.floor ?? 0, scene.scheme.decimals);
  const outcome = problems.length > 0 ? 'missing' : remarks.length > 0 ? 'notApplicable' : 'scored';
  return { outcome, sum: total, problems: remarks.length > 0 ? [...problems, ...remarks] : problems };
}

const scoreRules = ({ rules }: AskedRules, scene: Scene): ScoredRule[] =>
  rules.map((rule) => scoreOneRule(rule, scene));

interface ScoredPart {
  readonly node: ScoreNode;
  readonly rules: readonly ScoredRule[];
  readonly judged: Judged;
}

function scorePart(asked: AskedPart, scene: Scene, looked: boolean): ScoredPart {
  const { part, own } = asked;
  const rules = scoreRules(own, scene);
  const judged = judge(own.base, own, rules, part, scene, looked);
  const node: ScoreNode = {
    kind: 'part',
    id: part.id,
    title: part.title,
    outcome: judged.outcome,
    points: judged.outcome === 'scored' ? judged.sum.points : null,
    full: part.full,
    inputs: NONE,
    findings: NONE,
    steps: judged.outcome === 'scored' ? judged.sum.steps : NONE,
    notes: [...judged.problems, ...judged.sum.notes],
    children: rules.map((r) => r.node),
  };
  return { node, rules, judged };
}

/** Bonus and penalty of a list of rules: those that stay in the item, and those that go further up. */
export function outsideOf(rules: readonly ScoredRule[]): { item: OutsideEntry[]; further: OutsideEntry[] } {
  const item: OutsideEntry[] = [];
  const further: OutsideEntry[] = [];
  for (const { asked, result, node } of rules) {
    const { rule } = asked;
    if (asked.effect !== 'outside' || result.outcome !== 'scored' || result.amount === 0) continue;
    const to = rule.kind === 'bonus' || rule.kind === 'penalty' ? rule.to : 'total';
    const sign = rule.kind === 'penalty' ? -1 : 1;
    const list = to === 'item' ? item : further;
    list.push({
      ruleId: rule.id,
      title: node.title,
      sign,
      amount: result.amount,
      to: to === 'item' ? 'component' : to,
    });
  }
  return { item, further };
}

function withItemBonus(
  points: Points,
  entries: readonly OutsideEntry[],
  limit: Points | undefined,
  decimals: number,
): readonly Step[] {
  if (entries.length === 0) return NONE;
  const gain = entries.filter((e) => e.sign > 0).map((e) => pointsTerm(e.amount, decimals));
  const loss = entries.filter((e) => e.sign < 0).map((e) => pointsTerm(e.amount, decimals));
  const bounded = limit !== undefined && gain.length > 0 ? [least(plus(...gain), pointsTerm(limit, decimals))] : gain;
  return [settle('加减分后', minus(plus(pointsTerm(points, decimals), ...bounded), ...loss), decimals)];
}

/** The body's own mark for an item, in sub-units. */
function selfPointsOf(item: Item, scene: Scene): Points | undefined {
  const value = scene.entries.get(item.id)?.findLast((f) => f.type === 'selfScore')?.value;
  return value && Number((value.n * BigInt(unitsPerPoint(scene.scheme.decimals))) / value.d);
}

/** 一票否决 among the rules that happened. */
export const heldVetoes = (rules: readonly ScoredRule[]): Scored['vetoes'] =>
  rules.some((r) => r.asked.effect === 'veto' && r.result.happened)
    ? rules.flatMap(({ asked: { rule }, result, node }) =>
        rule.kind === 'veto' && result.happened ? [{ rule, node }] : [],
      )
    : NONE;

const missingFigure = (item: Item, scene: Scene, problems: readonly string[]): MissingFigure => ({
  id: item.id,
  title: item.title,
  component: scene.place.component,
  reason: problems.join('；'),
});

/** An item's node while it is written: key by key, because spreading what may be absent takes many times longer. */
type ItemDraft = { -readonly [K in keyof Omit<ScoreNode, 'children'>]: ScoreNode[K] };

const finishNode = (node: ItemDraft, children: readonly ScoreNode[]): ScoreNode => Object.assign(node, { children });

/** An item's own problems and those of its parts, each once. */
function problemsOf(judged: Judged, parts: readonly ScoredPart[]): readonly string[] {
  const all = [...judged.problems, ...parts.flatMap((p) => (p.judged.outcome === 'scored' ? NONE : p.judged.problems))];
  return all.length > 1 ? [...new Set(all)] : all;
}

/** Scores one item of a sheet for one subject: parts, rules, bounds, the self-assessment beside it. */
export function scoreItem(asked: AskedItem, scene: Scene): Scored {
  const { item, own } = asked;
  const looked = examinationOf(scene.standing, asked.above);
  const parts = asked.parts.map((part) => scorePart(part, scene, looked !== undefined));
  const rules = scoreRules(own, scene);
  const base = parts.length > 0 ? sum(parts.map((p) => p.judged.sum.points)) : own.base;
  const judged = judge(base, own, rules, item, scene, looked !== undefined);
  const outcome = parts.some((p) => p.judged.outcome !== 'scored') ? 'missing' : judged.outcome;
  const all = parts.length > 0 ? [...parts.flatMap((p) => p.rules), ...rules] : rules;
  const { item: inside, further } = outsideOf(all);
  const extra = withItemBonus(judged.sum.points, inside, own.mostWon, scene.scheme.decimals);
  const steps = extra.length > 0 ? [...judged.sum.steps, ...extra] : judged.sum.steps;
  const problems = problemsOf(judged, parts);
  const ruleNodes = rules.map((r) => r.node);
  const selfPoints = selfPointsOf(item, scene);
  const node: ItemDraft = {
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
  };
  if (looked !== undefined) node.examinedBy = looked;
  if (selfPoints !== undefined) node.selfPoints = selfPoints;
  const children = parts.length > 0 ? [...parts.map((p) => p.node), ...ruleNodes] : ruleNodes;
  return {
    node: finishNode(node, children),
    outside: outcome === 'scored' ? further : NONE,
    vetoes: heldVetoes(all),
    missing: outcome === 'missing' ? [missingFigure(item, scene, problems)] : NONE,
    passed: NOTHING_PASSED,
  };
}
