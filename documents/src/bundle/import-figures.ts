import type { Fact } from '@zhunsheng/core/scoring';
import {
  add,
  type Diagnostic,
  divide,
  type Fraction,
  formatScaled,
  fraction,
  halfUp,
  multiply,
  parseDecimal,
  ZERO,
} from '@zhunsheng/core/values';
import { digestOf } from '../digest.ts';
import { type BundleImport, IMPORT_FIGURES } from '../folder/imports.ts';
import type { ItemResult, ResultsDocument, SubjectResult } from '../results/results-document.ts';
import { Unreadable } from '../unreadable.ts';
import type { ImportedFigure } from './manifest.ts';
import { openBundle } from './open-bundle.ts';

export interface ImportReading {
  readonly facts: readonly Fact[];
  readonly figures: readonly ImportedFigure[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Half-up at the decimals that the lower level prints, as every figure is. */
const printed = (value: Fraction, decimals: number): string =>
  formatScaled(halfUp(multiply(value, fraction(10n ** BigInt(decimals)))), decimals);

const totals = (subjects: readonly SubjectResult[]): Fraction[] =>
  subjects.flatMap(({ total }) => (total === null ? [] : [parseDecimal(total) ?? ZERO]));

function medianOf(values: readonly Fraction[]): Fraction {
  const sorted = [...values].sort((a, b) => (a.n * b.d < b.n * a.d ? -1 : 1));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? ZERO;
  return sorted.length % 2 === 1 ? upper : divide(add(sorted[middle - 1] ?? ZERO, upper), fraction(2));
}

const refuse = (message: string, hint: string): never => {
  throw new Unreadable('documents.import-empty', message, hint);
};

function shareOf(subjects: readonly SubjectResult[], grade: string): string {
  const graded = subjects.filter((s) => s.grade !== null);
  if (graded.length === 0) refuse('下级结果里没有已定等次的对象。', '请核对结果包与分组。');
  const held = graded.filter((s) => s.grade === grade).length;
  return printed(fraction(held * 100, graded.length), 2);
}

/** Where an item of the lower level is scored for a subject: once, or in several components and periods. */
function scoredPlaces({ items }: SubjectResult, { item, itemComponent, itemPeriod }: BundleImport): ItemResult[] {
  if (!Array.isArray(items)) return []; // a bundle may have been written by anybody
  const asked = (wanted: string | undefined, own: string | null): boolean => wanted === undefined || wanted === own;
  return items.filter((i) => i.id === item && asked(itemComponent, i.component) && asked(itemPeriod, i.period));
}

function itemScore(subject: SubjectResult, wanted: BundleImport): string | null {
  const found = scoredPlaces(subject, wanted);
  if (found.length <= 1) return found[0]?.points ?? null;
  const places = found.map(({ component, period }) => (period === null ? component : `${component} ${period}`));
  const message = `条目“${wanted.item}”在下级结果里有${found.length}处得分（${places.join('、')}）。`;
  return refuse(message, '请用 itemComponent（和 itemPeriod）写明取哪一处。');
}

function itemFigure(subjects: readonly SubjectResult[], wanted: BundleImport, decimals: number): string {
  const own = wanted.of === undefined ? subjects : subjects.filter((s) => s.id === wanted.of);
  const scores = own.flatMap((subject) => itemScore(subject, wanted) ?? []);
  const [first] = scores;
  if (first === undefined) {
    const whose = wanted.of === undefined ? '' : `“${wanted.of}”的`;
    return refuse(
      `下级结果里没有${whose}条目“${wanted.item}”的得分。`,
      '请核对 of 与 item 所写的编号；缺数据和不涉及的没有得分。',
    );
  }
  if (wanted.figure === 'itemOf') return first;
  const sum = scores.map((text) => parseDecimal(text) ?? ZERO).reduce(add, ZERO);
  return printed(divide(sum, fraction(scores.length)), decimals);
}

/** The figure asked for, as the decimal text that goes on the record; a share is in percent with two decimals. */
export function figureOf(results: ResultsDocument, wanted: BundleImport): string {
  const subjects = results.subjects.filter((s) => wanted.group === undefined || s.group === wanted.group);
  if (wanted.figure === 'shareExcellent') return shareOf(subjects, wanted.grade ?? '优秀');
  if (wanted.figure === 'shareGrade') return shareOf(subjects, wanted.grade ?? '');
  if (wanted.figure === 'totalOf') {
    const total = results.subjects.find((s) => s.id === wanted.of)?.total;
    return total ?? refuse(`下级结果里没有“${wanted.of}”的得分。`, '请核对 of 所写的编号。');
  }
  if (wanted.figure === 'itemOf') return itemFigure(results.subjects, wanted, results.decimals);
  if (wanted.figure === 'meanItem') return itemFigure(subjects, { ...wanted, of: undefined }, results.decimals);
  const values = totals(subjects);
  if (values.length === 0) refuse('下级结果里没有已得出总分的对象。', '请核对结果包与分组。');
  const sum = values.reduce(add, ZERO);
  const value = wanted.figure === 'median' ? medianOf(values) : divide(sum, fraction(values.length));
  return printed(value, results.decimals);
}

function incompleteRemark({ subjects }: ResultsDocument, wanted: BundleImport): string | undefined {
  if (wanted.figure === 'totalOf' || wanted.figure === 'itemOf') return undefined;
  const ofItem = wanted.figure === 'meanItem';
  const lacks = (s: SubjectResult): boolean =>
    ofItem ? scoredPlaces(s, wanted).some((i) => i.outcome === 'missing') : s.total === null;
  const lacking = subjects.filter((s) => (wanted.group ?? s.group) === s.group && lacks(s));
  if (lacking.length === 0) return undefined;
  const names = lacking.slice(0, 3).map((s) => s.name);
  return `下级结果里有${lacking.length}个对象还没有${ofItem ? '该条目的得分' : '总分'}（${names.join('、')}等），没有计入。`;
}

function importOne(
  wanted: BundleImport,
  bytes: Uint8Array,
): { fact: Fact; figure: ImportedFigure; remark: string | undefined } {
  const digest = digestOf(bytes);
  if (digest !== wanted.digest) {
    const message = `结果包“${wanted.bundle}”与登记的摘要不符，实际为 ${digest}。`;
    throw new Unreadable('documents.import-digest', message, '请核对结果包是否被替换或改动，确认无误后更新 digest。');
  }
  const { results } = openBundle(bytes);
  const value = figureOf(results, wanted);
  const what = `${results.scheme.title}:${IMPORT_FIGURES[wanted.figure]}`;
  const fact: Fact = {
    id: `import:${digest.slice(7, 19)}:${wanted.rule}:${wanted.as}${wanted.name ? `:${wanted.name}` : ''}`,
    type: 'measure',
    subject: wanted.as,
    target: wanted.rule,
    value: parseDecimal(value) ?? ZERO,
    ...(wanted.name !== undefined && { name: wanted.name }),
    ...(wanted.component !== undefined && { component: wanted.component }),
    by: '下级结果',
    reason: `取自下级结果（${what}）：${value}`,
    evidence: [digest],
  };
  const { bundle, rule, as } = wanted;
  const figure = { bundle, digest, scheme: results.scheme.title, figure: wanted.figure, rule, as, value };
  return { fact, figure, remark: incompleteRemark(results, wanted) };
}

/**
 * Turns figures of lower levels' result bundles into measured data (结果上卷). `read` gives a bundle's bytes by the name
 * written in assessment.yaml. A bundle whose digest is not the one on the record is refused.
 */
export function importFigures(
  imports: readonly BundleImport[],
  read: (bundle: string) => Uint8Array,
  file: string,
): ImportReading {
  const facts: Fact[] = [];
  const figures: ImportedFigure[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const wanted of imports) {
    const place = { file, path: wanted.path };
    try {
      const { fact, figure, remark } = importOne(wanted, read(wanted.bundle));
      facts.push(fact);
      figures.push(figure);
      if (remark)
        diagnostics.push({ code: 'documents.import-incomplete', severity: 'warning', message: remark, place });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      diagnostics.push({ ...error.diagnostic(file), message: `${wanted.bundle}:${error.message}`, place });
    }
  }
  return { facts, figures, diagnostics };
}
