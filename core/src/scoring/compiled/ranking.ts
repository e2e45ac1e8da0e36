/**
 * Ranks from order keys: a radix sort by digits of 11 bits, one sweep from the best key down, and for single changes two
 * binary searches and a move of memory.
 */
import { incompleteKey, type KeyForm, WIDE_BASE } from './order-key.ts';
import type { GroupVisitor, Ordering } from './ordering.ts';

const DIGIT = 11;
const SIZE = 1 << DIGIT;

export type Keys = Uint32Array | Float64Array;

/** The order by packed keys. */
export class KeyedOrdering implements Ordering {
  readonly ranks: Int32Array;
  /** By subject; programs write them. */
  readonly keys: Keys;
  order: Uint32Array;
  /** Keys in ascending order, kept up to date by `moved`. */
  private sorted: Keys;
  private readonly form: KeyForm;
  private readonly n: number;
  private spareKeys: Keys;
  private spareOrder: Uint32Array;
  private readonly counts: Uint32Array;

  constructor(form: KeyForm, n: number) {
    this.form = form;
    this.n = n;
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
    let end = this.n;
    while (end > 0) {
      const group = this.groupOf(this.sorted[end - 1]!);
      const start = this.countBelow(group);
      if (group === this.form.groups) this.unrank(start, end);
      else {
        this.sweep(start, end);
        visit(group, start, end);
      }
      end = start;
    }
  }

  private groupOf(key: number): number {
    return Math.floor((this.form.wide ? key - WIDE_BASE : key) / 2 ** this.form.groupShift);
  }

  private countBelow(group: number): number {
    return this.upper((this.form.wide ? WIDE_BASE : 0) + group * 2 ** this.form.groupShift - 1);
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
    const span = 2 ** this.form.groupShift;
    return (this.keys[b]! % span) - (this.keys[a]! % span);
  }

  keyOf(subject: number): number {
    return this.keys[subject]!;
  }

  moved(subject: number, oldKey: number): number {
    const { sorted } = this;
    const newKey = this.keys[subject]!;
    let atMost = this.upper(newKey); // how many keys are at most the new one, once it stands in its place
    if (oldKey !== newKey) {
      const from = this.upper(oldKey) - 1;
      if (atMost > from) sorted.copyWithin(from, from + 1, atMost--);
      else sorted.copyWithin(atMost + 1, atMost, from);
      sorted[atMost++] = newKey;
    }
    if (newKey === incompleteKey(this.form)) return 0;
    return this.countBelow(this.groupOf(newKey) + 1) - atMost + 1;
  }

  /** How many keys are at most this one. */
  upper(key: number): number {
    const { sorted } = this;
    let low = 0;
    let high = this.n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function prefixSums(counts: Uint32Array, from: number): void {
  let at = 0;
  for (let i = from; i < from + SIZE; i++) {
    const count = counts[i]!;
    counts[i] = at;
    at += count;
  }
}

function countNarrow(keys: Uint32Array, counts: Uint32Array, digits: number): void {
  for (let digit = 0; digit < digits; digit++) {
    const at = digit * SIZE;
    const shift = digit * DIGIT;
    for (let i = 0; i < keys.length; i++) counts[at + ((keys[i]! >>> shift) & (SIZE - 1))]!++;
  }
}

function placeFirstNarrow(
  n: number,
  from: Uint32Array,
  to: Uint32Array,
  toOrder: Uint32Array,
  counts: Uint32Array,
): void {
  for (let i = 0; i < n; i++) {
    const key = from[i]!;
    const at = counts[key & (SIZE - 1)]!++;
    to[at] = key;
    toOrder[at] = i;
  }
}

function placeNarrow(
  n: number,
  from: Uint32Array,
  fromOrder: Uint32Array,
  to: Uint32Array,
  toOrder: Uint32Array,
  counts: Uint32Array,
  digit: number,
): void {
  const base = digit * SIZE;
  const shift = digit * DIGIT;
  for (let i = 0; i < n; i++) {
    const key = from[i]!;
    const at = counts[base + ((key >>> shift) & (SIZE - 1))]!++;
    to[at] = key;
    toOrder[at] = fromOrder[i]!;
  }
}

/**
 * Where a digit of a wide key lies in the two words of its double (the low word first): shifted down in one word, with
 * what the high word adds to a digit that crosses the boundary.
 */
interface WideDigit {
  readonly word: 0 | 1;
  readonly down: number;
  readonly up: number;
}

/** A shift that leaves nothing within a digit's mask. */
const AWAY = 31;

function wideDigit(digit: number): WideDigit {
  const shift = digit * DIGIT;
  if (shift >= 32) return { word: 1, down: shift - 32, up: AWAY };
  return { word: 0, down: shift, up: shift + DIGIT > 32 ? 32 - shift : AWAY };
}

const wordsOf = (keys: Float64Array): Uint32Array => new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);

function countWide(keys: Float64Array, counts: Uint32Array, digits: number): void {
  const words = wordsOf(keys);
  for (let digit = 0; digit < digits; digit++) {
    const base = digit * SIZE;
    const { word, down, up } = wideDigit(digit);
    for (let i = 0; i < words.length; i += 2) {
      const value = ((words[i + word]! >>> down) | (words[i + 1]! << up)) & (SIZE - 1);
      counts[base + value] = counts[base + value]! + 1;
    }
  }
}

function placeWide(
  n: number,
  from: Float64Array,
  fromOrder: Uint32Array | undefined,
  to: Float64Array,
  toOrder: Uint32Array,
  counts: Uint32Array,
  digit: number,
): void {
  const words = wordsOf(from);
  const base = digit * SIZE;
  const { word, down, up } = wideDigit(digit);
  for (let i = 0; i < n; i++) {
    const value = ((words[2 * i + word]! >>> down) | (words[2 * i + 1]! << up)) & (SIZE - 1);
    const at = counts[base + value]!;
    counts[base + value] = at + 1;
    to[at] = from[i]!;
    toOrder[at] = fromOrder === undefined ? i : fromOrder[i]!;
  }
}
