/**
 * The rules of the benchmark's items. Every figure is an integer in the scheme's sub-unit; each rule names the facts it
 * reads and says how their values are drawn (see facts.mjs).
 */
export function ruleMaker(random, shape, newFact) {
  const { grain, resolution, measuredHigh } = shape;
  /** A share of the item's full marks, on the shape's grain. */
  const share = (full, part) => Math.max(grain, Math.round((full * part) / grain) * grain);

  const ratio = (full, mode) => {
    const denominator = newFact({ draw: 'denominator' });
    return {
      kind: 'ratio',
      numerator: newFact({ draw: 'numerator', denominator, mean: 0.95, spread: 0.05 }),
      denominator,
      // percentage points × resolution: target and step are exact decimals
      target: resolution * random.int(90, 98) - (resolution > 1 ? random.int(0, 9) : 0),
      step: resolution > 1 ? random.int(1, 5) : 1,
      resolution,
      points: share(full, resolution > 1 ? 0.01 : 0.05),
      mode,
      cap: share(full, 0.7),
    };
  };

  let vetoes = 0;
  const makers = {
    deduct: (full) => ({ kind: 'deduct', fact: newFact({ draw: 'flag', p: 0.06 }), points: share(full, 0.4) }),
    each: (full) => ({
      kind: 'each',
      fact: newFact({ draw: 'count', mean: 0.6 }),
      points: share(full, 0.1),
      cap: share(full, 0.5),
    }),
    shortfall: (full) => ({
      kind: 'shortfall',
      required: [random.int(8, 12), random.int(5, 8), random.int(3, 5)], // by class
      fact: newFact({ draw: 'between', low: 2, high: 14 }),
      points: share(full, 0.08),
      cap: share(full, 0.6),
    }),
    deadline: (full) => ({
      kind: 'deadline',
      fact: newFact({ draw: 'daysLate', p: 0.2 }),
      grace: [0, random.int(0, 2), random.int(2, 5)], // by class
      first: share(full, 0.05),
      perDay: share(full, 0.02),
      cap: share(full, 0.5),
    }),
    ratioWhole: (full) => ratio(full, 'whole'),
    ratioProRata: (full) => ratio(full, 'proRata'),
    tiers: (full) => ({
      kind: 'tiers',
      fact: newFact({ draw: 'basisPoints' }),
      steps: [
        [9500, full],
        [9000, share(full, 0.9)],
        [8000, share(full, 0.75)],
        [6000, share(full, 0.5)],
      ],
    }),
    proportion: () => {
      const denominator = newFact({ draw: 'denominator' });
      const numerator = newFact({ draw: 'numerator', denominator, mean: 0.93, spread: 0.07 });
      return { kind: 'proportion', numerator, denominator };
    },
    panel: (full) => ({
      kind: 'panel',
      facts: [0, 1, 2, 3, 4].map((seat) => newFact({ draw: 'mark', full, seat, grain })),
    }),
    bonus: () => ({
      kind: 'bonus',
      fact: newFact({ draw: 'count', mean: 0.7 }),
      points: shape.perPoint / 2,
      cap: shape.perPoint,
    }),
    zero: () => ({ kind: 'zero', fact: newFact({ draw: 'fewFlags', p: 0.03 }), above: 1 }),
    veto: () => ({ kind: 'veto', fact: newFact({ draw: 'flag', p: 0.004 }), level: 1 + (vetoes++ % 2) }),
    rank: (full) => ({
      kind: 'rank',
      fact: newFact({ draw: 'measured', high: measuredHigh }),
      from: full,
      step: share(full, 0.04),
    }),
    relativeBest: () => ({ kind: 'relative', fact: newFact({ draw: 'measured', high: measuredHigh }), from: 'zero' }),
    relativeRange: () => ({
      kind: 'relative',
      fact: newFact({ draw: 'measured', high: measuredHigh }),
      from: 'lowest',
    }),
  };
  return (kind, full) => makers[kind](full);
}
