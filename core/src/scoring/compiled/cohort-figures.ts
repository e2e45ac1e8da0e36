/**
 * The pass before the main one: places, best and worst values and means of each group, from columns of values. Quotients
 * compare by cross-multiplication, whose width is proved first.
 */

import { add, compare, divide, type Fraction, fraction, halfUp, multiply, subtract } from '../../values/index.ts';
import { EXACT, type Expression, halfUpOf } from './expression.ts';
import type { CohortFigure } from './lowering/context.ts';
import { NotCompilable } from './not-compilable.ts';

/** Reads one expression of a figure for a row: a column's value or a constant. */
type Reader = (row: number) => number;
export type Column = Int16Array | Int32Array | Float64Array;

export interface FigureInputs {
  readonly rows: number;
  readonly groupOf: Uint8Array | Uint16Array;
  readonly groups: number;
  readonly classOf: Uint8Array;
  /** The column of a slot. */
  readonly column: (slot: number) => Column;
  /** Figures by group: `group × width + index`. */
  readonly figures: Float64Array;
  readonly width: number;
}

/** Two quotients compare exactly where the products of numerators and denominators do. */
export function checkComparable({ numerator, denominator }: CohortFigure): void {
  const widest = Math.max(Math.abs(numerator.low), Math.abs(numerator.high)) * denominator.high;
  if (widest >= EXACT) throw new NotCompilable('values of a group cannot be compared in exact doubles');
}

export function computeFigure(figure: CohortFigure, inputs: FigureInputs): void {
  if (figure.kind === 'place') places(figure, inputs);
  else if (figure.kind === 'mean') means(figure, inputs);
  else if (figure.kind === 'share') shares(figure, inputs);
  else edges(figure, inputs);
}

function reader(e: Expression, { column }: FigureInputs): Reader {
  if (e.op === 'constant') return () => e.value;
  if (e.op === 'slot') {
    const values = column(e.value);
    return (row) => values[row]!;
  }
  const [x, y] = e.args.map((arg) => reader(arg, { column } as FigureInputs));
  if (e.op === 'or') return (row) => x!(row) | y!(row);
  if (e.op === 'equal') return (row) => Number(x!(row) === y!(row));
  throw new Error(`no reader for ${e.op}`); // figures are made of slots, constants and these two
}

function places(figure: CohortFigure, inputs: FigureInputs): void {
  const { numerator, denominator, absent } = figure;
  const plain = numerator.op === 'slot' && denominator.op === 'constant' && absent.op === 'constant';
  if (plain && absent.value === 0) wholePlaces(figure, inputs);
  else sortedPlaces(figure, inputs);
}

/** Counting sweeps a cell for each group and value, sorting touches each subject a few times: whichever is less. */
const CELLS_PER_ROW = 16;

/** Whole values of everybody: one more than the number of better ones in the group. */
function wholePlaces(figure: CohortFigure, inputs: FigureInputs): void {
  const span = figure.numerator.high - figure.numerator.low + 1;
  const cells = span * inputs.groups;
  if (cells <= CELLS_PER_ROW * inputs.rows) countedPlaces(figure, inputs, span);
  else if (cells * inputs.rows < EXACT) keyedPlaces(figure, inputs, span);
  else sortedPlaces(figure, inputs);
}

/** One count for each group and value, then one sweep from the best value down. */
function countedPlaces({ numerator, target, lessIsBetter }: CohortFigure, inputs: FigureInputs, span: number): void {
  const { rows, groups, groupOf } = inputs;
  const values = inputs.column(numerator.value);
  const out = inputs.column(target);
  const { low } = numerator;
  const counts = new Int32Array(span * groups);
  countValues(rows, groupOf, values, low, span, counts);
  for (let group = 0; group < groups; group++) {
    let place = 1;
    for (let i = 0; i < span; i++) {
      const at = group * span + (lessIsBetter ? i : span - 1 - i);
      const here = counts[at]!;
      counts[at] = place;
      place += here;
    }
  }
  for (let row = 0; row < rows; row++) out[row] = counts[groupOf[row]! * span + values[row]! - low]!;
}

/** Group, value (best first) and row in one exact double each, sorted as numbers. */
function keyedPlaces({ numerator, target, lessIsBetter }: CohortFigure, inputs: FigureInputs, span: number): void {
  const { rows, groupOf } = inputs;
  const values = inputs.column(numerator.value);
  const out = inputs.column(target);
  const keys = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const behind = lessIsBetter ? values[row]! - numerator.low : numerator.high - values[row]!;
    keys[row] = (groupOf[row]! * span + behind) * rows + row;
  }
  keys.sort();
  let [group, value, start, place] = [-1, -1, 0, 0];
  for (let i = 0; i < rows; i++) {
    const cell = Math.floor(keys[i]! / rows);
    const own = Math.floor(cell / span);
    if (own !== group) [group, start] = [own, i];
    if (cell !== value) [value, place] = [cell, i - start + 1];
    out[keys[i]! - cell * rows] = place;
  }
}

function countValues(
  rows: number,
  groupOf: Uint8Array | Uint16Array,
  values: Column,
  low: number,
  span: number,
  counts: Int32Array,
): void {
  for (let row = 0; row < rows; row++) {
    const at = groupOf[row]! * span + values[row]! - low;
    counts[at] = counts[at]! + 1;
  }
}

/** One more than the number of strictly better values; absent ones are left out and keep place 1, unused. */
function sortedPlaces(figure: CohortFigure, inputs: FigureInputs): void {
  const out = inputs.column(figure.target);
  out.fill(1);
  const better = comparison(figure, inputs);
  for (const list of presentByGroup(figure, inputs)) {
    const sorted = list.sort(better);
    let place = 1;
    for (let i = 0; i < sorted.length; i++) {
      if (i > 0 && better(sorted[i - 1]!, sorted[i]!) !== 0) place = i + 1;
      out[sorted[i]!] = place;
    }
  }
}

function comparison(figure: CohortFigure, inputs: FigureInputs): (p: number, q: number) => number {
  const [n, d] = [reader(figure.numerator, inputs), reader(figure.denominator, inputs)];
  const sign = figure.lessIsBetter ? 1 : -1;
  return (p, q) => sign * (n(p) * d(q) - n(q) * d(p));
}

function presentByGroup(figure: CohortFigure, inputs: FigureInputs): number[][] {
  const absent = reader(figure.absent, inputs);
  const lists: number[][] = Array.from({ length: inputs.groups }, () => []);
  for (let row = 0; row < inputs.rows; row++) if (absent(row) === 0) lists[inputs.groupOf[row]!]!.push(row);
  return lists;
}

/** The greatest or least value of each group, as numerator and denominator. */
function edges(figure: CohortFigure, inputs: FigureInputs): void {
  const { numerator, denominator, absent } = figure;
  const plain = numerator.op === 'slot' && denominator.op === 'constant' && absent.op === 'constant';
  if (plain && absent.value === 0) {
    plainEdges(figure, inputs.column(numerator.value), inputs);
    return;
  }
  const [n, d] = [reader(numerator, inputs), reader(denominator, inputs)];
  const better = comparison({ ...figure, lessIsBetter: figure.kind === 'least' }, inputs);
  presentByGroup(figure, inputs).forEach((list, group) => {
    if (list.length === 0) return;
    const best = list.reduce((p, q) => (better(p, q) <= 0 ? p : q));
    inputs.figures[group * inputs.width + figure.target] = n(best);
    inputs.figures[group * inputs.width + figure.target + 1] = d(best);
  });
}

function plainEdges(
  figure: CohortFigure,
  values: Column,
  { rows, groupOf, groups, figures, width }: FigureInputs,
): void {
  const most = figure.kind === 'most';
  const best = new Float64Array(groups).fill(most ? -Infinity : Infinity);
  if (most) {
    for (let row = 0; row < rows; row++) if (values[row]! > best[groupOf[row]!]!) best[groupOf[row]!] = values[row]!;
  } else {
    for (let row = 0; row < rows; row++) if (values[row]! < best[groupOf[row]!]!) best[groupOf[row]!] = values[row]!;
  }
  for (let group = 0; group < groups; group++) {
    figures[group * width + figure.target] = Number.isFinite(best[group]!) ? best[group]! : 0;
    figures[group * width + figure.target + 1] = figure.denominator.value;
  }
}

/** The rounded mean of each group; the second figure tells that nobody has a score. */
function means(figure: CohortFigure, inputs: FigureInputs): void {
  const n = reader(figure.numerator, inputs);
  presentByGroup(figure, inputs).forEach((list, group) => {
    const sum = list.reduce((all, row) => all + n(row), 0);
    inputs.figures[group * inputs.width + figure.target] = list.length === 0 ? 0 : halfUpOf(sum, list.length);
    inputs.figures[group * inputs.width + figure.target + 1] = Number(list.length === 0);
  });
}

/** Each subject's points by its value beside the best (and worst) of its group, in exact fractions; −1 is untold. */
function shares(figure: CohortFigure, inputs: FigureInputs): void {
  const [n, d] = [reader(figure.numerator, inputs), reader(figure.denominator, inputs)];
  const out = inputs.column(figure.target);
  out.fill(0);
  const better = comparison(figure, inputs);
  const value = (row: number): Fraction => fraction(n(row), d(row));
  for (const list of presentByGroup(figure, inputs)) {
    if (list.length === 0) continue;
    const best = value(list.reduce((p, q) => (better(p, q) <= 0 ? p : q)));
    const worst = value(list.reduce((p, q) => (better(p, q) <= 0 ? q : p)));
    for (const row of list) {
      const to = figure.to![inputs.classOf[row]!]!;
      const exact =
        figure.from === undefined
          ? shareOfBest(value(row), best, figure.lessIsBetter, to)
          : shareOfRange(value(row), worst, best, figure.from, to);
      out[row] = exact === undefined ? -1 : Number(halfUp(exact));
    }
  }
}

function shareOfBest(own: Fraction, best: Fraction, lessIsBetter: boolean, points: number): Fraction | undefined {
  const [top, bottom] = lessIsBetter ? [best, own] : [own, best];
  if (bottom.n === 0n) return lessIsBetter && compare(own, best) === 0 ? fraction(points) : undefined;
  return divide(multiply(fraction(points), top), bottom);
}

function shareOfRange(own: Fraction, worst: Fraction, best: Fraction, low: number, high: number): Fraction {
  if (compare(worst, best) === 0) return fraction(high);
  const way = divide(subtract(own, worst), subtract(best, worst));
  return add(fraction(low), multiply(fraction(high - low), way));
}
