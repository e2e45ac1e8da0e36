import { tuned } from './tuned-dialect.mjs';

/** The same program written the obvious way, with Math.min and `?:`: what a first good compiler would emit. */
export const plain = {
  ...tuned,
  name: 'plain',
  cls: ([a, b, c]) => (a === b && b === c ? `${a}` : `(c === 0 ? ${a} : c === 1 ? ${b} : ${c})`),
  min: (a, b) => `Math.min(${a}, ${b})`,
  max: (a, b) => `Math.max(${a}, ${b})`,
  if: (condition, a, b) => `(${condition} ? ${a} : ${b})`,
  prelude: `
function panel5(a, b, c, d, e) {
  let n = 0, s = 0, hi = -1, lo = 32767;
  if (a >= 0) { n++; s += a; if (a > hi) hi = a; if (a < lo) lo = a; }
  if (b >= 0) { n++; s += b; if (b > hi) hi = b; if (b < lo) lo = b; }
  if (c >= 0) { n++; s += c; if (c > hi) hi = c; if (c < lo) lo = c; }
  if (d >= 0) { n++; s += d; if (d > hi) hi = d; if (d < lo) lo = d; }
  if (e >= 0) { n++; s += e; if (e > hi) hi = e; if (e < lo) lo = e; }
  if (n < 3) return -1;
  if (n >= 4) { s -= hi + lo; n -= 2; }
  return ((2 * s + n) / (2 * n)) | 0;
}
`,
};
