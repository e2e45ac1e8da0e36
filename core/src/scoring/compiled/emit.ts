/**
 * From expressions to JavaScript: straight-line integer code for one subject. The text holds only integers and the fixed
 * pieces below; inputs are addressed by number, so nothing a scheme says can reach it.
 *
 * Where a range is proved within 31 bits, minimum, clamp, class table and conditional amount are masks instead of
 * branches, because the data decide them and a processor cannot guess them. Wider figures are exact doubles.
 */
import type { Expression } from './expression.ts';
import { isInt32, type Layout } from './layout.ts';
import { Masks } from './masks.ts';

export const PRELUDE = `'use strict';
const imul = Math.imul;
function hu(n, d) { return n < 0 ? -Math.floor((d - 2 * n) / (2 * d)) : Math.floor((2 * n + d) / (2 * d)); }
`;

const isInt = (e: Expression): boolean => isInt32(e.low, e.high);
const allInt = (...list: Expression[]): boolean => list.every(isInt);
/** Whether a − b stays within 31 bits, so that its sign can be shifted into a mask. */
const safeDifference = (a: Expression, b: Expression): boolean =>
  allInt(a, b) && isInt32(a.low - b.high, a.high - b.low);

const MASKED_CLASSES = 4;
/** A factor that keeps the product with any 31-bit integer an exact double. */
const MOST_FACTOR = 2 ** 21;

/** Writes expressions of one function; what is used twice becomes a constant of its own. */
export class Emitter {
  readonly lines: string[] = [];
  private readonly names = new Map<number, string>();
  private readonly uses = new Map<number, number>();
  private readonly layout: Layout;
  private readonly tables: TableTexts;
  private readonly masks = new Masks();

  constructor(layout: Layout, tables: TableTexts) {
    this.layout = layout;
    this.tables = tables;
  }

  /** The variables that the written expressions need. */
  declaration(): string {
    return this.masks.declaration();
  }

  /** Another function left this expression's value under a name. */
  import(e: Expression, name: string): void {
    this.names.set(e.id, name);
  }

  /** Counts uses from these roots, so that `text` knows what to keep. */
  plan(roots: readonly Expression[]): void {
    for (const root of roots) this.count(root);
  }

  private count(e: Expression): void {
    const before = this.uses.get(e.id) ?? 0;
    this.uses.set(e.id, before + 1);
    if (before === 0 && !this.names.has(e.id)) for (const arg of e.args) this.count(arg);
  }

  /** The expression as text: a name where it is kept. */
  text(e: Expression): string {
    const known = this.names.get(e.id);
    if (known !== undefined) return known;
    const text = this.write(e);
    if ((this.uses.get(e.id) ?? 0) < 2 || e.op === 'constant') return text;
    const name = `v${e.id}`;
    this.lines.push(`const ${name} = ${text};`);
    this.names.set(e.id, name);
    return name;
  }

  private slot(index: number): string {
    const { store, at } = this.layout.places[index]!;
    if (store === 'column') return `k${at}[r]`;
    return `${{ rows16: 'A[a', rows32: 'B[b', rows64: 'D[d' }[store]} + ${at}]`;
  }

  private write(e: Expression): string {
    const [x, y] = e.args;
    switch (e.op) {
      case 'constant':
        return e.value < 0 ? `(${e.value})` : `${e.value}`;
      case 'slot':
        return this.slot(e.value);
      case 'figure':
        return isInt(e) ? `(G[g + ${e.value}] | 0)` : `G[g + ${e.value}]`;
      case 'table':
        return this.table(e);
      case 'add':
      case 'subtract':
        return this.sum(e);
      case 'multiply':
        return this.product(e);
      case 'min':
      case 'max':
        return this.bound(e);
      case 'floorDivide':
        return this.quotient(e, `${this.text(x!)} / ${this.text(y!)}`, x!.low >= 0);
      case 'halfUp':
        return this.halfUp(e);
      case 'select':
        return this.select(e);
      case 'panel':
        return `${this.tables.panel(e)}(${e.args.map((mark) => this.text(mark)).join(', ')})`;
      default:
        return this.truth(e);
    }
  }

  /** A value by class: m1, m2 … are masks of the classes. */
  private table(e: Expression): string {
    const [first = 0, ...rest] = e.table;
    if (!isInt(e) || e.table.length > MASKED_CLASSES || !rest.every((v) => isInt32(v - first, v - first))) {
      return `${this.tables.table(e)}[c]`;
    }
    const terms = rest.map((v, i) => (v === first ? '' : ` + (${v - first} & m${i + 1})`));
    return `(${first}${terms.join('')} | 0)`;
  }

  private sum(e: Expression): string {
    return isInt(e) ? `(${this.addends(e)} | 0)` : `(${this.addends(e)})`;
  }

  /** Sums of 31 bits within sums are cut to integers once, at the end. */
  private addends(e: Expression): string {
    const [x, y] = e.args;
    const first = isInt(e) && isInt(x!) && this.isPassing(x!) ? this.addends(x!) : this.text(x!);
    return `${first} ${e.op === 'add' ? '+' : '-'} ${this.text(y!)}`;
  }

  /** Whether a sum is written where it is used and nowhere else. */
  private isPassing(e: Expression): boolean {
    const sum = e.op === 'add' || e.op === 'subtract';
    return sum && !this.names.has(e.id) && (this.uses.get(e.id) ?? 0) < 2;
  }

  /** `Math.imul` only where the product of doubles might not be exact before it is cut. */
  private product(e: Expression): string {
    const [x, y] = e.args as [Expression, Expression];
    const [a, b] = [this.text(x), this.text(y)];
    if (!isInt(e)) return `(${a} * ${b})`;
    return y.op === 'constant' && Math.abs(y.value) < MOST_FACTOR ? `(${a} * ${b} | 0)` : `imul(${a}, ${b})`;
  }

  private bound(e: Expression): string {
    const [x, y] = e.args as [Expression, Expression];
    const [a, b] = [this.text(x), this.text(y)];
    if (!safeDifference(x, y)) return isInt(e) ? `(Math.${e.op}(${a}, ${b}) | 0)` : `Math.${e.op}(${a}, ${b})`;
    if (e.op === 'min') return this.masks.least(a, b);
    if (x.op === 'constant' && x.value === 0) return this.masks.positive(b);
    return y.op === 'constant' && y.value === 0 ? this.masks.positive(a) : this.masks.greatest(a, b);
  }

  private quotient(e: Expression, text: string, positive: boolean): string {
    if (positive && isInt(e)) return `(${text} | 0)`;
    return isInt(e) ? `(Math.floor(${text}) | 0)` : `Math.floor(${text})`;
  }

  private halfUp(e: Expression): string {
    const [n, d] = e.args as [Expression, Expression];
    if (n.low < 0)
      return isInt(e) ? `(hu(${this.text(n)}, ${this.text(d)}) | 0)` : `hu(${this.text(n)}, ${this.text(d)})`;
    if (d.op === 'constant' && d.value % 2 === 0) {
      const dividend = isInt32(n.low, n.high + d.value)
        ? `(${this.text(n)} + ${d.value / 2} | 0)`
        : `(${this.text(n)} + ${d.value / 2})`;
      return this.quotient(e, `${dividend} / ${d.value}`, true);
    }
    const half = d.op === 'constant' ? `${2 * d.value}` : `(2 * ${this.text(d)})`;
    return this.quotient(e, `(2 * ${this.text(n)} + ${this.text(d)}) / ${half}`, true);
  }

  /** −1 or 0 from a truth value; absent where only a branch would do. */
  private mask(condition: Expression): string | undefined {
    const [x, y] = condition.args;
    if (condition.op === 'less') {
      return safeDifference(x!, y!) ? `(${this.text(x!)} - ${this.text(y!)} >> 31)` : undefined;
    }
    if (condition.op === 'slot' || condition.op === 'table') return `-${this.text(condition)}`;
    return this.names.has(condition.id) ? `-${this.text(condition)}` : undefined;
  }

  private select(e: Expression): string {
    const [condition, x, y] = e.args as [Expression, Expression, Expression];
    if ((this.uses.get(condition.id) ?? 0) > 1) this.text(condition);
    const cheap = !divides(x, this.names) && !divides(y, this.names);
    const mask = allInt(x, y) && cheap ? this.mask(condition) : undefined;
    if (mask !== undefined && y.op === 'constant' && y.value === 0) return `(${this.text(x)} & ${mask})`;
    if (mask !== undefined && x.op === 'constant' && x.value === 0) return `(${this.text(y)} & ~${mask})`;
    if (
      mask !== undefined &&
      x.op === 'constant' &&
      y.op === 'constant' &&
      isInt32(x.value - y.value, x.value - y.value)
    ) {
      return `(${y.value} + (${x.value - y.value} & ${mask}) | 0)`;
    }
    return `(${this.test(condition)} ? ${this.text(x)} : ${this.text(y)})`;
  }

  /** A truth value as a JavaScript condition. */
  private test(e: Expression): string {
    const [x, y] = e.args;
    if (this.names.has(e.id) || (this.uses.get(e.id) ?? 0) > 1) return `${this.text(e)} !== 0`;
    if (e.op === 'less') return `${this.text(x!)} < ${this.text(y!)}`;
    if (e.op === 'equal') return `${this.text(x!)} === ${this.text(y!)}`;
    if (e.op === 'not') return `!(${this.test(x!)})`;
    if (e.op === 'or' || e.op === 'and') return `(${this.test(x!)}) ${e.op === 'or' ? '||' : '&&'} (${this.test(y!)})`;
    return `${this.text(e)} !== 0`;
  }

  /** A truth value as 0 or 1. */
  private truth(e: Expression): string {
    const [x, y] = e.args;
    switch (e.op) {
      case 'less':
        if (safeDifference(x!, y!)) return `(${this.text(x!)} - ${this.text(y!)} >>> 31)`;
        return `(${this.text(x!)} < ${this.text(y!)} ? 1 : 0)`;
      case 'equal':
        return `(${this.text(x!)} === ${this.text(y!)} ? 1 : 0)`;
      case 'not':
        return `(${this.text(x!)} ^ 1)`;
      default:
        return `(${this.text(x!)} ${e.op === 'and' ? '&' : '|'} ${this.text(y!)})`;
    }
  }
}

/** Whether writing the expression out would divide: then it is better branched around than masked. */
function divides(e: Expression, names: ReadonlyMap<number, string>): boolean {
  if (names.has(e.id)) return false;
  return e.op === 'floorDivide' || e.op === 'halfUp' || e.op === 'panel' || e.args.some((arg) => divides(arg, names));
}

/** Tables by class and panel functions of one program, written once before its functions. */
export class TableTexts {
  readonly lines: string[] = [];
  private readonly names = new Map<string, string>();

  private once(key: string, prefix: string, text: (name: string) => string): string {
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = `${prefix}${this.names.size}`;
    this.names.set(key, name);
    this.lines.push(text(name));
    return name;
  }

  table(e: Expression): string {
    const values = e.table.join(', ');
    const kind = isInt(e) ? 'Int32Array' : 'Float64Array';
    return this.once(`table ${values}`, 't', (name) => `const ${name} = ${kind}.of(${values});`);
  }

  panel(e: Expression): string {
    const { minMarks, trimFrom, scale } = e.panel!;
    const key = `panel ${e.args.length} ${minMarks} ${trimFrom} ${scale}`;
    return this.once(key, 'p', (name) => panelFunction(name, e.args.length, minMarks, trimFrom, scale));
  }
}

/** The mean of the marks given (−1 is absent), one highest and one lowest dropped from `trimFrom` marks on. */
function panelFunction(name: string, size: number, minMarks: number, trimFrom: number, scale: number): string {
  const marks = Array.from({ length: size }, (_, i) => `x${i}`);
  const masks = new Masks();
  const lines = [
    `  const n = ${size}${marks.map((m) => ` + (${m} >> 31)`).join('')} | 0;`,
    `  const s = ${marks.map((m) => masks.positive(m)).join(' + ')} | 0;`,
  ];
  if (trimFrom > 0 && trimFrom <= size) {
    const highest = marks.reduce((all, m) => masks.greatest(all, m));
    const lowest = marks.map((m) => `(${m} & 2147483647)`).reduce((all, m) => masks.least(all, m));
    lines.push(`  const k = s - ${highest} - ${lowest} | 0;`);
  }
  for (let n = size; n >= minMarks; n--) {
    const trims = trimFrom > 0 && n >= trimFrom;
    const divisor = (trims ? n - 2 : n) * scale;
    const mean = divisor === 1 ? (trims ? 'k' : 's') : `(2 * ${trims ? 'k' : 's'} + ${divisor}) / ${2 * divisor} | 0`;
    lines.push(`  if (n === ${n}) return ${mean};`);
  }
  return `function ${name}(${marks.join(', ')}) {\n${masks.declaration()}${lines.join('\n')}\n  return -1;\n}`;
}
