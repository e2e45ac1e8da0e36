import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, parseScheme, rulesOf } from '../scheme/index.ts';
import {
  add,
  divide,
  type Fraction,
  floor,
  fraction,
  halfUp,
  maximum,
  minimum,
  multiply,
  NO_HOLIDAYS,
  parseDecimal,
  subtract,
} from '../values/index.ts';
import { checkFacts, explainSheet, type Fact, type ScoreNode, scoreCohort } from './index.ts';
import { dice, type Recordable, randomFacts, randomScheme, randomSubjects } from './random-assessment.fixture.ts';

const SETTINGS = { asOf: '2024-12-31', holidays: NO_HOLIDAYS };

export function randomAssessment(seed: number) {
  const d = dice(seed);
  const { scheme, diagnostics } = parseScheme(randomScheme(d));
  if (!scheme) throw new Error(diagnostics.map((p) => `${p.place.path?.join('.')} ${p.message}`).join('\n'));
  const subjects = randomSubjects(d);
  const rules = scheme.sheets.flatMap((sheet): Recordable[] => {
    const periods = scheme.components.find((c) => c.id === sheet.components[0])?.periods !== undefined;
    return itemsOf(sheet).flatMap((item) =>
      rulesOf(item).map((r) => ({ id: r.id, kind: r.kind, periods, item: item.id })),
    );
  });
  const whole = scheme.rules.map((r) => ({ id: r.id, kind: r.kind, periods: false }));
  const items = scheme.sheets.flatMap((s) => itemsOf(s).map((i) => i.id));
  const facts = subjects.flatMap((s) => randomFacts(d, s.id, [...rules, ...whole], items));
  return { scheme, subjects, facts, dice: d };
}

/** Recomputes a printed expression by its characters alone, as a clerk with a pencil would. */
function recompute(text: string): Fraction {
  const tokens = text.match(/\d+(?:\.\d+)?|取小|取大|取整|[+\-×÷(),]/g) ?? [];
  if (tokens.join('') !== text.replaceAll(' ', '')) throw new Error(`unreadable: ${text}`);
  let at = 0;
  const sum = (): Fraction => {
    let value = product();
    while (tokens[at] === '+' || tokens[at] === '-')
      value = tokens[at++] === '+' ? add(value, product()) : subtract(value, product());
    return value;
  };
  const product = (): Fraction => {
    let value = atom();
    while (tokens[at] === '×' || tokens[at] === '÷')
      value = tokens[at++] === '×' ? multiply(value, atom()) : divide(value, atom());
    return value;
  };
  const list = (): Fraction[] => {
    at++;
    const values = [sum()];
    while (tokens[at] === ',') {
      at++;
      values.push(sum());
    }
    at++;
    return values;
  };
  const atom = (): Fraction => {
    const token = tokens[at++]!;
    if (token === '-') return subtract(fraction(0), atom());
    if (token === '取小') return list().reduce(minimum);
    if (token === '取大') return list().reduce(maximum);
    if (token === '取整') return fraction(floor(list()[0]!));
    if (token !== '(') return parseDecimal(token)!;
    at--;
    return list()[0]!;
  };
  return sum();
}

const nodesOf = (node: ScoreNode): ScoreNode[] => [node, ...node.children.flatMap(nodesOf)];
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const runs = { numRuns: 150 };

describe('every score sheet', () => {
  it('prints lines that recompute to the printed figures', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { scheme, subjects, facts } = randomAssessment(seed);
        for (const sheet of scoreCohort(scheme, subjects, facts, SETTINGS).sheets()) {
          for (const node of nodesOf(sheet.root)) {
            for (const step of node.steps) {
              const exact = multiply(recompute(step.expression), fraction(10 ** scheme.decimals));
              expect(Number(halfUp(exact)), `${node.title} ${step.expression}`).toBe(step.points);
              expect(step.rounded).toBe(exact.d !== 1n);
            }
            const last = node.steps.at(-1);
            if (last && node.points !== null) expect(last.points, node.title).toBe(node.points);
          }
        }
      }),
      runs,
    );
  });

  it('does not depend on the order in which facts were entered', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { scheme, subjects, facts } = randomAssessment(seed);
        const once = scoreCohort(scheme, subjects, facts, SETTINGS).sheets();
        const again = scoreCohort(scheme, subjects, [...facts].reverse(), SETTINGS).sheets();
        expect(again).toEqual(once);
      }),
      runs,
    );
  });

  it('never rises by one more deduction', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { scheme, subjects, facts, dice: d } = randomAssessment(seed);
        const minus = scheme.sheets
          .flatMap((s) => itemsOf(s).flatMap(rulesOf))
          .filter((r) => r.kind === 'deduct' || r.kind === 'deductEach');
        if (minus.length === 0) return;
        const subject = d.pick(subjects);
        const before = scoreCohort(scheme, subjects, facts, SETTINGS).sheet(subject.id);
        const extra: Fact = {
          id: 'extra',
          type: 'finding',
          subject: subject.id,
          target: d.pick(minus).id,
          count: 1,
          occurredOn: '2024-06-03',
          reason: '新查实',
        };
        const after = scoreCohort(scheme, subjects, [...facts, extra], SETTINGS).sheet(subject.id);
        if (before.total !== null && after.total !== null) expect(after.total).toBeLessThanOrEqual(before.total);
      }),
      runs,
    );
  });

  it('is complete or says what is missing, and never holds a figure that is not a whole sub-unit', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { scheme, subjects, facts } = randomAssessment(seed);
        expect(checkFacts(scheme, subjects, facts)).toEqual([]);
        for (const sheet of scoreCohort(scheme, subjects, facts, SETTINGS).sheets()) {
          expect(sheet.total === null).toBe(sheet.missing.length > 0);
          for (const node of nodesOf(sheet.root))
            expect(node.points === null || Number.isSafeInteger(node.points)).toBe(true);
          expect(explainSheet(sheet).every((line) => !/undefined|NaN|null/.test(line))).toBe(true);
        }
      }),
      runs,
    );
  });
});
