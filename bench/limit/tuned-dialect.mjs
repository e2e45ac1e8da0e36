/**
 * JavaScript as one would tune it by hand: integers only and no branch where the data decide (minimum, clamp, class
 * table and conditional amount are masks). Products stay below 2^53 and quotients below 2^31, so `| 0` on the quotient
 * of doubles is the exact floor.
 */
const DIVIDES = /\//;

export const tuned = {
  name: 'tuned',
  cls: ([a, b, c]) => (a === b && b === c ? `${a}` : `(${a} + (${b - a} & m1) + (${c - a} & m2))`),
  min: (a, b) => `mn(${a}, ${b})`,
  max: (a, b) => (a === '0' ? `pos(${b})` : `mx(${a}, ${b})`),
  halfUp: (a, b) =>
    /^\d+$/.test(b) ? `(((2 * ${a} + ${b}) / ${2 * b}) | 0)` : `(((2 * ${a} + ${b}) / (2 * ${b})) | 0)`,
  floorDiv: (a, b) => `((${a} / ${b}) | 0)`,
  if: (condition, a, b) => {
    const match = /^\((.+) > (.+)\)$/.exec(condition);
    const simple = match && !/[?|=<>]/.test(condition.replace(' > ', ''));
    if (simple && b === '0' && !DIVIDES.test(a)) return `(${a} & ((${match[2]} - ${match[1]}) >> 31))`;
    if (simple && a === '0' && !DIVIDES.test(b)) return `(${b} & ~((${match[2]} - ${match[1]}) >> 31))`;
    return `(${condition} ? ${a} : ${b})`;
  },
  unlessZero: (den, a, zero) => `(${den} === 0 ? ${zero} : ${a})`,
  eq: (a, b) => `(${a} === ${b})`,
  or: (list) => `(${list.join(' || ')})`,
  prelude: `
function mn(a, b) { const d = (a - b) | 0; return (b + (d & (d >> 31))) | 0; }
function mx(a, b) { const d = (a - b) | 0; return (a - (d & (d >> 31))) | 0; }
function pos(x) { x = x | 0; return x & ~(x >> 31); }
function panel5(a, b, c, d, e) {
  const n = 5 + (a >> 31) + (b >> 31) + (c >> 31) + (d >> 31) + (e >> 31);
  const s = pos(a) + pos(b) + pos(c) + pos(d) + pos(e);
  const hi = mx(mx(mx(a, b), mx(c, d)), e);
  const lo = mn(mn(mn(a & 32767, b & 32767), mn(c & 32767, d & 32767)), e & 32767);
  if (n >= 4) return n === 5 ? ((2 * (s - hi - lo) + 3) / 6) | 0 : (s - hi - lo + 1) >> 1;
  return n < 3 ? -1 : ((2 * s + 3) / 6) | 0;
}
`,
};
