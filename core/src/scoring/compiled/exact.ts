import type { Builder, Expression } from './expression.ts';

/** An exact quotient of two integer expressions; the divisor is positive wherever the value is used. */
export interface Quotient {
  readonly n: Expression;
  readonly d: Expression;
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));

/** A constant that divides every value of the expression. */
function factorOf(e: Expression): number {
  if (e.op === 'constant') return Math.abs(e.value);
  if (e.op === 'table') return e.table.reduce(gcd, 0);
  if (e.op === 'multiply') return factorOf(e.args[0]!) * factorOf(e.args[1]!);
  if (e.op === 'add' || e.op === 'subtract' || e.op === 'min' || e.op === 'max') {
    return gcd(factorOf(e.args[0]!), factorOf(e.args[1]!));
  }
  if (e.op === 'select') return gcd(factorOf(e.args[1]!), factorOf(e.args[2]!));
  return 1;
}

/** Integer arithmetic over quotients, kept in small terms: constant factors are cancelled as they appear. */
export class Exact {
  readonly b: Builder;
  constructor(builder: Builder) {
    this.b = builder;
  }

  private divide(e: Expression, by: number): Expression {
    const { b } = this;
    const [x, y, z] = e.args;
    if (by === 1) return e;
    if (e.op === 'constant') return b.constant(e.value / by);
    if (e.op === 'table') return b.table(e.table.map((v) => v / by));
    if (e.op === 'multiply') {
      const first = gcd(factorOf(x!), by);
      return b.multiply(this.divide(x!, first), this.divide(y!, by / first));
    }
    if (e.op === 'select') return b.select(x!, this.divide(y!, by), this.divide(z!, by));
    return b[e.op as 'add' | 'subtract' | 'min' | 'max'](this.divide(x!, by), this.divide(y!, by));
  }

  of(n: Expression, d: Expression): Quotient {
    if (n.op === 'constant' && n.value === 0 && d.low > 0) return { n, d: this.b.constant(1) };
    const common = gcd(factorOf(n), factorOf(d));
    return common <= 1 ? { n, d } : { n: this.divide(n, common), d: this.divide(d, common) };
  }

  whole(n: Expression): Quotient {
    return { n, d: this.b.constant(1) };
  }

  /** A figure by class as a quotient over one common denominator. */
  figures(values: readonly { readonly n: bigint; readonly d: bigint }[]): Quotient {
    const common = values.reduce((all, v) => all * (Number(v.d) / gcd(all, Number(v.d))), 1);
    const n = this.b.table(values.map((v) => Number(v.n) * (common / Number(v.d))));
    return this.of(n, this.b.constant(common));
  }

  add(x: Quotient, y: Quotient): Quotient {
    if (x.d.id === y.d.id) return this.of(this.b.add(x.n, y.n), x.d);
    const common = gcd(factorOf(x.d), factorOf(y.d));
    const [xd, yd] = [this.divide(x.d, common), this.divide(y.d, common)];
    return this.of(this.b.add(this.b.multiply(x.n, yd), this.b.multiply(y.n, xd)), this.b.multiply(x.d, yd));
  }

  negate(x: Quotient): Quotient {
    return { n: this.b.multiply(x.n, this.b.constant(-1)), d: x.d };
  }

  subtract(x: Quotient, y: Quotient): Quotient {
    if (x.d.id === y.d.id) return this.of(this.b.subtract(x.n, y.n), x.d);
    const common = gcd(factorOf(x.d), factorOf(y.d));
    const [xd, yd] = [this.divide(x.d, common), this.divide(y.d, common)];
    return this.of(this.b.subtract(this.b.multiply(x.n, yd), this.b.multiply(y.n, xd)), this.b.multiply(x.d, yd));
  }

  multiply(x: Quotient, y: Quotient): Quotient {
    const [first, second] = [this.of(x.n, y.d), this.of(y.n, x.d)];
    return { n: this.b.multiply(first.n, second.n), d: this.b.multiply(first.d, second.d) };
  }

  /** x ÷ y; the divisor's sign is moved up, its zero is the caller's to exclude. */
  over(x: Quotient, y: Quotient): Quotient {
    const negative = this.b.less(y.n, this.b.constant(0));
    const flip = (e: Expression) => this.b.select(negative, this.b.multiply(e, this.b.constant(-1)), e);
    return this.multiply(x, { n: flip(y.d), d: flip(y.n) });
  }

  /** x < y by cross-multiplication. */
  less(x: Quotient, y: Quotient): Expression {
    const difference = this.subtract(y, x).n;
    const [high, low] = difference.op === 'subtract' ? difference.args : [difference, this.b.constant(0)];
    return this.b.less(low!, high!);
  }

  select(condition: Expression, x: Quotient, y: Quotient): Quotient {
    return { n: this.b.select(condition, x.n, y.n), d: this.b.select(condition, x.d, y.d) };
  }

  /** Half-up: how every printed figure is settled. */
  settle(x: Quotient): Expression {
    const { n, d } = this.of(x.n, x.d);
    return this.b.halfUp(n, d);
  }

  floor(x: Quotient): Expression {
    const { n, d } = this.of(x.n, x.d);
    return this.b.floorDivide(n, d);
  }
}
