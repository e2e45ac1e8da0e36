import { seeded } from './random.mjs';
import { MISSING } from './scheme.mjs';

/**
 * Facts in columns, one Int16Array for each fact; MISSING stands for an absent assessor's mark. About one panel in 400
 * is left with two marks, so a small share of the subjects is incomplete.
 */
export function makeFacts(scheme, n, seed = 7) {
  const random = seeded(seed * 1000003 + n);
  const ids = scheme.facts.map((fact) => fact.id);
  const columns = Object.fromEntries(ids.map((id) => [id, new Int16Array(n)]));
  const subjectClass = new Uint8Array(n);
  const group = new Uint8Array(n);
  const list = scheme.facts.map((fact) => ({ fact, column: columns[fact.id], of: columns[fact.denominator] }));
  for (let subject = 0; subject < n; subject++) {
    subjectClass[subject] = random.int(0, scheme.classes - 1);
    group[subject] = random.int(0, scheme.groups - 1);
    const context = { random, weakness: clamp(1 + 0.25 * random.normal(), 0.4, 1.6), opinion: 0, present: 5 };
    for (const { fact, column, of } of list) column[subject] = DRAWS[fact.draw](context, fact, of?.[subject]);
  }
  return { n, ids, columns, subjectClass, group };
}

const clamp = (x, low, high) => Math.max(low, Math.min(high, x));

/** How one value of each sort is drawn; `weakness` is below 1 for a subject that does well. */
const DRAWS = {
  flag: ({ random, weakness }, { p }) => (random.chance(p * weakness) ? 1 : 0),
  fewFlags: ({ random, weakness }, { p }) => (random.chance(p * weakness) ? random.int(1, 3) : 0),
  count: ({ random, weakness }, { mean }) => random.count(mean * weakness),
  between: ({ random }, { low, high }) => random.int(low, high),
  daysLate: ({ random, weakness }, { p }) => {
    if (!random.chance(p * weakness)) return 0;
    return random.chance(0.05) ? 999 : random.int(1, 30);
  },
  denominator: ({ random }) => (random.chance(0.01) ? 0 : random.int(20, 1500)),
  numerator: ({ random, weakness }, { mean, spread }, of) =>
    clamp(Math.round(of * (mean + spread * random.normal() * weakness - 0.02 * (weakness - 1))), 0, of),
  basisPoints: ({ random, weakness }) => clamp(Math.round(9300 + 500 * random.normal() * weakness), 0, 10000),
  measured: ({ random, weakness }, { high }) =>
    clamp(Math.round(high * (0.6 - 0.2 * (weakness - 1) + 0.12 * random.normal())), 1, high),
  mark: (context, { seat, full, grain }) => {
    const { random } = context;
    if (seat === 0) {
      context.opinion = 0.88 + 0.06 * random.normal();
      const luck = random.next();
      context.present = luck < 0.0025 ? 2 : luck < 0.02 ? 3 : luck < 0.12 ? 4 : 5;
    }
    if (seat >= context.present) return MISSING;
    return clamp(Math.round((full * (context.opinion + 0.05 * random.normal())) / grain) * grain, 0, full);
  },
};

/** A repeatable list of single changed facts, each inside the range of its fact. */
export function makeChanges(scheme, facts, count, seed = 99) {
  const random = seeded(seed * 7919 + facts.n);
  const usable = scheme.facts.filter(({ draw }) => NEXT[draw]);
  return Array.from({ length: count }, () => {
    const subject = random.int(0, facts.n - 1);
    const fact = random.pick(usable);
    return [subject, fact.id, NEXT[fact.draw](random, fact)];
  });
}

const NEXT = {
  flag: (random) => random.int(0, 1),
  fewFlags: (random) => random.int(0, 3),
  count: (random) => random.int(0, 6),
  between: (random, { low, high }) => random.int(low, high),
  daysLate: (random) => random.int(0, 30),
  basisPoints: (random) => random.int(5500, 10000),
  mark: (random, { full, grain }) =>
    random.chance(0.1) ? MISSING : Math.min(full, Math.round((full * random.next()) / grain) * grain),
};
