import { NO_TOTAL } from './program.ts';

/** Called for each group: its complete subjects lie, worst first, at `start` to `end` of the order. */
export type GroupVisitor = (group: number, start: number, end: number) => void;

/** Ranks subjects within their groups by the figures that ties compare; equal figures share a rank (1, 2, 2, 4). */
export interface Ordering {
  /** By subject; 0 where a sheet is incomplete. */
  readonly ranks: Int32Array;
  /** Subjects group by group, worst first, as of the last `rankAll`. */
  readonly order: Uint32Array;
  rankAll(visit: GroupVisitor): void;
  /** Better subjects first, whatever their groups. */
  compare(a: number, b: number): number;
  /** What `moved` must know of a subject before it is evaluated anew. */
  keyOf(subject: number): number;
  /** The rank of a subject after it was evaluated anew. */
  moved(subject: number, oldKey: number): number;
}

/**
 * The order where figures do not fit one number: subjects are compared figure by figure. Slower than packed keys, and a
 * single change counts its group again.
 */
export class ComparedOrdering implements Ordering {
  readonly ranks: Int32Array;
  order: Uint32Array;
  /** By figure, then subject. */
  readonly figures: readonly Float64Array[];
  private readonly totals: Int32Array;
  private readonly groupOf: ArrayLike<number>;

  constructor(figures: number, totals: Int32Array, groupOf: ArrayLike<number>) {
    const n = totals.length;
    this.ranks = new Int32Array(n);
    this.order = new Uint32Array(n);
    this.figures = Array.from({ length: figures }, () => new Float64Array(n));
    this.totals = totals;
    this.groupOf = groupOf;
  }

  compare(a: number, b: number): number {
    for (const figure of this.figures) if (figure[a] !== figure[b]) return figure[b]! - figure[a]!;
    return 0;
  }

  rankAll(visit: GroupVisitor): void {
    const { totals, groupOf, ranks } = this;
    const complete = Array.from(totals.keys()).filter((u) => totals[u] !== NO_TOTAL);
    complete.sort((a, b) => groupOf[a]! - groupOf[b]! || this.compare(b, a));
    this.order = Uint32Array.from(complete);
    ranks.fill(0);
    for (let end = complete.length; end > 0; ) {
      const group = groupOf[complete[end - 1]!]!;
      let start = end;
      for (; start > 0 && groupOf[complete[start - 1]!] === group; start--) {
        const [u, better] = [complete[start - 1]!, complete[start]];
        const shares = start < end && better !== undefined && this.compare(u, better) === 0;
        ranks[u] = shares ? ranks[better]! : end - start + 1;
      }
      visit(group, start, end);
      end = start;
    }
  }

  keyOf(): number {
    return 0;
  }

  moved(subject: number): number {
    if (this.totals[subject] === NO_TOTAL) return 0;
    let rank = 1;
    for (let u = 0; u < this.totals.length; u++) {
      const other = this.groupOf[u] === this.groupOf[subject] && this.totals[u] !== NO_TOTAL;
      if (other && this.compare(u, subject) < 0) rank++;
    }
    return rank;
  }
}
