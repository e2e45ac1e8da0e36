import { lex } from './lexer/lex.ts';
import { passageOf } from './passage/passage.ts';
import { type Statement, statementsOf } from './passage/statement.ts';
import { scan } from './phrases/scan.ts';
import type { RuleReading, ScoringText } from './reading.ts';
import { absorbed } from './readings/absorbed.ts';
import { bandsOf } from './readings/bands.ts';
import { bounding } from './readings/bounds.ts';
import { type Context, contextOf, reading } from './readings/context.ts';
import { ladderAt } from './readings/ladders/ladder.ts';
import { namedStepsAt } from './readings/ladders/named-steps.ts';
import { rankingAt } from './readings/ladders/ranking.ts';
import { type MarkSurroundings, marked, surroundings } from './readings/marks.ts';
import { modifiersOf } from './readings/modifiers.ts';
import { proportional } from './readings/proportions.ts';
import { scored, zeroed } from './readings/scored.ts';
import { sharesOf } from './readings/shares.ts';
import { vetoesOf } from './readings/vetoes.ts';

/**
 * The rules that a scoring text (评分标准) says, in its order, each with the words that say it. A reading that a person must
 * confirm carries `uncertain`, the reason in Chinese; a figure in 分 that fits no pattern is such a reading, never nothing.
 * Never throws; the work grows in proportion to the text.
 *
 * @example
 * readRules({ text: '未成立领导小组的扣2分。', points: 4 })[0].rule // { kind: 'deduct', points: 2, when: '未成立领导小组' }
 */
export function readRules(source: ScoringText): RuleReading[] {
  return readCounting(source).readings;
}

/** As `readRules`, with the number of steps taken: what the promise of linear work is tested by. */
export function readCounting(source: ScoringText): { readings: RuleReading[]; steps: number } {
  const { terms, steps } = scan(lex(source.text));
  const passage = passageOf(source, terms);
  const context = contextOf(passage);
  const bands = bandsOf(passage);
  const whole = [bands, sharesOf(passage), vetoesOf(passage, bands.terms)];
  const taken = new Set(whole.flatMap((w) => [...w.terms]));
  const statements = statementsOf(passage).filter((s) => !taken.has(s.at));
  const readings = [
    ...whole.flatMap((w) => w.readings),
    ...statementReadings(context, statements),
    ...modifiersOf(passage),
  ];
  const walked = statements.reduce((sum, s) => sum + s.condition.length, terms.length + readings.length);
  readings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return { readings, steps: steps + walked };
}

function statementReadings(context: Context, statements: readonly Statement[]): RuleReading[] {
  const around = surroundings(context, statements);
  const readings: RuleReading[] = [];
  for (let i = 0; i < statements.length; i++) {
    const s = statements[i] as Statement;
    const completed = absorbed(context, s, readings.at(-1));
    if (completed) {
      readings.splice(-1, 1, completed);
      continue;
    }
    const merged =
      rankingAt(context, statements, i) ?? ladderAt(context, statements, i) ?? namedStepsAt(context, statements, i);
    if (merged) {
      readings.push(merged.reading);
      i = merged.last;
    } else {
      add(context, statements, i, around, readings);
    }
  }
  return readings;
}

function add(
  context: Context,
  statements: readonly Statement[],
  i: number,
  around: MarkSurroundings,
  readings: RuleReading[],
): void {
  const s = statements[i] as Statement;
  const { term } = s;
  if (isExample(context, s)) return;
  const least = leastOf(context, s);
  if (least) readings.push(least);
  else if (term.type === 'score') readings.push(...scored(context, s, term));
  else if (term.type === 'zero') readings.push(zeroed(context, s));
  else if (term.type === 'exhaust') readings.push(reading(context, s, { kind: 'cap', scope: 'item', when: '' }));
  else if (term.type === 'bound') bounded(context, s, readings);
  else if (term.type === 'mark') {
    const mark = marked(context, s, term, around, statements[i + 1]);
    if (mark) readings.push(mark);
  } else readings.push(...proportional(context, s, readings));
}

const givesPoints = ({ rule }: RuleReading): boolean =>
  ['awardEach', 'bonus'].includes(rule.kind) || rule.mode === 'add';

const EXAMPLES = ['如', '即', '例如', '比如'];

/** (如缺两项扣2分), 即错5处扣1分: an example of the rule before it. */
function isExample(context: Context, s: Statement): boolean {
  const own = context.passage.terms.slice(s.from, s.at).filter((t) => t.type !== 'comma' && t.type !== 'open');
  const first = own[0];
  const told = first !== undefined && EXAMPLES.some((word) => context.passage.text.startsWith(word, first.start));
  const counted = s.term.type === 'score' && own.some((t) => t.type === 'count' || t.type === 'per');
  return told && counted && s.follows !== undefined;
}

/** 本项最低得1分: a floor under the deductions before it. */
function leastOf(context: Context, s: Statement): RuleReading | undefined {
  if (s.term.type !== 'score' || s.term.verb !== 'award' || !s.follows) return undefined;
  const last = s.condition.findLast((t) => !(t.type === 'word' && t.sense === 'adverb'));
  const min = s.term.amount?.values[0];
  if (min === undefined || last?.type !== 'word' || last.sense !== 'least') return undefined;
  return reading(context, s, { kind: 'other', form: 'floor', min });
}

/** Two rules by count stand in one sentence before a bound. */
function several(context: Context, readings: readonly RuleReading[]): boolean {
  const [a, b] = readings.slice(-2);
  if (!a || !b) return false;
  const each = (r: RuleReading) => r.rule.unit !== undefined || r.rule.per !== undefined;
  return (
    each(a) &&
    each(b) &&
    givesPoints(a) === givesPoints(b) &&
    !/[。；;\n]/.test(context.passage.text.slice(a.span.end, b.span.start))
  );
}

function bounded(context: Context, s: Statement, readings: RuleReading[]): void {
  if (s.term.type !== 'bound') return;
  const before = readings.at(-1);
  const found = bounding(context, s, s.term, before, several(context, readings));
  if ('rule' in found) readings.push(found.rule);
  else if (before) {
    const span = { start: before.span.start, end: s.span.end };
    const rule = 'caps' in found ? { ...before.rule, cap: found.caps } : { ...before.rule, max: found.limits };
    readings.splice(-1, 1, { ...before, rule, span });
  }
}
