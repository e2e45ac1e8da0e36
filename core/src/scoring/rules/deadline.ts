import type { Deadline } from '../../scheme/index.ts';
import { greatest, minus, numberTerm, type Points, plus, pointsTerm, type Term, times } from '../../values/index.ts';
import type { Lateness, RuleInput } from '../inputs/index.ts';
import {
  countTerm,
  figureOf,
  finish,
  type Input,
  missing,
  NO_FIGURE,
  onceTerm,
  type RuleContext,
  type RuleResult,
  resting,
  scored,
} from './result.ts';

function describe(late: Lateness, unit: string): Input {
  const due = late.due === undefined ? '无期限' : `${late.extended ? '延至' : '应于'}${late.due}前完成`;
  const done = late.undone ? `至${late.done}未完成` : `${late.done}完成`;
  const behind = late.units === undefined || late.units === 0 ? '' : `，逾期${late.units}${unit}`;
  return { label: late.fact.matter ?? '完成情况', value: `${due}，${done}${behind}` };
}

/** first + points × units late beyond grace, for one completion. */
function perUnit(points: Points, units: number, grace: number, first: Points, context: RuleContext): Term {
  const beyond = grace === 0 ? numberTerm(units) : greatest(minus(numberTerm(units), numberTerm(grace)), numberTerm(0));
  const running = times(pointsTerm(points, context.decimals), beyond);
  return first === 0 ? running : plus(pointsTerm(first, context.decimals), running);
}

function fromCompletions(rule: Deadline, points: Points, input: RuleInput, context: RuleContext): RuleResult {
  const grace = rule.grace === undefined ? 0 : figureOf(rule.grace, context);
  const first = rule.first === undefined ? 0 : figureOf(rule.first, context);
  if (grace === undefined || first === undefined) return NO_FIGURE(context);
  const inputs = input.completions.map((late) => describe(late, rule.per ?? '天'));
  const unknown = input.completions.find((late) => late.units === undefined);
  if (unknown) return missing('不能确定期限：请录入起算日期（发生日期）或“延至”日期', inputs);
  const late = input.completions.map((l) => l.units ?? 0).filter((units) => units > grace);
  if (late.length === 0) return scored(0, [], inputs);
  const term =
    rule.per === undefined
      ? pointsTerm(points, context.decimals)
      : plus(...late.map((units) => perUnit(points, units, grace, first, context)));
  return finish(rule, '逾期扣分', term, context, inputs, rule.cap);
}

/** 逾期扣分: from completion dates, or from findings that state how late or how many. */
export function scoreDeadline(rule: Deadline, input: RuleInput, context: RuleContext): RuleResult {
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  if (input.completions.length > 0) return fromCompletions(rule, points, input, context);
  const count = input.count + input.aggravated;
  const grace = (rule.grace && figureOf(rule.grace, context)) ?? 0;
  if (count <= grace) return scored(0, [], [], { restsOnExamination: true });
  const first = (rule.first && figureOf(rule.first, context)) ?? 0;
  const inputs = [{ label: '逾期', value: `${count}${rule.per ?? '次'}` }];
  const plain = grace === 0 && first === 0;
  const term =
    rule.per === undefined
      ? onceTerm(rule, points, input, context)
      : plain
        ? countTerm(rule, points, input, context)
        : perUnit(points, count, grace, first, context);
  return resting(finish(rule, '逾期扣分', term, context, inputs, rule.cap));
}
