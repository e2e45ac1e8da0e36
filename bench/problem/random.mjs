/** Seeded random numbers (mulberry32): the same seed gives the same scheme and facts on every machine. */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  /** Both ends included. */
  const int = (low, high) => low + Math.floor(next() * (high - low + 1));
  const chance = (p) => next() < p;
  const pick = (list) => list[int(0, list.length - 1)];
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  /** A small count, geometric, with roughly this mean. */
  const count = (mean) => {
    const again = mean / (1 + mean);
    let n = 0;
    while (n < 60 && next() < again) n++;
    return n;
  };
  return { next, int, chance, pick, normal, count };
}
