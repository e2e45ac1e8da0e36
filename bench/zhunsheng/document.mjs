/** The benchmark scheme as a Zhunsheng scheme document, so that our own language is exercised. */

export const GRADES = ['优秀', '良好', '合格', '不合格'];
export const groupId = (index) => `g${index}`;
export const classId = (index) => `c${index}`;
export const ruleId = (item, index) => `${item.id}-${index + 1}`;
export const bonusId = (component, index) => `bonus-${component.id}-${index + 1}`;

/** Figures are written in 分; a quotient of small integers prints back exactly at these decimals. */
const writer = (scheme) => {
  const decimals = Math.log10(scheme.perPoint);
  return (units) => Number((units / scheme.perPoint).toFixed(decimals));
};

const byClass = (values) => Object.fromEntries(values.map((value, i) => [classId(i), value]));

/** Each kind of rule in our language; `at` writes sub-units as 分. */
const RULES = {
  deduct: (r, at) => ({ kind: 'deduct', points: at(r.points) }),
  each: (r, at) => ({ kind: 'deductEach', unit: '次', points: at(r.points), cap: at(r.cap) }),
  shortfall: (r, at) => ({
    kind: 'shortfall',
    unit: '次',
    required: byClass(r.required),
    points: at(r.points),
    cap: at(r.cap),
  }),
  // first for the first day late, then perDay: our `first` is added to points × days
  deadline: (r, at) => ({
    kind: 'deadline',
    per: '天',
    due: '06-30',
    grace: byClass(r.grace),
    first: at(r.first - r.perDay),
    points: at(r.perDay),
    cap: at(r.cap),
  }),
  ratio: (r, at) => ({
    kind: 'ratioStep',
    on: '办结率',
    target: r.target / r.resolution,
    step: r.step / r.resolution,
    points: at(r.points),
    prorata: r.mode === 'proRata',
    cap: at(r.cap),
    whenNone: 'full',
  }),
  tiers: (r, at) => ({
    kind: 'tiers',
    on: '合格率',
    unit: '%',
    steps: r.steps.map(([min, points]) => ({ min: min / 100, points: at(points) })),
  }),
  proportion: () => ({ kind: 'proportion', on: '完成率', points: 'full', whenNone: 'full' }),
  panel: () => ({ kind: 'discretion', mode: 'award' }),
  zero: (r) => ({ kind: 'zeroItem', above: r.above }),
  veto: (r) =>
    r.level === 1
      ? { kind: 'veto', effect: 'atMost', grade: GRADES[2] }
      : { kind: 'veto', effect: 'grade', grade: GRADES[3] },
  rank: (r, at) => ({ kind: 'rank', on: '数值', from: at(r.from), step: at(r.step) }),
  relative: (r) => ({ kind: 'relative', on: '数值', method: r.from === 'lowest' ? 'efficacy' : 'best' }),
};

function writeNode(node, at) {
  const common = { id: node.id, title: `指标${node.id}`, points: at(node.full) };
  if (node.type === 'item') {
    return { ...common, rules: node.rules.map((rule, i) => ({ id: ruleId(node, i), ...RULES[rule.kind](rule, at) })) };
  }
  const children = node.children.map((child) => writeNode(child, at));
  return node.children[0].type === 'item' ? { ...common, items: children } : { ...common, indicators: children };
}

export function schemeDocument(scheme) {
  const at = writer(scheme);
  const groups = Array.from({ length: scheme.groups }, (_, i) => groupId(i));
  const classes = Array.from({ length: scheme.classes }, (_, i) => classId(i));
  const [excellent, good, pass] = scheme.grading.bands.map(at);
  return {
    title: '性能测试方案',
    year: 2024,
    scale: at(scheme.scale),
    decimals: Math.log10(scheme.perPoint),
    components: scheme.components.map(({ id, weight }) => ({
      id,
      title: id,
      weight,
      panel: { of: 'item', method: 'trimmedMean', trim: 1, trimFrom: 4, minMarks: 3 },
    })),
    groups: groups.map((id) => ({ id, title: id, classes })),
    sheets: scheme.components.map((component) => ({
      id: `sheet-${component.id}`,
      for: { groups, components: [component.id] },
      points: at(component.full),
      indicators: component.children.map((child) => writeNode(child, at)),
    })),
    rules: [
      ...scheme.components.flatMap((component) =>
        component.bonus.map((rule, i) => ({
          id: bonusId(component, i),
          kind: 'bonus',
          per: '项',
          points: at(rule.points),
          cap: at(rule.cap),
        })),
      ),
      { id: 'total-cap', kind: 'cap', scope: 'total', of: 'score', points: at(scheme.totalCap) },
    ],
    grading: [
      {
        for: { groups },
        bands: [
          { grade: GRADES[0], min: excellent },
          { grade: GRADES[1], min: good, max: excellent },
          { grade: GRADES[2], min: pass, max: good },
          { grade: GRADES[3], max: pass },
        ],
        quota: { grade: GRADES[0], percent: scheme.grading.quotaPercent, of: 'group', rounding: 'floor' },
        ties: { keys: ['total', 'yearEnd'], share: 'rank' },
      },
    ],
  };
}
