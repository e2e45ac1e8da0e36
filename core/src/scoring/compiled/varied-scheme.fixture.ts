import type { SchemeDocument } from '../../scheme/index.ts';
import { fraction } from '../../values/index.ts';
import type { Subject } from '../index.ts';
import { type dice, randomScheme } from '../random-assessment.fixture.ts';

type Dice = ReturnType<typeof dice>;
type Written = Record<string, unknown>;

/**
 * What a scheme may hold beside the rules of `randomScheme`: several groups, limits to groups and classes, nested
 * indicators, bounds of groups and of the total, ranks by another item, self-assessment as a component, components of
 * no weight, every veto, grading with quotas and tie keys.
 */
export function variedScheme(d: Dice): SchemeDocument {
  const scheme = structuredClone(randomScheme(d)) as unknown as Written & {
    components: Written[];
    groups: Written[];
    sheets: (Written & { for: Written; indicators: Written[] })[];
    rules: Written[];
  };
  scheme.groups.push({ id: 'h', title: '部门', classes: ['甲类', '乙类'] });
  for (const sheet of scheme.sheets) {
    if (d.chance(0.6)) sheet.for.groups = ['g', 'h'];
    for (const indicator of sheet.indicators) limit(d, indicator);
    if (d.chance(0.4)) sheet.indicators = [nest(d, sheet.indicators)];
    if (d.chance(0.5)) compareItems(d, sheet);
  }
  if (d.chance(0.3)) scheme.components.push({ id: 'beside', title: '参考', weight: 0 });
  if (d.chance(0.3)) addSelfScore(scheme);
  scheme.rules.push(...wholeRules(d));
  scheme.grading = grading(d);
  return scheme as unknown as SchemeDocument;
}

const itemsIn = (node: Written): Written[] => [
  ...((node.items as Written[] | undefined) ?? []),
  ...((node.indicators as Written[] | undefined) ?? []).flatMap(itemsIn),
];

/** Some items, rules and indicators hold for one group or class only; some items bound their indicator. */
function limit(d: Dice, indicator: Written): void {
  if (d.chance(0.15)) indicator.appliesTo = d.pick([{ groups: ['h'] }, { classes: ['中心镇', '甲类'] }]);
  for (const item of itemsIn(indicator)) {
    if (d.chance(0.15)) item.appliesTo = d.pick([{ groups: ['g'] }, { classes: ['一般乡镇', '乙类'] }]);
    for (const rule of item.rules as Written[]) if (d.chance(0.1)) rule.appliesTo = { classes: ['中心镇', '甲类'] };
    (item.rules as Written[]).push(...EXTRA_RULES.filter(([p]) => d.chance(p)).map(([, make]) => make(d)));
  }
}

const groupCap = (d: Dice): Written => ({
  kind: 'cap',
  scope: 'group',
  points: d.int(1, 3),
  of: d.pick(['bonus', 'penalty', 'deductions']),
});

const discretion = (d: Dice): Written => ({
  kind: 'discretion',
  max: 1.5,
  ...d.pick([{ mode: 'bonus' }, { per: '次' }, { mode: 'award', per: '项' }]),
});

/** Rules that `randomScheme` does not write, and how often an item has them. */
const EXTRA_RULES: readonly (readonly [number, (d: Dice) => Written])[] = [
  [0.15, groupCap],
  [0.1, () => ({ kind: 'cap', scope: 'item', of: 'bonus', points: 1.5 })],
  [0.15, discretion],
  [0.1, () => ({ kind: 'penalty', points: 0.5, per: '项', to: 'item' })],
  [0.1, () => ({ kind: 'veto', effect: 'atMost', grade: '合格' })],
];

const nest = (d: Dice, indicators: Written[]): Written => ({
  title: '上级指标',
  indicators,
  ...(d.chance(0.3) && { notApplicable: { method: 'equal' } }),
});

/** An item that ranks or compares by the score of the sheet's first item. */
function compareItems(d: Dice, sheet: { indicators: Written[] }): void {
  const first = sheet.indicators.flatMap(itemsIn)[0]!;
  first.id = `first-${d.int(1, 1e9)}`;
  const rule = d.pick([
    { kind: 'rank', item: first.id, from: 3, step: 0.5 },
    { kind: 'relative', on: '得分', item: first.id, method: 'best' },
    { kind: 'relative', on: '得分', item: first.id, method: 'efficacy', low: 1, high: 3 },
  ]);
  const circular = (first.rules as Written[]).some((r) => r.kind === 'rank' || r.kind === 'relative');
  if (!circular) sheet.indicators.push({ title: '比较', items: [{ title: '比较项', points: 3, rules: [rule] }] });
}

function addSelfScore(scheme: { components: Written[]; sheets: (Written & { for: Written })[] }): void {
  scheme.components.push({ id: 'self', title: '自评', weight: 10, source: 'selfScore' });
  const [sheet] = scheme.sheets;
  (sheet!.for.components as string[]).push('self');
}

const wholeRules = (d: Dice): Written[] => [
  { id: 'V1', kind: 'veto', effect: 'grade', grade: '不合格' },
  { id: 'V2', kind: 'veto', effect: d.pick(['zero', 'noExcellent', 'atMost']), grade: '合格' },
  ...(d.chance(0.4) ? [{ kind: 'cap', scope: 'total', of: 'score', points: d.int(60, 100) }] : []),
  ...(d.chance(0.4) ? [{ kind: 'cap', scope: 'total', of: 'penalty', points: 1 }] : []),
];

const grading = (d: Dice): Written[] => [
  {
    for: { groups: ['g', 'h'] },
    bands: [
      { grade: '优秀', min: 50 },
      { grade: '良好', min: 40, max: 50 },
      { grade: '合格', min: 20, max: 40 },
      { grade: '不合格', max: 20 },
    ],
    quota: {
      grade: '优秀',
      percent: d.pick([20, 34, 50]),
      of: d.pick(['group', 'all']),
      rounding: d.pick(['floor', 'halfUp', 'ceil']),
      edge: d.pick(['fall', 'stand']),
    },
    ties: { keys: d.pick([['total'], ['total', 'yearEnd'], ['total', 'beforeBonus', 'bonus']]), share: 'rank' },
  },
];

/** A roster of two groups; some were not there all year, some have no class that the scheme knows. */
export const variedSubjects = (d: Dice): Subject[] =>
  Array.from({ length: d.int(3, 9) }, (_, i) => {
    const group = d.pick(['g', 'g', 'h']);
    return {
      id: `u${i}`,
      name: `单位${i}`,
      group,
      class: group === 'g' ? d.pick(['中心镇', '一般乡镇']) : d.pick(['甲类', '乙类', undefined]),
      ...(d.chance(0.9) && { attributes: { 人数: fraction(d.int(1, 9)) } }),
    };
  });
