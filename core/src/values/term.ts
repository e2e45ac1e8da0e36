import {
  add,
  compare,
  divide,
  type Fraction,
  floor,
  formatExact,
  fraction,
  halfUp,
  multiply,
  smallOf,
  subtract,
} from './fraction.ts';
import { formatPoints, type Points, unitsPerPoint } from './points.ts';
import { addSmall, compareSmall, divideSmall, floorSmall, multiplySmall, type Small, settleSmall } from './small.ts';

/** An arithmetic expression as a clerk would write it, together with its exact value: the two cannot disagree. */
export interface Term {
  readonly text: string;
  readonly value: Fraction;
  /** How tightly it binds: 1 sum, 2 product, 3 atom. */
  readonly binding: 1 | 2 | 3;
  /** The value in safe integers, wherever they hold it; big ones are then worked out only where somebody asks. */
  readonly small: Small | undefined;
}

class ExactTerm implements Term {
  readonly text: string;
  readonly binding: 1 | 2 | 3;
  readonly small: Small | undefined;
  private readonly big: Fraction | undefined;
  constructor(text: string, binding: 1 | 2 | 3, small: Small | undefined, big?: Fraction) {
    this.text = text;
    this.binding = binding;
    this.small = small;
    this.big = big;
  }
  get value(): Fraction {
    return this.big ?? fraction(this.small!.n, this.small!.d);
  }
}

const wrap = (term: Term, binding: number): string => (term.binding < binding ? `(${term.text})` : term.text);

/** Points as a term, printed with the scheme's decimals. */
export const pointsTerm = (points: Points, decimals: number): Term =>
  new ExactTerm(formatPoints(points, decimals), points < 0 ? 1 : 3, { n: points, d: unitsPerPoint(decimals) });

/** Any exact number as a term; one without a finite decimal prints as a quotient. */
export function numberTerm(value: Fraction | number): Term {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) return numberTerm(fraction(value));
    return new ExactTerm(`${value}`, value < 0 ? 1 : 3, { n: value, d: 1 });
  }
  const text = formatExact(value, 12);
  const small = smallOf(value);
  if (text.includes('/')) return new ExactTerm(text.replace('/', ' ÷ '), 2, small, value);
  return new ExactTerm(text, value.n < 0n ? 1 : 3, small, value);
}

/** One of the four operations: its sign, how tightly it binds, and how it is worked out in small and in big integers. */
interface Operation {
  readonly sign: '+' | '-' | '×' | '÷';
  readonly binding: 1 | 2;
  readonly small: (a: Small, b: Small) => Small | undefined;
  readonly big: (a: Fraction, b: Fraction) => Fraction;
}

const PLUS: Operation = { sign: '+', binding: 1, small: (a, b) => addSmall(a, b, 1), big: add };
const MINUS: Operation = { sign: '-', binding: 1, small: (a, b) => addSmall(a, b, -1), big: subtract };
const TIMES: Operation = { sign: '×', binding: 2, small: multiplySmall, big: multiply };
const OVER: Operation = { sign: '÷', binding: 2, small: divideSmall, big: divide };

function joinText(terms: readonly Term[], { sign, binding }: Operation): string {
  const after = binding + (sign === '+' || sign === '×' ? 0 : 1);
  let text = wrap(terms[0]!, binding);
  for (let i = 1; i < terms.length; i++) text += ` ${sign} ${wrap(terms[i]!, after)}`;
  return text;
}

function joinSmall(terms: readonly Term[], operation: Operation): Small | undefined {
  let all = terms[0]!.small;
  for (let i = 1; i < terms.length && all; i++) {
    const { small } = terms[i]!;
    all = small && operation.small(all, small);
  }
  return all;
}

function join(terms: readonly Term[], operation: Operation): Term {
  if (terms.length <= 1) return terms[0] ?? numberTerm(0);
  const text = joinText(terms, operation);
  const small = joinSmall(terms, operation);
  if (small) return new ExactTerm(text, operation.binding, small);
  const big = terms.slice(1).reduce((all, t) => operation.big(all, t.value), terms[0]!.value);
  return new ExactTerm(text, operation.binding, undefined, big);
}

export const plus = (...terms: Term[]): Term => join(terms, PLUS);
export const minus = (...terms: Term[]): Term => join(terms, MINUS);
export const times = (...terms: Term[]): Term => join(terms, TIMES);
export const over = (...terms: Term[]): Term => join(terms, OVER);

/** Negative, zero or positive, as the first value is below, at or above the second. */
function compareTerms(a: Term, b: Term): number {
  const difference = a.small && b.small && compareSmall(a.small, b.small);
  return difference ?? compare(a.value, b.value);
}

function chosen(name: string, terms: readonly Term[], better: (difference: number) => boolean): Term {
  const best = terms.reduce((a, b) => (better(compareTerms(b, a)) ? b : a));
  return new ExactTerm(
    `${name}(${terms.map((t) => t.text).join(',')})`,
    3,
    best.small,
    best.small ? undefined : best.value,
  );
}

/** 取小(a,b): the least of its terms. */
export const least = (...terms: [Term, ...Term[]]): Term => chosen('取小', terms, (difference) => difference < 0);
/** 取大(a,b): the greatest of its terms. */
export const greatest = (...terms: [Term, ...Term[]]): Term => chosen('取大', terms, (difference) => difference > 0);

/** 取整(a): the whole part, downwards. */
export function wholePart(term: Term): Term {
  const text = `取整(${term.text})`;
  if (term.small) return new ExactTerm(text, 3, { n: floorSmall(term.small), d: 1 });
  return new ExactTerm(text, 3, undefined, fraction(floor(term.value)));
}

/** One printed line of a score sheet: an expression and the points it comes to, half-up at the scheme's decimals. */
export interface Step {
  readonly label: string;
  readonly expression: string;
  readonly points: Points;
  /** Whether rounding changed the exact value. */
  readonly rounded: boolean;
}

/** Settles a term as points: 四舍五入 once, here, and on paper. */
export function settle(label: string, term: Term, decimals: number): Step {
  const unit = unitsPerPoint(decimals);
  const settled = term.small && settleSmall(term.small, unit);
  if (settled) return { label, expression: term.text, points: settled.points, rounded: settled.rounded };
  const scaled = multiply(term.value, fraction(unit));
  return { label, expression: term.text, points: Number(halfUp(scaled)), rounded: scaled.d !== 1n };
}

/** `扣分:0.50 × 3 = 1.50`; a rounded one prints ≈ and says so. */
export function printStep(step: Step, decimals: number): string {
  const result = formatPoints(step.points, decimals);
  if (step.expression === result) return `${step.label}：${result}`;
  return `${step.label}：${step.expression} ${step.rounded ? '≈' : '='} ${result}${step.rounded ? '（四舍五入）' : ''}`;
}
