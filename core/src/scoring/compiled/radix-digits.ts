/**
 * The passes of a radix sort by digits of 11 bits, least significant first: count every digit, add up, place stably.
 * Narrow keys are words of 32 bits, wide ones the two words of a double.
 */
export const DIGIT = 11;
export const SIZE = 1 << DIGIT;

export function prefixSums(counts: Uint32Array, from: number): void {
  let at = 0;
  for (let i = from; i < from + SIZE; i++) {
    const count = counts[i]!;
    counts[i] = at;
    at += count;
  }
}

export function countNarrow(keys: Uint32Array, counts: Uint32Array, digits: number): void {
  for (let digit = 0; digit < digits; digit++) {
    const at = digit * SIZE;
    const shift = digit * DIGIT;
    for (let i = 0; i < keys.length; i++) counts[at + ((keys[i]! >>> shift) & (SIZE - 1))]!++;
  }
}

export function placeFirstNarrow(
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

export function placeNarrow(
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

export function countWide(keys: Float64Array, counts: Uint32Array, digits: number): void {
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

export function placeWide(
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
