import { type Formula, type FormulaRule, formulaNames } from '../../scheme/index.ts';
import { greatest, least, minus, numberTerm, over, plus, pointsTerm, type Term, times } from '../../values/index.ts';
import type { RuleInput } from '../inputs/index.ts';
import { figureOf, finish, missing, NO_FIGURE, type RuleContext, type RuleResult, readable } from './result.ts';
import { whenNone } from './when-none.ts';

/** The expression with the subject's figures written in; `undefined` where something would be divided by zero. */
function termOf(formula: Formula, input: RuleInput, full: Term): Term | undefined {
  if (formula.op === 'number') return numberTerm(formula.value);
  if (formula.op === 'name') return formula.name === '分值' ? full : numberTerm(input.named.get(formula.name)!);
  const left = termOf(formula.left, input, full);
  const right = termOf(formula.right, input, full);
  if (!left || !right || (formula.op === '÷' && right.value.n === 0n)) return undefined;
  return { '+': plus, '-': minus, '×': times, '÷': over, min: least, max: greatest }[formula.op](left, right);
}

/** 得分=…: the expression, held between 0 and the rule's points. */
export function scoreFormula(rule: FormulaRule, input: RuleInput, context: RuleContext): RuleResult {
  const names = formulaNames(rule.expression);
  const absent = names.filter((name) => !input.named.has(name));
  if (absent.length > 0) return missing(`未录入：${absent.join('、')}`);
  const points = figureOf(rule.points, context);
  if (points === undefined) return NO_FIGURE(context);
  const inputs = names.map((name) => ({ label: name, value: readable(input.named.get(name)!) }));
  const most = pointsTerm(points, context.decimals);
  const term = termOf(rule.expression, input, most);
  if (!term) return whenNone(rule, points, inputs, context);
  const bounded =
    term.value.n < 0n ? greatest(term, numberTerm(0)) : minus(term, most).value.n > 0n ? least(term, most) : term;
  return finish(rule, '得分', bounded, context, inputs);
}
