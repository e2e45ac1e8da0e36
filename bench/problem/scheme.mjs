import { seeded } from './random.mjs';
import { ruleMaker } from './rules.mjs';
import { SHAPES } from './shapes.mjs';

/** An absent assessor's mark; no other fact may be missing. */
export const MISSING = -1;
/** The grade of a subject that is not graded because its sheet is incomplete. */
export const UNGRADED = 255;

/**
 * Builds the benchmark scheme of one shape: a tree of components, groups and items in integers of the sub-unit, the
 * facts it reads, and the weights as integers over one common denominator, so that the weighted total is exact.
 */
export function makeScheme(shapeId = 'hundred') {
  const shape = SHAPES[shapeId];
  const random = seeded(shape.seed);
  const facts = [];
  const items = [];
  const newFact = (draw) => {
    const id = `f${facts.length + 1}`;
    facts.push({ id, ...draw });
    return id;
  };
  const makeRule = ruleMaker(random, shape, newFact);
  const build = { shape, random, items, newFact, makeRule, patternAt: 0, groups: 0 };
  const components = shape.components.map((spec) => makeComponent(build, spec));
  return {
    shape: shape.id,
    perPoint: shape.perPoint,
    scale: shape.points * shape.perPoint,
    components,
    items,
    facts,
    cohort: items.flatMap((item) => item.rules).filter((rule) => rule.kind === 'rank' || rule.kind === 'relative'),
    ...commonDenominator(components, shape),
    totalCap: shape.totalCap * shape.perPoint,
    classes: 3,
    groups: 6,
    grading: { bands: shape.bands.map((points) => points * shape.perPoint), quotaPercent: 20 },
  };
}

function makeComponent(build, [id, weight, points, specs]) {
  const full = points * build.shape.perPoint;
  const size = (spec) => (Array.isArray(spec) ? spec.reduce((a, b) => a + b, 0) : spec);
  const all = specs.reduce((sum, spec) => sum + size(spec), 0);
  const marks = specs.map((spec) => Math.floor(((size(spec) / all) * full) / 25) * 25);
  marks[0] += full - marks.reduce((a, b) => a + b, 0);
  const component = { id, type: 'component', weight, full };
  component.children = specs.map((spec, i) => makeGroup(build, spec, marks[i], id, false));
  component.bonus = ['bonus', 'bonus'].map((kind) => build.makeRule(kind, 0));
  return component;
}

function makeGroup(build, spec, full, componentId, wholeMayNotApply) {
  const group = { id: `G${++build.groups}`, type: 'group', full, children: [] };
  if (Array.isArray(spec)) {
    const marks = splitMarks(build, spec.length, full);
    group.children = spec.map((inner, i) => makeGroup(build, inner, marks[i], componentId, i === 1));
    return group;
  }
  group.children = splitMarks(build, spec, full).map((mark, i) => {
    const mayNotApply = wholeMayNotApply || (i > 0 && i % 3 === 2);
    return makeItem(build, mark, componentId, mayNotApply ? (wholeMayNotApply ? 0.35 : 0.05) : 0);
  });
  return group;
}

function makeItem(build, full, componentId, notApplicableShare) {
  const item = { id: `L${build.items.length + 1}`, type: 'item', full, notApplicable: null, rules: [] };
  const { patterns } = build.shape;
  const panel = componentId === 'office';
  const kinds = panel ? ['panel'] : patterns[build.patternAt++ % patterns.length];
  const cohort = kinds.some((kind) => kind === 'rank' || kind.startsWith('relative'));
  // a cohort rule counts everybody, so its item always applies here
  if (notApplicableShare > 0 && !cohort) item.notApplicable = build.newFact({ draw: 'flag', p: notApplicableShare });
  item.rules = kinds.map((kind) => build.makeRule(kind, full));
  build.items.push(item);
  return item;
}

/** Positive multiples of 25 sub-units that add up to the sum. */
function splitMarks({ random }, count, sum) {
  const raw = Array.from({ length: count }, () => 0.6 + random.next());
  const all = raw.reduce((a, b) => a + b, 0);
  const marks = raw.map((x) => Math.max(25, Math.floor(((x / all) * sum) / 25) * 25));
  marks[0] += sum - marks.reduce((a, b) => a + b, 0);
  if (marks[0] <= 0) throw new Error('marks cannot be split');
  return marks;
}

const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

/** weight % × scale × score ÷ full marks, as integers over one denominator: the total rounds once. */
function commonDenominator(components, shape) {
  const scale = shape.points * shape.perPoint;
  const parts = components.map(({ weight, full }) => {
    const g = gcd(weight * scale, 100 * full);
    return { n: (weight * scale) / g, d: (100 * full) / g };
  });
  const denominator = parts.reduce((all, { d }) => (all / gcd(all, d)) * d, 1);
  return { weights: parts.map(({ n, d }) => (n * denominator) / d), weightDenominator: denominator };
}
