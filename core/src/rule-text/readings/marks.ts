import { hasSense, type Statement } from '../passage/statement.ts';
import type { Term, TermOf } from '../phrases/term.ts';
import type { RuleReading } from '../reading.ts';
import { type Basis, basisOf } from './basis.ts';
import { type Context, reading } from './context.ts';

const JUDGES = ['评定', '打分', '评分', '赋分', '评价', '酌情', '确定'];

/** 在3—6分之间评定: the assessor's figure. */
function judged(context: Context, s: Statement, { low, high }: TermOf<'mark'>['amount']): RuleReading | undefined {
  const terms = context.passage.terms.slice(s.at + 1, s.at + 5);
  const after = terms.map((t) => context.passage.text.slice(t.start, t.end)).join('');
  if (low === undefined || high === undefined || !JUDGES.some((word) => after.includes(word))) return undefined;
  return reading(context, s, { kind: 'discretion', mode: 'award', ...(low > 0 && { min: low }), max: high });
}

/** What the marks of a text have around them, gathered once. */
export interface MarkSurroundings {
  /** Parts whose marks are lost or reckoned by a rule of their own. */
  readonly scoredParts: ReadonlySet<number>;
  /** Parts and figures that are given outright: `part:points`. */
  readonly given: ReadonlySet<string>;
  readonly awardedParts: ReadonlySet<number>;
  /** Something is deducted or set to zero anywhere in the text. */
  readonly deducts: boolean;
  /** 以上各项达到要求的,得满分. */
  readonly allOrNothing: boolean;
}

export function surroundings(context: Context, statements: readonly Statement[]): MarkSurroundings {
  const scoring = statements.filter((s) => s.term.type !== 'mark' && s.term.type !== 'bound');
  return {
    scoredParts: new Set(scoring.filter((s) => !isAward(s) && s.term.type !== 'zero').map((s) => s.part)),
    given: new Set(scoring.filter(isAward).map((s) => `${s.part}:${figureOf(s)}`)),
    awardedParts: new Set(scoring.map((s) => s.part)),
    deducts: scoring.some((s) => s.term.type === 'zero' || (s.term.type === 'score' && s.term.verb === 'deduct')),
    allOrNothing: scoring.some(
      (s) => s.term.type === 'score' && s.term.amount?.word === 'full' && hasWords(context, s),
    ),
  };
}

const isAward = ({ term }: Statement): boolean =>
  term.type === 'score' && term.verb === 'award' && term.amount?.word !== 'full';

const figureOf = ({ term }: Statement): number | undefined =>
  term.type === 'score' ? term.amount?.values[0] : undefined;

const follows = (s: Statement, next: Statement | undefined): boolean => next?.sentence === s.sentence;

const hasWords = (context: Context, s: Statement): boolean => {
  const words = context.passage.text.slice(s.span.start, s.span.end);
  return words.includes('以上各项') || words.includes('上述') || words.includes('各项');
};

/**
 * A bare figure (建立档案,1分; …(3分)): the marks of a heading or of a part that has deductions of its own are no rule; a part
 * without any is earned as a whole. What fits neither becomes a reading to confirm, never nothing.
 */
export function marked(
  context: Context,
  s: Statement,
  term: TermOf<'mark'>,
  around: MarkSurroundings,
  next: Statement | undefined,
): RuleReading | undefined {
  const { amount } = term;
  const value = amount.values[0];
  if (value === undefined || amount.values.length > 1 || amount.low !== undefined)
    return hasSense(s.condition, 'example')
      ? undefined
      : (judged(context, s, amount) ?? unread(context, s, amount.low, amount.high ?? value));
  if (value === 0 || value === context.full || declared(s)) return undefined;
  const basis = nearBasis(s);
  const divided = next?.term.type === 'mark' && next.sentence === s.sentence && basisOf(next) !== undefined;
  if (!basis && divided) return undefined;
  if (basis) return eachMark(context, s, term, value, basis);
  const level = s.condition.slice(-2).some((t) => t.type === 'threshold') && around.scoredParts.has(s.part);
  if (level && !follows(s, next))
    return reading(context, s, { kind: 'award', points: value }, '只写了分数，是达到即得还是分档之一请确认');
  return belongsElsewhere(context, s, value, around, next) ? undefined : earned(context, s, value, around);
}

function eachMark(context: Context, s: Statement, term: TermOf<'mark'>, points: number, basis: Basis): RuleReading {
  const { text } = context.passage;
  const takes = text.includes('扣');
  const doubt = term.per && !takes ? undefined : '只写了分数，是得分还是扣分请确认';
  const kind = takes && !text.includes('得') ? 'deductEach' : 'awardEach';
  return reading(context, s, { kind, points, unit: basis.unit }, doubt);
}

/** Marks of a heading, of a part with rules of its own, or of a whole that is earned at once. */
function belongsElsewhere(
  context: Context,
  s: Statement,
  value: number,
  around: MarkSurroundings,
  next: Statement | undefined,
): boolean {
  if (around.given.has(`${s.part}:${value}`) || around.scoredParts.has(s.part) || around.allOrNothing) return true;
  // …发挥作用。(5分) closes an item that names no other figure: its marks.
  if (context.full === undefined && next === undefined && s.follows === undefined && opensAfterStop(context, s))
    return true;
  if (isHeading(context, s) || !s.condition.some((t) => t.type === 'text' || t.type === 'threshold')) return true;
  return next === undefined && context.full === undefined && around.deducts;
}

const TAKES = ['扣分标准', '扣分项', '扣分情形', '扣分内容'];

const opensAfterStop = (context: Context, s: Statement): boolean =>
  context.passage.terms[s.at - 1]?.type === 'open' && context.passage.terms[s.at - 2]?.type === 'stop';

function earned(context: Context, s: Statement, points: number, around: MarkSurroundings): RuleReading {
  const lead = context.passage.text.slice(0, s.span.end);
  if (TAKES.some((word) => lead.includes(word)))
    return reading(context, s, { kind: 'deduct', points }, '只写了分数，是得分还是扣分请确认');
  const mixed = around.deducts || around.awardedParts.has(s.part);
  const doubt = mixed ? '只写了分数，是该部分的分值还是达到即得，请确认' : undefined;
  return reading(context, s, { kind: 'award', points }, doubt);
}

/** 每个项目2分: what the bare figure is for stands in its own clause. */
function nearBasis(s: Statement): Basis | undefined {
  if (s.term.type === 'mark' && s.term.per) return { ...s.term.per, motion: 'none', every: true };
  const comma = s.condition.findLastIndex((t) => t.type === 'comma' || t.type === 'open');
  return basisOf({ ...s, condition: s.condition.slice(comma + 1) });
}

/** 基础分30分, 每项指标为5分, 占20分: says what the marks are, not how they are earned. */
function declared(s: Statement): boolean {
  let i = s.condition.length - 1;
  let is = false;
  for (; i >= 0; i--) {
    const term = s.condition[i] as Term;
    if (term.type === 'word' && term.sense === 'is') is = true;
    else if (!(term.type === 'colon' || term.type === 'open' || (term.type === 'word' && term.sense === 'adverb')))
      break;
  }
  const before = s.condition[i];
  if (before?.type === 'threshold') return false;
  if (hasSense(s.condition, 'total') && s.condition.some(isMakeUp)) return true;
  const inside = s.condition.some((t) => t.type === 'text' && t.text.startsWith('其中'));
  return is || inside || (before !== undefined && hasSense([before], ...DECLARING)) || declaredBefore(s);
}

/** 总分由共性目标(30分)、职能目标(60分)构成. */
const isMakeUp = (t: Term): boolean => t.type === 'text' && /[由分]|包括|构成/.test(t.text);

const DECLARING = ['declares', 'example', 'total', 'share', 'most', 'least', 'inclusive', 'full'] as const;

/** 考核总分为1000分,其中:共性指标300分,个性指标600分: what follows in the sentence divides the marks. */
function declaredBefore(s: Statement): boolean {
  let before = s.follows;
  for (let n = 0; before && n < MOST_PARTS; n++) {
    if (before.term.type === 'mark' && hasSense(before.condition.slice(-3), 'declares', 'total', 'full')) return true;
    before = before.follows;
  }
  return false;
}

const MOST_PARTS = 8;

const unread = (context: Context, s: Statement, low: number | undefined, high: number | undefined): RuleReading =>
  reading(
    context,
    s,
    {
      kind: 'discretion',
      mode: 'award',
      ...(low !== undefined && { min: low }),
      ...(high !== undefined && { max: high }),
    },
    '只写了分数，没有写明怎样得分或扣分',
  );

/** 1.来访事项按期办结率(20分)。 followed by deeper numbering, or by a colon: the marks of what comes below. */
function isHeading(context: Context, s: Statement): boolean {
  const { terms } = context.passage;
  let i = s.at + 1;
  while (terms[i]?.type === 'close') i++;
  if (terms[i]?.type === 'colon') return true;
  while (terms[i] && ['stop', 'line'].includes(terms[i]?.type ?? '')) i++;
  const next = terms[i];
  const own = bulletBefore(context, s.at);
  return next?.type === 'bullet' && own !== undefined && (next.depth ?? 0) > own;
}

const LOOK_BACK = 60;

function bulletBefore(context: Context, at: number): number | undefined {
  for (let i = at; i >= 0 && i > at - LOOK_BACK; i--) {
    const term = context.passage.terms[i];
    if (term?.type === 'bullet') return term.depth;
  }
  return undefined;
}
