import { bonusId, ruleId } from './document.mjs';

/** The range that the facts of each sort may take, from how they are drawn: what the compiler proves widths from. */
const RANGES = {
  flag: () => [0, 1],
  fewFlags: () => [0, 3],
  count: () => [0, 60],
  between: ({ low, high }) => [low, high],
  daysLate: () => [0, 999],
  denominator: () => [0, 1500],
  numerator: () => [0, 1500],
  basisPoints: () => [0, 10000],
  measured: ({ high }) => [1, high],
  mark: ({ full }) => [-1, full],
};

/** Which inputs a rule has: `[field, fact]`, and `[field, constant]` for what holds for everybody. */
const INPUTS = {
  deduct: (r) => [['count', r.fact]],
  each: (r) => [['count', r.fact]],
  shortfall: (r) => [
    ['actual', r.fact],
    ['entered', 1],
  ],
  deadline: (r) => [
    ['late', r.fact],
    ['completed', 1],
  ],
  ratio: (r) => [
    ['numerator', r.numerator],
    ['denominator', r.denominator],
    ['absent', 0],
  ],
  tiers: (r) => [
    ['numerator', r.fact],
    ['denominator', 10000],
    ['absent', 0],
  ], // a plain value in hundredths
  proportion: (r) => [
    ['numerator', r.numerator],
    ['denominator', r.denominator],
    ['absent', 0],
  ],
  panel: (r) => r.facts.map((fact, i) => [`mark${i}`, fact]),
  zero: (r) => [['count', r.fact]],
  veto: (r) => [['count', r.fact]],
  bonus: (r) => [['count', r.fact]],
  rank: (r) => [
    ['numerator', r.fact],
    ['denominator', 100],
    ['absent', 0],
  ],
  relative: (r) => [
    ['numerator', r.fact],
    ['denominator', 100],
    ['absent', 0],
  ],
};

/** Every input of the compiled scheme: its range, and the fact column that fills it. */
export function describeInputs(scheme, slotKey) {
  const draws = new Map(scheme.facts.map((fact) => [fact.id, fact]));
  const ranges = new Map();
  const factOf = new Map();
  const keyOf = new Map();
  const add = (component, target, field, source) => {
    const key = slotKey(component, '', target, field);
    if (typeof source === 'number') {
      ranges.set(key, { low: source, high: source });
      return;
    }
    const draw = draws.get(source);
    const [low, high] = RANGES[draw.draw](draw);
    ranges.set(key, { low, high });
    factOf.set(key, source);
    keyOf.set(source, key);
  };
  const walk = (component, node) => {
    if (node.type !== 'item') {
      for (const child of node.children) walk(component, child);
      return;
    }
    add(component, node.id, 'examined', 1);
    if (node.notApplicable !== null) add(component, node.id, 'notApplicable', node.notApplicable);
    node.rules.forEach((rule, i) => {
      for (const [field, source] of INPUTS[rule.kind](rule)) add(component, ruleId(node, i), field, source);
    });
  };
  for (const component of scheme.components) {
    for (const child of component.children) walk(component.id, child);
    component.bonus.forEach((rule, i) => {
      for (const [field, source] of INPUTS.bonus(rule)) add('', bonusId(component, i), field, source);
    });
  }
  return { ranges, factOf, keyOf };
}
