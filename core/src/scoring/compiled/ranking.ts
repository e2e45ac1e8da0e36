/**
 * Ranks from order keys: a radix sort by digits of 11 bits, one sweep from the best key down, and for single changes two
 * searches that begin where the key likely lies (one fact rarely moves a subject far) and a move of memory.
 */
import { incompleteKey, type KeyForm, WIDE_BASE } from './order-key.ts';
import type { GroupVisitor, Ordering } from './ordering.ts';
import {
  countNarrow,
  countWide,
  DIGIT,
  placeFirstNarrow,
  placeNarrow,
  placeWide,
  prefixSums,
  SIZE,
} from './radix-digits.ts';

export type Keys = Uint32Array | Float64Array;

/** The order by packed keys. */
export class KeyedOrdering implements Ordering {
  readonly ranks: Int32Array;
  /** By subject; programs write them. */
  readonly keys: Keys;
  order: Uint32Array;
  /** Keys in ascending order, kept up to date by `moved`. */
  private sorted: Keys;
  /** Where the keys of each group begin, the incomplete last, then the end; kept up to date with `sorted`. */
  private readonly starts: Uint32Array;
  private readonly form: KeyForm;
  private readonly span: number;
  private readonly n: number;
  private spareKeys: Keys;
  private spareOrder: Uint32Array;
  private readonly counts: Uint32Array;

  constructor(form: KeyForm, n: number) {
    this.form = form;
    this.span = 2 ** form.groupShift;
    this.n = n;
    this.starts = new Uint32Array(form.groups + 2);
    this.ranks = new Int32Array(n);
    this.keys = (form.wide ? new Float64Array(n) : new Uint32Array(n)).fill(incompleteKey(form));
    this.sorted = form.wide ? new Float64Array(n) : new Uint32Array(n);
    this.spareKeys = form.wide ? new Float64Array(n) : new Uint32Array(n);
    this.order = new Uint32Array(n);
    this.spareOrder = new Uint32Array(n);
    this.counts = new Uint32Array(SIZE * this.digits());
  }

  private digits(): number {
    const { groupShift, groups } = this.form;
    return Math.ceil((groupShift + Math.ceil(Math.log2(groups + 1))) / DIGIT);
  }

  /** Sorts all subjects by their keys and ranks them within their groups; equal keys share a rank (1, 2, 2, 4). */
  rankAll(visit: GroupVisitor): void {
    const { keys } = this;
    if (keys instanceof Uint32Array) this.sortNarrow(keys);
    else this.sortWide(keys);
    this.findStarts();
    const { starts } = this;
    const { groups } = this.form;
    this.unrank(starts[groups]!, this.n);
    for (let group = groups - 1; group >= 0; group--) {
      const [start, end] = [starts[group]!, starts[group + 1]!];
      if (start === end) continue;
      this.sweep(start, end);
      visit(group, start, end);
    }
  }

  private findStarts(): void {
    const { wide, groups } = this.form;
    for (let group = 0; group <= groups; group++) {
      this.starts[group] = this.upperBetween((wide ? WIDE_BASE : 0) + group * this.span - 1, 0, this.n);
    }
    this.starts[groups + 1] = this.n;
  }

  private groupOf(key: number): number {
    return Math.floor((this.form.wide ? key - WIDE_BASE : key) / this.span);
  }

  private sortNarrow(keys: Uint32Array): void {
    const { counts, n } = this;
    const digits = this.digits();
    counts.fill(0);
    countNarrow(keys, counts, digits);
    let from = keys;
    let fromOrder: Uint32Array | undefined;
    let [to, toOrder] = [this.spareKeys as Uint32Array, this.spareOrder];
    let [free, freeOrder] = [this.sorted as Uint32Array, this.order];
    for (let digit = 0; digit < digits; digit++) {
      prefixSums(counts, digit * SIZE);
      if (fromOrder) placeNarrow(n, from, fromOrder, to, toOrder, counts, digit);
      else placeFirstNarrow(n, from, to, toOrder, counts);
      const [usedKeys, usedOrder] = fromOrder ? [from, fromOrder] : [free, freeOrder];
      [from, fromOrder] = [to, toOrder];
      [free, freeOrder] = [to, toOrder];
      [to, toOrder] = [usedKeys, usedOrder];
    }
    [this.sorted, this.order] = [from, fromOrder!];
    [this.spareKeys, this.spareOrder] = [to, toOrder];
  }

  private sortWide(keys: Float64Array): void {
    const { counts, n } = this;
    const digits = this.digits();
    counts.fill(0);
    countWide(keys, counts, digits);
    let from = keys;
    let fromOrder: Uint32Array | undefined;
    let [to, toOrder] = [this.spareKeys as Float64Array, this.spareOrder];
    let [free, freeOrder] = [this.sorted as Float64Array, this.order];
    for (let digit = 0; digit < digits; digit++) {
      prefixSums(counts, digit * SIZE);
      placeWide(n, from, fromOrder, to, toOrder, counts, digit);
      const [usedKeys, usedOrder] = fromOrder ? [from, fromOrder] : [free, freeOrder];
      [from, fromOrder] = [to, toOrder];
      [free, freeOrder] = [to, toOrder];
      [to, toOrder] = [usedKeys, usedOrder];
    }
    [this.sorted, this.order] = [from, fromOrder!];
    [this.spareKeys, this.spareOrder] = [to, toOrder];
  }

  private sweep(start: number, end: number): void {
    const { sorted, order, ranks } = this;
    let rank = 0;
    let previous = -1;
    for (let i = end - 1; i >= start; i--) {
      const key = sorted[i]!;
      if (key !== previous) {
        rank = end - i;
        previous = key;
      }
      ranks[order[i]!] = rank;
    }
  }

  private unrank(start: number, end: number): void {
    for (let i = start; i < end; i++) this.ranks[this.order[i]!] = 0;
  }

  compare(a: number, b: number): number {
    const { keys, span } = this;
    return (keys[b]! % span) - (keys[a]! % span);
  }

  keyOf(subject: number): number {
    return this.keys[subject]!;
  }

  moved(subject: number, oldKey: number): number {
    const { keys, sorted, starts } = this;
    const newKey = keys[subject]!;
    const oldGroup = this.groupOf(oldKey);
    const newGroup = this.groupOf(newKey);
    const from = this.upper(oldKey, this.placeBefore(subject, oldGroup)) - 1;
    let to = from;
    if (newKey > oldKey) {
      to = this.upper(newKey, from) - 1;
      sorted.copyWithin(from, from + 1, to + 1);
    } else if (newKey < oldKey) {
      to = this.upper(newKey, from);
      sorted.copyWithin(to + 1, to, from);
    }
    sorted[to] = newKey;
    for (let group = oldGroup + 1; group <= newGroup; group++) starts[group]!--;
    for (let group = newGroup + 1; group <= oldGroup; group++) starts[group]!++;
    return newGroup === this.form.groups ? 0 : starts[newGroup + 1]! - to;
  }

  /** Where a subject's key stood after `rankAll`, which later changes have moved by a few places at most. */
  private placeBefore(subject: number, group: number): number {
    return Math.max(0, this.starts[group + 1]! - Math.max(1, this.ranks[subject]!));
  }

  /** How many keys are at most this one, looked for from a place outwards in growing steps, then by halving. */
  private upper(key: number, near: number): number {
    const { sorted, n } = this;
    let step = 1;
    if (sorted[near]! <= key) {
      while (near + step < n && sorted[near + step]! <= key) step *= 2;
      return this.upperBetween(key, near + (step >> 1), Math.min(n, near + step));
    }
    while (near >= step && sorted[near - step]! > key) step *= 2;
    return this.upperBetween(key, Math.max(0, near - step), near - (step >> 1));
  }

  /** The first place from `low` on whose key is above this one; `high` where there is none before it. */
  private upperBetween(key: number, low: number, high: number): number {
    const { sorted } = this;
    let from = low;
    let to = high;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (sorted[middle]! <= key) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
