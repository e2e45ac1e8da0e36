const NOISE = /[\s，,。；;、：:（）()“”"《》]|的|了|地/g;

/** A text reduced to what carries its meaning, for comparing. */
export const reduced = (text: string): string => text.replace(NOISE, '');

/** Neighbouring pairs of characters: in Chinese they stand for the words. */
export function bigramsOf(text: string): Set<string> {
  const clean = reduced(text);
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < clean.length; i++) pairs.add(clean.slice(i, i + 2));
  return pairs;
}

/** Sørensen–Dice: 1 for the same pairs, 0 for none in common. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return (2 * shared) / (a.size + b.size);
}

/** How many texts may hold a pair before it no longer tells them apart; keeps the work in proportion to the scheme. */
const COMMON = 60;

/**
 * Pairs of texts at least `threshold` alike, each pair once with the earlier first. Only texts that share one of their rarest
 * pairs of characters are compared, and pairs that many texts share count as rare nowhere.
 */
export function similarPairs(texts: readonly string[], threshold: number): [number, number][] {
  const sets = texts.map(bigramsOf);
  const holders = new Map<string, number[]>();
  sets.forEach((set, i) => {
    for (const pair of set) holders.set(pair, [...(holders.get(pair) ?? []), i].slice(0, COMMON + 1));
  });
  const pairs: [number, number][] = [];
  sets.forEach((set, i) => {
    const rare = [...set].map((pair) => holders.get(pair) ?? []).filter((list) => list.length <= COMMON);
    const near = new Set(rare.flat().filter((other) => other > i));
    for (const other of near) if (similarity(set, sets[other] as Set<string>) >= threshold) pairs.push([i, other]);
  });
  return pairs;
}
