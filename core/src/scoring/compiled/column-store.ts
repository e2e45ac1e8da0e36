import type { Fraction } from '../../values/index.ts';
import { NotCompilable } from './not-compilable.ts';
import type { SlotRange } from './slots.ts';

/** Where scales and numerators stop being worth an exact column. */
const LARGEST = 2 ** 31;

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));

const whole = (value: bigint): number => {
  if (value >= LARGEST || value <= -LARGEST) throw new NotCompilable(`a recorded value of ${value} is too large`);
  return Number(value);
};

interface Column {
  readonly values: Int32Array;
  readonly nothing: number;
}

interface Entry {
  readonly subject: number;
  readonly value: Fraction;
  /** The key of the quotient's divisor, and its value; absent for a plain value. */
  readonly divisor?: Fraction;
}

/** Inputs gathered subject by subject; in the end each has one range and, for decimals, one scale. */
export class ColumnStore {
  private readonly n: number;
  private readonly columns = new Map<string, Column>();
  private readonly decimals = new Map<string, (Entry & { readonly key: string })[]>();
  private readonly measures = new Map<string, { readonly divisorKey: string; readonly entries: Entry[] }>();
  private readonly scales = new Map<string, number>();

  constructor(subjects: number) {
    this.n = subjects;
  }

  /** Sets an integer; everybody else has what stands for nothing recorded. */
  set(key: string, subject: number, value: number, nothing = 0): void {
    let column = this.columns.get(key);
    if (!column) {
      column = { values: new Int32Array(this.n).fill(nothing), nothing };
      this.columns.set(key, column);
    }
    if (Math.abs(value) >= LARGEST) throw new NotCompilable(`a recorded figure of ${value} is too large`);
    column.values[subject] = value;
  }

  /** Sets an exact decimal; the scale of its family of columns is found when all are known. */
  setDecimal(key: string, subject: number, value: Fraction, family = key): void {
    const entries = this.decimals.get(family) ?? [];
    this.decimals.set(family, entries);
    entries.push({ key, subject, value });
  }

  /** Sets a measure: a quotient, or a plain value that stands for itself over 100. */
  setMeasure(key: string, divisorKey: string, subject: number, value: Fraction, divisor: Fraction | undefined): void {
    const measure = this.measures.get(key) ?? { divisorKey, entries: [] };
    this.measures.set(key, measure);
    measure.entries.push({ subject, value, ...(divisor && { divisor }) });
  }

  /** Finds the common scales and writes the decimals out. */
  finish(nothingOf: (key: string) => number): void {
    for (const entries of this.decimals.values()) {
      const scale = commonScale(entries);
      for (const { key, subject, value } of entries) {
        this.scales.set(key, scale);
        this.set(key, subject, whole((value.n * BigInt(scale)) / value.d), nothingOf(key));
      }
    }
    for (const [key, { divisorKey, entries }] of this.measures) this.writeMeasure(key, divisorKey, entries);
  }

  /** Plain values share one scale, so that their divisor is a constant; quotients each keep their own. */
  private writeMeasure(key: string, divisorKey: string, entries: readonly Entry[]): void {
    const scale = commonScale(entries.filter((e) => !e.divisor));
    const constant = entries.every((e) => !e.divisor);
    const hundred = constant ? 100 * scale : 100;
    for (const { subject, value, divisor } of entries) {
      const bottom = divisor ?? { n: BigInt(100 * scale), d: 1n };
      const top = divisor ? value : { n: value.n * BigInt(scale), d: value.d };
      const [n, d] = [top.n * bottom.d, bottom.n * top.d];
      this.set(key, subject, whole(constant ? n / top.d : n), 0);
      this.set(divisorKey, subject, whole(constant ? bottom.n : d), hundred);
    }
  }

  ranges(): Map<string, SlotRange> {
    const ranges = new Map<string, SlotRange>();
    for (const [key, { values }] of this.columns) {
      let [low, high] = [values[0] ?? 0, values[0] ?? 0];
      for (const value of values) {
        if (value < low) low = value;
        if (value > high) high = value;
      }
      const scale = this.scales.get(key);
      ranges.set(key, { low, high, ...(scale !== undefined && { scale }) });
    }
    return ranges;
  }

  column(key: string): Int32Array | undefined {
    return this.columns.get(key)?.values;
  }
}

/** The least common denominator. */
function commonScale(entries: readonly Entry[]): number {
  let scale = 1;
  for (const { value } of entries) {
    const d = whole(value.d);
    scale = scale * (d / gcd(scale, d));
    if (scale >= LARGEST) throw new NotCompilable('recorded decimals have no common scale');
  }
  return scale;
}
