import { NotCompilable } from './not-compilable.ts';

/**
 * An integer-valued expression with a proved range. Truth values are 0 and 1. `slot` reads a subject's input, `figure`
 * a figure of its group, `table` a value by class. A `panel` gives −1 when too few marks are given.
 */
export interface Expression {
  readonly op:
    | 'constant'
    | 'slot'
    | 'figure'
    | 'table'
    | 'add'
    | 'subtract'
    | 'multiply'
    | 'min'
    | 'max'
    | 'floorDivide'
    | 'halfUp'
    | 'select'
    | 'less'
    | 'equal'
    | 'and'
    | 'or'
    | 'not'
    | 'panel';
  /** Unique among equal expressions: the same expression is the same object. */
  readonly id: number;
  readonly low: number;
  readonly high: number;
  readonly args: readonly Expression[];
  /** A constant's value, a slot's or figure's index. */
  readonly value: number;
  /** By class. */
  readonly table: readonly number[];
  readonly panel?: PanelShape;
}

/** How marks are joined: at least `minMarks`; from `trimFrom` on one highest and one lowest are dropped (0: never). */
export interface PanelShape {
  readonly minMarks: number;
  readonly trimFrom: number;
  /** The marks are multiples of 1 ÷ scale of a sub-unit. */
  readonly scale: number;
}

/** Up to here doubles are exact integers; a range beyond it cannot be proved and the scheme is traced instead. */
export const EXACT = 2 ** 53;

type Range = readonly [low: number, high: number];

const corners = (a: Expression, b: Expression, f: (x: number, y: number) => number): Range => {
  const all = [f(a.low, b.low), f(a.low, b.high), f(a.high, b.low), f(a.high, b.high)];
  return [Math.min(...all), Math.max(...all)];
};

export const halfUpOf = (n: number, d: number): number => {
  const magnitude = Math.floor((2 * Math.abs(n) + d) / (2 * d));
  return n < 0 ? -magnitude : magnitude;
};

const quotientRange = (n: Expression, d: Expression, f: (x: number, y: number) => number): Range => {
  const least = { ...d, low: Math.max(1, d.low), high: Math.max(1, d.high) };
  return corners(n, least, f);
};

/** What each operation makes of values, and of ranges. */
const RULES: Record<
  'add' | 'subtract' | 'multiply' | 'min' | 'max' | 'floorDivide' | 'halfUp' | 'less' | 'equal' | 'and' | 'or',
  { of: (a: number, b: number) => number; range: (a: Expression, b: Expression) => Range }
> = {
  add: { of: (a, b) => a + b, range: (a, b) => [a.low + b.low, a.high + b.high] },
  subtract: { of: (a, b) => a - b, range: (a, b) => [a.low - b.high, a.high - b.low] },
  multiply: { of: (a, b) => a * b, range: (a, b) => corners(a, b, (x, y) => x * y) },
  min: { of: Math.min, range: (a, b) => [Math.min(a.low, b.low), Math.min(a.high, b.high)] },
  max: { of: Math.max, range: (a, b) => [Math.max(a.low, b.low), Math.max(a.high, b.high)] },
  floorDivide: {
    of: (a, b) => (b === 0 ? 0 : Math.floor(a / b)),
    range: (a, b) => quotientRange(a, b, (x, y) => Math.floor(x / y)),
  },
  halfUp: { of: (a, b) => (b === 0 ? 0 : halfUpOf(a, b)), range: (a, b) => quotientRange(a, b, halfUpOf) },
  less: { of: (a, b) => Number(a < b), range: (a, b) => [Number(a.high < b.low), Number(a.low < b.high)] },
  equal: { of: (a, b) => Number(a === b), range: (a, b) => [0, Number(a.low <= b.high && b.low <= a.high)] },
  and: { of: (a, b) => a & b, range: (a, b) => [a.low & b.low, a.high & b.high] },
  or: { of: (a, b) => a | b, range: (a, b) => [a.low | b.low, a.high | b.high] },
};
type Binary = keyof typeof RULES;

const isFixed = (e: Expression): boolean => e.op === 'constant' || e.op === 'table';
const fixedAt = (e: Expression, classIndex: number): number => (e.op === 'table' ? e.table[classIndex]! : e.value);

/**
 * Builds expressions over a fixed number of classes. What the ranges already decide is folded away, so a general
 * lowering (missing marks, examinations, decisions) costs nothing where the data never need it.
 */
export class Builder {
  readonly classes: number;
  private readonly known = new Map<string, Expression>();

  constructor(classes: number) {
    this.classes = classes;
  }

  private make(
    fields: Partial<Expression> & Pick<Expression, 'op'>,
    low: number,
    high: number,
    key: string,
  ): Expression {
    const found = this.known.get(key);
    if (found) return found;
    if (Math.abs(low) >= EXACT || Math.abs(high) >= EXACT) {
      throw new NotCompilable(`a figure can reach ${Math.max(Math.abs(low), Math.abs(high))}, beyond exact doubles`);
    }
    const made: Expression = { args: [], value: 0, table: [], ...fields, id: this.known.size, low, high };
    this.known.set(key, made);
    return made;
  }

  constant(value: number): Expression {
    const plain = value === 0 ? 0 : value; // never −0
    return this.make({ op: 'constant', value: plain }, plain, plain, `c${plain}`);
  }

  slot(index: number, low: number, high: number): Expression {
    return low === high ? this.constant(low) : this.make({ op: 'slot', value: index }, low, high, `s${index}`);
  }

  figure(index: number, low: number, high: number): Expression {
    return this.make({ op: 'figure', value: index }, low, high, `f${index}`);
  }

  /** A value for each class. */
  table(values: readonly number[]): Expression {
    if (values.every((v) => v === values[0])) return this.constant(values[0] ?? 0);
    return this.make({ op: 'table', table: values }, Math.min(...values), Math.max(...values), `t${values.join()}`);
  }

  private binary(op: Binary, a: Expression, b: Expression): Expression {
    if (isFixed(a) && isFixed(b)) {
      return this.table(Array.from({ length: this.classes }, (_, c) => RULES[op].of(fixedAt(a, c), fixedAt(b, c))));
    }
    const [low, high] = RULES[op].range(a, b);
    if (low === high) return this.constant(low);
    return this.make({ op, args: [a, b] }, low, high, `${op} ${a.id} ${b.id}`);
  }

  /** The same value with a range that follows from more than intervals see; the caller says why. */
  narrow(e: Expression, low: number, high: number): Expression {
    if (isFixed(e) || (low <= e.low && high >= e.high)) return e;
    const range = [Math.max(low, e.low), Math.min(high, e.high)] as const;
    return this.make({ ...e }, ...range, `narrow ${e.id} ${range.join()}`);
  }

  add(a: Expression, b: Expression): Expression {
    if (a.op === 'constant') return a.value === 0 ? b : this.binary('add', b, a);
    return b.op === 'constant' && b.value === 0 ? a : this.binary('add', a, b);
  }

  sum(list: readonly Expression[]): Expression {
    return list.reduce((all, e) => this.add(all, e), this.constant(0));
  }

  subtract(a: Expression, b: Expression): Expression {
    return b.op === 'constant' && b.value === 0 ? a : this.binary('subtract', a, b);
  }

  multiply(a: Expression, b: Expression): Expression {
    if (a.op === 'constant' && b.op !== 'constant') return this.multiply(b, a);
    if (b.op !== 'constant') return this.binary('multiply', a, b);
    if (b.value === 1) return a;
    const [inner, factor] = a.args;
    if (a.op === 'multiply' && factor?.op === 'constant') {
      return this.multiply(inner!, this.constant(factor.value * b.value));
    }
    return this.binary('multiply', a, b);
  }

  min(a: Expression, b: Expression): Expression {
    if (a.high <= b.low) return a;
    return b.high <= a.low ? b : this.binary('min', a, b);
  }

  max(a: Expression, b: Expression): Expression {
    if (a.low >= b.high) return a;
    return b.low >= a.high ? b : this.binary('max', a, b);
  }

  /** Whole quotient downwards; the divisor is positive wherever the value is used. */
  floorDivide(n: Expression, d: Expression): Expression {
    return d.op === 'constant' && d.value === 1 ? n : this.binary('floorDivide', n, d);
  }

  /** 四舍五入 of n ÷ d, halves away from zero; the divisor is positive wherever the value is used. */
  halfUp(n: Expression, d: Expression): Expression {
    if (d.op === 'constant' && d.value === 1) return n;
    if (2 * Math.max(Math.abs(n.low), Math.abs(n.high)) + d.high >= EXACT) {
      throw new NotCompilable('the dividend of a rounded figure does not fit an exact double');
    }
    return this.binary('halfUp', n, d);
  }

  /** a < b. Constant factors are divided out, so thresholds compare with plain inputs. */
  less(a: Expression, b: Expression): Expression {
    const [x, factor] = a.args;
    if (a.op === 'multiply' && factor?.op === 'constant' && factor.value > 0 && b.op === 'constant') {
      return this.less(x!, this.constant(Math.ceil(b.value / factor.value)));
    }
    const [y, times] = b.args;
    if (b.op === 'multiply' && times?.op === 'constant' && times.value > 0 && a.op === 'constant') {
      return this.less(this.constant(Math.floor(a.value / times.value)), y!);
    }
    return this.binary('less', a, b);
  }

  equal(a: Expression, b: Expression): Expression {
    return a.id === b.id ? this.constant(1) : this.binary('equal', a, b);
  }

  positive(a: Expression): Expression {
    if (a.low >= 0 && a.high <= 1) return a; // already a truth value
    return this.less(this.constant(0), a);
  }

  not(a: Expression): Expression {
    if (isFixed(a)) return this.subtract(this.constant(1), a);
    return a.op === 'not' ? a.args[0]! : this.make({ op: 'not', args: [a] }, 1 - a.high, 1 - a.low, `! ${a.id}`);
  }

  and(a: Expression, b: Expression): Expression {
    if (a.op === 'constant') return a.value === 0 ? a : b;
    if (b.op === 'constant') return b.value === 0 ? b : a;
    return a.id === b.id ? a : this.binary('and', a, b);
  }

  or(a: Expression, b: Expression): Expression {
    if (a.op === 'constant') return a.value === 0 ? b : a;
    if (b.op === 'constant') return b.value === 0 ? a : b;
    return a.id === b.id ? a : this.binary('or', a, b);
  }

  any(list: readonly Expression[]): Expression {
    return list.reduce((all, e) => this.or(all, e), this.constant(0));
  }

  select(condition: Expression, a: Expression, b: Expression): Expression {
    if (condition.op === 'constant') return condition.value === 0 ? b : a;
    if (a.id === b.id) return a;
    if (condition.op === 'not') return this.select(condition.args[0]!, b, a);
    if (isFixed(condition) && isFixed(a) && isFixed(b)) {
      const pick = (c: number) => (fixedAt(condition, c) === 0 ? fixedAt(b, c) : fixedAt(a, c));
      return this.table(Array.from({ length: this.classes }, (_, c) => pick(c)));
    }
    if (a.op === 'constant' && a.value === 1 && b.op === 'constant' && b.value === 0) return condition;
    const args = [condition, a, b];
    const key = `select ${condition.id} ${a.id} ${b.id}`;
    return this.make({ op: 'select', args }, Math.min(a.low, b.low), Math.max(a.high, b.high), key);
  }

  /** `a` where the condition holds, else 0. */
  when(condition: Expression, a: Expression): Expression {
    return this.select(condition, a, this.constant(0));
  }

  panel(marks: readonly Expression[], shape: PanelShape): Expression {
    const high = Math.max(0, ...marks.map((m) => m.high));
    if (marks.length * high * 2 >= 2 ** 31) throw new NotCompilable('marks of a panel do not fit 31 bits');
    const { minMarks, trimFrom, scale } = shape;
    const key = `panel ${minMarks} ${trimFrom} ${scale} ${marks.map((m) => m.id).join(' ')}`;
    return this.make({ op: 'panel', args: marks, panel: shape }, -1, Math.ceil(high / scale), key);
  }
}
