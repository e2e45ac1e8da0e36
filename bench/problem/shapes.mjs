/**
 * The two shapes of the benchmark. A component is `[id, weight, full marks in points, groups]`; a group is a number of
 * items, or a list of sub-groups (numbers of items). A pattern is the list of rule kinds of one item.
 */
const COMMON_PATTERNS = [
  ['each', 'deduct'],
  ['shortfall', 'each'],
  ['deadline', 'deduct'],
  ['ratioWhole', 'each'],
  ['ratioProRata', 'each'],
  ['tiers', 'each'],
  ['proportion', 'deadline'],
  ['panel'],
  ['each', 'zero'],
  ['shortfall', 'deadline', 'ratioWhole', 'each', 'deduct', 'zero'],
  ['deduct', 'veto'],
];

export const SHAPES = {
  /** 100 points, 2 decimals: 80 items, every rule kind that looks at one subject only. */
  hundred: {
    id: 'hundred',
    seed: 20240601,
    points: 100,
    perPoint: 100,
    grain: 5,
    resolution: 1,
    totalCap: 110,
    bands: [90, 80, 60],
    patterns: COMMON_PATTERNS,
    components: [
      ['daily', 20, 100, [5, 6, 5]],
      ['yearEnd', 70, 100, [6, 5, [3, 4, 3], 5, [4, 3], 6, 5, 5, 5]],
      ['office', 10, 100, [4, 3]],
    ],
  },
  /** 1,000 points, 3 decimals, components of different full marks, and rules that look at the whole group. */
  thousand: {
    id: 'thousand',
    seed: 20250601,
    points: 1000,
    perPoint: 1000,
    grain: 5,
    resolution: 10,
    measuredHigh: 30000,
    totalCap: 1050,
    bands: [800, 740, 650],
    patterns: [...COMMON_PATTERNS, ['rank'], ['relativeBest'], ['relativeRange', 'each']],
    components: [
      ['daily', 30, 350, [6, 5, 4]],
      ['yearEnd', 50, 1000, [6, [4, 3], 6, 5, 6, 5]],
      ['office', 20, 100, [4, 3]],
    ],
  },
};
