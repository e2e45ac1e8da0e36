import type { Expression } from './expression.ts';

/**
 * How a subject's place in the order is packed into one number: group, then the figures that ties compare, then nothing.
 * An incomplete subject lies behind all groups. Narrow keys have 32 bits; wide ones lie in the 52 bits of a double's
 * fraction (2^52 is added), so that their words can be sorted by digits and compared as numbers.
 */
export interface KeyForm {
  readonly wide: boolean;
  /** Bits below the group. */
  readonly groupShift: number;
  readonly groups: number;
}

export const WIDE_BASE = 2 ** 52;

const bitsFor = (span: number): number => Math.ceil(Math.log2(span + 1));
const bitsOf = (figures: readonly Expression[]): number => figures.reduce((sum, f) => sum + bitsFor(f.high - f.low), 0);

/** The common form of all groups' keys; `undefined` when they do not fit 52 bits. */
export function keyForm(orders: readonly (readonly Expression[])[], groups: number): KeyForm | undefined {
  const groupShift = Math.max(1, ...orders.map(bitsOf));
  const bits = groupShift + bitsFor(groups);
  return bits > 52 ? undefined : { wide: bits > 32, groupShift, groups };
}

/** The key as text; `q` is the subject's group. */
export function keyText(form: KeyForm, figures: readonly Expression[], text: (e: Expression) => string): string {
  let shift = bitsOf(figures);
  const terms = figures.map((figure) => {
    shift -= bitsFor(figure.high - figure.low);
    const value = figure.low === 0 ? text(figure) : `(${text(figure)} - ${figure.low})`;
    return form.wide ? `${value} * ${2 ** shift}` : `${value} << ${shift}`;
  });
  return form.wide
    ? [`${WIDE_BASE} + q * ${2 ** form.groupShift}`, ...terms].join(' + ')
    : `(${[`q << ${form.groupShift}`, ...terms].join(' | ')}) >>> 0`;
}

/** The key of every incomplete subject. */
export const incompleteKey = ({ wide, groupShift, groups }: KeyForm): number =>
  (wide ? WIDE_BASE : 0) + groups * 2 ** groupShift;
