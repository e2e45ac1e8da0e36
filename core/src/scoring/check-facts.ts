import { formulaNames, type Rule, type Scheme } from '../scheme/index.ts';
import { type Diagnostic, type Fraction, nearest, periodOfLabel } from '../values/index.ts';
import { checkSubjects } from './check-subjects.ts';
import {
  componentOf,
  FACT_TYPES,
  type Fact,
  type FactType,
  indexScheme,
  periodOf,
  type SchemeIndex,
  type Subject,
} from './inputs/index.ts';

interface Check {
  readonly index: SchemeIndex;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly found: Diagnostic[];
}

/** Guesses cost a look through all names; after so many findings the pattern is plain without them. */
const GUESSES = 50;

const guessFor = (check: Check, written: string, names: Iterable<string>): string | undefined => {
  const guess = check.found.length < GUESSES ? nearest(written, [...names]) : undefined;
  return guess && `是否想写“${guess}”？`;
};

function find(check: Check, fact: Pick<Fact, 'id'>, code: string, message: string, hint?: string): void {
  const place = { path: ['facts', fact.id], id: fact.id };
  check.found.push({ code: `scoring.${code}`, severity: 'error', message, place, ...(hint && { hint }) });
}

type Sort = 'rule' | 'item' | 'node' | 'component' | 'selection' | 'fact' | 'any';

const TARGETS: Record<FactType, readonly Sort[]> = {
  finding: ['rule'],
  measure: ['rule'],
  completion: ['rule'],
  mark: ['rule', 'component'],
  examination: ['node', 'any'],
  notApplicable: ['node'],
  extension: ['rule'],
  judgedGrade: ['any'],
  selfScore: ['item'],
  nomination: ['selection'],
  withdrawal: ['fact'],
};

const SORT_NAMES: Record<Sort, string> = {
  rule: '评分标准（规则）',
  item: '指标',
  node: '指标、上级指标或评分表',
  component: '考核方式',
  selection: '评先项目',
  fact: '记录',
  any: '“*”',
};

function namesOf(check: Check, sort: Sort, factIds: ReadonlySet<string>): (id: string) => boolean {
  const { index } = check;
  const sheets = new Set(index.scheme.sheets.map((s) => s.id));
  const tests: Record<Sort, (id: string) => boolean> = {
    rule: (id) => index.rules.has(id),
    item: (id) => index.items.has(id),
    node: (id) => index.items.has(id) || index.indicators.has(id) || sheets.has(id),
    component: (id) => index.components.has(id),
    selection: (id) => index.scheme.selections.some((s) => s.id === id),
    fact: (id) => factIds.has(id),
    any: (id) => id === '*' || id === '',
  };
  return tests[sort];
}

function checkTarget(check: Check, fact: Pick<Fact, 'id' | 'type' | 'target'>, factIds: ReadonlySet<string>): boolean {
  const sorts = TARGETS[fact.type];
  if (fact.type === 'judgedGrade' || sorts.some((sort) => namesOf(check, sort, factIds)(fact.target))) return true;
  const known = sorts.includes('rule') ? check.index.rules.keys() : check.index.items.keys();
  const guess = fact.type === 'withdrawal' ? undefined : guessFor(check, fact.target, known);
  const what = sorts.map((s) => SORT_NAMES[s]).join('或');
  find(check, fact, 'unknown-target', `没有编号为“${fact.target}”的${what}。`, guess);
  return false;
}

function findComponent(check: Check, fact: { readonly id: string; readonly component: string }): boolean {
  const { components } = check.index;
  if (components.has(fact.component)) return true;
  const guess = guessFor(check, fact.component, components.keys());
  find(check, fact, 'unknown-component', `没有考核方式“${fact.component}”。`, guess);
  return false;
}

function findSubject(check: Check, fact: Pick<Fact, 'id' | 'subject'>): Subject | undefined {
  const subject = check.subjects.get(fact.subject);
  if (subject) return subject;
  const guess = guessFor(check, fact.subject, check.subjects.keys());
  find(check, fact, 'unknown-subject', `花名册中没有考核对象“${fact.subject}”。`, guess);
  return undefined;
}

function checkPlace(check: Check, fact: Fact, subject: Subject): void {
  const { index } = check;
  const { id, component: named } = fact;
  if (named !== undefined && !findComponent(check, { id, component: named })) return;
  const sheet = index.rules.get(fact.target)?.sheet ?? index.items.get(fact.target)?.sheet;
  if (!sheet) return;
  if (!sheet.groups.includes(subject.group)) {
    find(
      check,
      fact,
      'other-sheet',
      `“${fact.target}”所在的“${sheet.title}”不适用于“${subject.name}”的分组。`,
      '请换成本组评分表的编号。',
    );
  }
  const component = componentOf(index, fact);
  if (component === undefined) {
    find(
      check,
      fact,
      'component-needed',
      `“${sheet.title}”用于几种考核方式，须写明是哪一种。`,
      `填“考核方式”：${sheet.components.join('、')}。`,
    );
  } else if (!sheet.components.includes(component)) {
    find(
      check,
      fact,
      'other-sheet',
      `“${fact.target}”不属于考核方式“${component}”。`,
      `它属于：${sheet.components.join('、')}。`,
    );
  } else if (
    fact.type !== 'examination' &&
    periodOf(index.scheme, index.components.get(component), fact) === undefined
  ) {
    const hint = '填“时期”（如 2024Q3）或发生日期。';
    if (needsPeriod(fact)) find(check, fact, 'period-needed', '这种考核方式分期进行，不能确定属于哪一期。', hint);
  }
}

/** 查核 that names no period counts for the period of its date alone, which its writer may not have meant. */
function remarkOnPeriod(check: Check, fact: Fact): void {
  if (fact.type !== 'examination' || fact.period !== undefined) return;
  const { scheme, components } = check.index;
  const own = componentOf(check.index, fact);
  const meant = own === undefined && fact.target === '*' ? [...components.values()] : [components.get(own ?? '')];
  const label = meant.map((component) => periodOf(scheme, component, fact)).find((found) => found);
  if (label === undefined) return;
  check.found.push({
    code: 'scoring.examined-period',
    severity: 'warning',
    message: `这条查核没有填“时期”，按日期只作为${label}的查核，其他各期不算查核过。`,
    place: { path: ['facts', fact.id], id: fact.id },
    hint: '请填写“时期”（如 2024Q3）；各期都查核了的，每期各记一条。',
  });
}

const needsPeriod = (fact: Fact): boolean => ['finding', 'measure', 'completion', 'mark'].includes(fact.type);

const isNegative = (value: Fraction | undefined): boolean => value !== undefined && value.n < 0n;
const isCount = (count: number | undefined): boolean =>
  count === undefined || (Number.isSafeInteger(count) && count >= 0);

/** What cannot be, each with the words that say so. */
const IMPOSSIBLE: readonly (readonly [string, (fact: Fact) => boolean])[] = [
  ['数量须是不小于0的整数', (f) => !isCount(f.count)],
  ['数量超过一百万，请核对', (f) => (f.count ?? 0) > 1_000_000],
  ['分母不能是负数', (f) => isNegative(f.denominator)],
  ['分子不能是负数', (f) => isNegative(f.numerator)],
  ['分子和分母须一起填写', (f) => (f.numerator === undefined) !== (f.denominator === undefined)],
  ['数值与分子、分母只填一种', (f) => f.numerator !== undefined && f.value !== undefined],
  ['没有填写评分（数值）', (f) => (f.type === 'mark' || f.type === 'selfScore') && f.value === undefined],
  ['自评分不能是负数', (f) => f.type === 'selfScore' && isNegative(f.value)],
  ['没有填写数值', (f) => f.type === 'measure' && !f.value && !f.numerator && !f.occurredOn && f.count === undefined],
  ['延期没有写明延至哪一天', (f) => f.type === 'extension' && f.dueOn === undefined],
];

const MEASURED: readonly Rule['kind'][] = [
  'shortfall',
  'tiers',
  'ratioStep',
  'proportion',
  'rank',
  'relative',
  'formula',
];
const FOUND: readonly Rule['kind'][] = [
  'deduct',
  'deductEach',
  'shortfall',
  'deadline',
  'award',
  'awardEach',
  'zeroItem',
  'bonus',
  'penalty',
  'veto',
];

/** Which sorts of fact a rule can use; one it cannot use would be lost without a word. */
function fits(fact: Fact, rule: Rule): boolean {
  if (fact.type === 'finding') return FOUND.includes(rule.kind);
  if (fact.type === 'measure') return MEASURED.includes(rule.kind);
  if (fact.type === 'completion' || fact.type === 'extension') return rule.kind === 'deadline';
  if (fact.type === 'mark') return rule.kind === 'discretion';
  return true;
}

function checkUse(check: Check, fact: Fact): void {
  const rule = check.index.rules.get(fact.target)?.rule;
  if (!rule) return;
  if (!fits(fact, rule)) {
    const message = `“${fact.target}”这条标准用不上“${FACT_TYPES[fact.type]}”。`;
    find(check, fact, 'wrong-type', message, `标准原文：“${rule.clause.text.slice(0, 40)}”。`);
  }
  if (
    fact.type === 'measure' &&
    rule.kind === 'shortfall' &&
    fact.period !== undefined &&
    !periodOfLabel(fact.period)
  ) {
    find(
      check,
      fact,
      'no-such-period',
      `没有“${fact.period}”这个时期。`,
      '写成 2024、2024H1、2024Q3、2024-07 或 2024W05。',
    );
  }
  if (fact.type === 'measure' && rule.kind === 'formula') {
    const names = formulaNames(rule.expression);
    if (fact.name === undefined || !names.includes(fact.name)) {
      find(check, fact, 'unknown-name', `公式中没有名目“${fact.name ?? ''}”。`, `公式的名目有：${names.join('、')}。`);
    }
  }
}

const NEEDS_REASON: readonly FactType[] = ['notApplicable', 'extension', 'judgedGrade', 'withdrawal'];

function checkOne(check: Check, fact: Fact, factIds: ReadonlySet<string>): void {
  const subject = findSubject(check, fact);
  for (const [what, holds] of IMPOSSIBLE) if (holds(fact)) find(check, fact, 'bad-figure', `${what}。`);
  if (NEEDS_REASON.includes(fact.type) && !fact.reason) {
    find(check, fact, 'reason-needed', `“${FACT_TYPES[fact.type]}”须写明理由。`);
  }
  if (!checkTarget(check, fact, factIds)) return;
  remarkOnPeriod(check, fact);
  if (subject) checkPlace(check, fact, subject);
  checkUse(check, fact);
}

/** A row of the record of which some cell could not be read: what is left of it. */
export type UnreadFact = Pick<Fact, 'id'> & { readonly [K in keyof Fact]?: Fact[K] | undefined };

/** Whom and what it names can be told wrong all the same, so that nobody mends a cell only to hear of the next. */
function checkNames(check: Check, row: UnreadFact, factIds: ReadonlySet<string>): void {
  const { id, subject, type, target, component } = row;
  if (subject !== undefined) findSubject(check, { id, subject });
  if (component !== undefined) findComponent(check, { id, component });
  if (type !== undefined && target !== undefined) checkTarget(check, { id, type, target }, factIds);
}

/**
 * Checks roster and facts against a scheme before anything is computed: unknown names, figures that cannot be, facts
 * that no rule can use, duplicates; of rows that gave no fact the names alone. All at once; `place.id` is the fact's or
 * the subject's id.
 */
export function checkFacts(
  scheme: Scheme,
  subjects: readonly Subject[],
  facts: Iterable<Fact>,
  unread: readonly UnreadFact[] = [],
): Diagnostic[] {
  const check: Check = { index: indexScheme(scheme), subjects: new Map(subjects.map((s) => [s.id, s])), found: [] };
  const all = [...facts];
  const ids = new Set<string>();
  for (const fact of all) {
    if (ids.has(fact.id))
      find(check, fact, 'duplicate-fact', `记录编号“${fact.id}”出现不止一次。`, '每条记录须有自己的编号。');
    ids.add(fact.id);
  }
  for (const row of unread) ids.add(row.id);
  for (const fact of all) checkOne(check, fact, ids);
  for (const row of unread) checkNames(check, row, ids);
  return [...checkSubjects(scheme, subjects), ...check.found];
}
