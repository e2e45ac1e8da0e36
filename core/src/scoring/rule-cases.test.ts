import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseScheme } from '../scheme/index.ts';
import { type CalendarDate, formatPoints, fromNumber, NO_HOLIDAYS } from '../values/index.ts';
import { checkFacts, type Fact, findNode, type Subject, scoreCohort } from './index.ts';

interface WrittenFact {
  [key: string]: unknown;
}

interface Case {
  name: string;
  text?: string;
  full?: number;
  rules?: unknown[];
  item?: object;
  component?: object;
  scheme?: object;
  sheet?: unknown[];
  subject?: { attributes?: Record<string, number> };
  class?: string;
  examined?: boolean;
  facts: WrittenFact[];
  others?: WrittenFact[][];
  expect?: number | string;
  total?: number;
}

const CASES = new URL('./cases/', import.meta.url);
const CLASSES = ['中心镇', '重点乡镇', '一般乡镇'];
const HOLIDAYS_2024 = {
  holidays: new Set(['2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07', '2024-09-16', '2024-09-17']),
  workdays: new Set(['2024-09-14', '2024-09-29', '2024-10-12']),
};

function schemeOf(given: Case) {
  const item = { id: 'i', title: '本项', points: given.full, text: given.text, rules: given.rules, ...given.item };
  const indicators = given.sheet ?? [{ title: '一类', items: [item] }];
  const document = {
    title: '示例',
    year: 2024,
    components: [{ id: 'c', title: '年终', weight: 100, ...given.component }],
    groups: [{ id: 'g1', title: '乡镇', classes: CLASSES }],
    sheets: [{ id: 's', for: { groups: ['g1'], components: ['c'] }, indicators }],
    ...given.scheme,
  };
  const { scheme, diagnostics } = parseScheme(document);
  expect(diagnostics).toEqual([]);
  return scheme!;
}

const NUMBERS = ['value', 'numerator', 'denominator'];

function factOf(written: WrittenFact, subject: string, id: string): Fact {
  const exact = NUMBERS.filter((key) => written[key] !== undefined).map((key) => [
    key,
    fromNumber(written[key] as number),
  ]);
  return { id, type: 'finding', target: 'i#1', ...written, ...Object.fromEntries(exact), subject } as Fact;
}

function run(given: Case) {
  const scheme = schemeOf(given);
  const attributes = Object.entries(given.subject?.attributes ?? {}).map(([name, n]) => [name, fromNumber(n)]);
  const own = { ...given.subject, ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) }) };
  const first = { id: 'u', name: '本单位', group: 'g1', class: given.class ?? '一般乡镇', ...own } as Subject;
  const others = (given.others ?? []).map(
    (_, i): Subject => ({ id: `o${i}`, name: `他单位${i}`, group: 'g1', class: '一般乡镇' }),
  );
  const subjects = [first, ...others];
  const lists = [given.facts, ...(given.others ?? [])];
  const facts = subjects.flatMap((s, k) => (lists[k] ?? []).map((f, i) => factOf(f, s.id, `${s.id}-${i}`)));
  const looked =
    given.examined === false
      ? []
      : subjects.map(
          (s): Fact => ({ id: `x-${s.id}`, type: 'examination', subject: s.id, target: '*', component: 'c' }),
        );
  const settings = {
    asOf: '2024-12-31' as CalendarDate,
    holidays: given.text?.includes('工作日') ? HOLIDAYS_2024 : NO_HOLIDAYS,
  };
  const problems = checkFacts(scheme, subjects, facts);
  expect(problems).toEqual([]);
  return { scheme, sheet: scoreCohort(scheme, subjects, [...facts, ...looked], settings).sheet('u') };
}

const WORDS: Record<string, string> = { missing: '缺', notApplicable: '不涉及' };

for (const file of readdirSync(CASES).filter((f) => f.endsWith('.yaml'))) {
  const cases = parse(readFileSync(new URL(file, CASES), 'utf8')) as Case[];
  describe(file, () => {
    it.each(cases.map((c) => [c.name, c] as const))('%s', (_name, given) => {
      const { scheme, sheet } = run(given);
      const print = (points: number | null) => formatPoints(points ?? Number.NaN, scheme.decimals);
      if (given.total !== undefined) expect(print(sheet.total)).toBe(given.total.toFixed(2));
      if (given.expect === undefined) return;
      const node = findNode(sheet.root, 'i')!;
      const got = node.outcome === 'scored' ? print(node.points) : WORDS[node.outcome];
      expect(got).toBe(typeof given.expect === 'number' ? given.expect.toFixed(2) : given.expect);
    });
  });
}
