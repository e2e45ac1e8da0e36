import {
  add,
  divide,
  type Fraction,
  floor,
  formatExact,
  fraction,
  halfUp,
  maximum,
  minimum,
  multiply,
  subtract,
} from './fraction.ts';
import { formatPoints, type Points, unitsPerPoint } from './points.ts';

/** An arithmetic expression as a clerk would write it, together with its exact value: the two cannot disagree. */
export interface Term {
  readonly text: string;
  readonly value: Fraction;
  /** How tightly it binds: 1 sum, 2 product, 3 atom. */
  readonly binding: 1 | 2 | 3;
  /** The value in sub-units of a point, where the term is made of points alone; sums then need no fractions. */
  readonly units?: { readonly points: Points; readonly decimals: number };
}

const wrap = (term: Term, binding: number): string => (term.binding < binding ? `(${term.text})` : term.text);

/** A term of points: its fraction is worked out only where one is needed. */
class PointsTerm implements Term {
  readonly text: string;
  readonly binding: 1 | 3;
  readonly units: { readonly points: Points; readonly decimals: number };
  constructor(text: string, binding: 1 | 3, points: Points, decimals: number) {
    this.text = text;
    this.binding = binding;
    this.units = { points, decimals };
  }
  get value(): Fraction {
    return fraction(this.units.points, unitsPerPoint(this.units.decimals));
  }
}

/** Points as a term, printed with the scheme's decimals. */
export const pointsTerm = (points: Points, decimals: number): Term =>
  new PointsTerm(formatPoints(points, decimals), points < 0 ? 1 : 3, points, decimals);

/** Any exact number as a term; one without a finite decimal prints as a quotient. */
export function numberTerm(value: Fraction | number): Term {
  const exact = typeof value === 'number' ? fraction(value) : value;
  const text = formatExact(exact, 12).replace('/', ' ÷ ');
  return { text, value: exact, binding: text.includes('÷') ? 2 : exact.n < 0n ? 1 : 3 };
}

type Sign = '+' | '-' | '×' | '÷';
type Fold = (a: Fraction, b: Fraction) => Fraction;

function joinText(terms: readonly Term[], sign: Sign, binding: 1 | 2): string {
  const after = binding + (sign === '+' || sign === '×' ? 0 : 1);
  let text = wrap(terms[0]!, binding);
  for (let i = 1; i < terms.length; i++) text += ` ${sign} ${wrap(terms[i]!, after)}`;
  return text;
}

/** The sum or difference in sub-units, where every term is made of points. */
function joinUnits(terms: readonly Term[], sign: Sign): Points | undefined {
  if (sign !== '+' && sign !== '-') return undefined;
  let total = 0;
  for (const [i, { units }] of terms.entries()) {
    if (!units) return undefined;
    total += i === 0 || sign === '+' ? units.points : -units.points;
  }
  return Number.isSafeInteger(total) ? total : undefined;
}

function join(terms: readonly Term[], sign: Sign, fold: Fold, binding: 1 | 2): Term {
  const [first, ...rest] = terms;
  if (!first) return numberTerm(0);
  if (rest.length === 0) return first;
  const text = joinText(terms, sign, binding);
  const points = joinUnits(terms, sign);
  if (points !== undefined && first.units) return new PointsTerm(text, 1, points, first.units.decimals);
  return { text, value: rest.reduce((sum, t) => fold(sum, t.value), first.value), binding };
}

export const plus = (...terms: Term[]): Term => join(terms, '+', add, 1);
export const minus = (...terms: Term[]): Term => join(terms, '-', subtract, 1);
export const times = (...terms: Term[]): Term => join(terms, '×', multiply, 2);
export const over = (...terms: Term[]): Term => join(terms, '÷', divide, 2);

const call = (name: string, terms: readonly Term[], fold: (a: Fraction, b: Fraction) => Fraction): Term => ({
  text: `${name}(${terms.map((t) => t.text).join(',')})`,
  value: terms.slice(1).reduce((a, t) => fold(a, t.value), terms[0]!.value),
  binding: 3,
});

/** 取小(a,b): the least of its terms. */
export const least = (...terms: [Term, ...Term[]]): Term => call('取小', terms, minimum);
/** 取大(a,b): the greatest of its terms. */
export const greatest = (...terms: [Term, ...Term[]]): Term => call('取大', terms, maximum);
/** 取整(a): the whole part, downwards. */
export const wholePart = (term: Term): Term => ({
  text: `取整(${term.text})`,
  value: fraction(floor(term.value)),
  binding: 3,
});

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
  if (term.units?.decimals === decimals)
    return { label, expression: term.text, points: term.units.points, rounded: false };
  const scaled = multiply(term.value, fraction(unitsPerPoint(decimals)));
  return { label, expression: term.text, points: Number(halfUp(scaled)), rounded: scaled.d !== 1n };
}

/** `扣分:0.50 × 3 = 1.50`; a rounded one prints ≈ and says so. */
export function printStep(step: Step, decimals: number): string {
  const result = formatPoints(step.points, decimals);
  if (step.expression === result) return `${step.label}：${result}`;
  return `${step.label}：${step.expression} ${step.rounded ? '≈' : '='} ${result}${step.rounded ? '（四舍五入）' : ''}`;
}
