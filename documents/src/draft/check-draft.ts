import { compileText } from '@zhunsheng/core/rule-text';
import { checkScheme, parseScheme, type SchemeDocument } from '@zhunsheng/core/scheme';
import type { Diagnostic, Place } from '@zhunsheng/core/values';
import type { ReportBuilder } from './report.ts';

type Plain = { [key: string]: Plain } | Plain[] | string | number | boolean | null;

const isMap = (value: unknown): value is Record<string, Plain> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Takes the doubts out: `unsure` of rules, and the rules of items about which something is missing. */
function withoutDoubts(key: string, value: Plain): Plain | undefined {
  if (key === 'unsure') return undefined;
  if (!isMap(value) || value.unsure === undefined || value.title === undefined) return value;
  const { rules: _rules, ...rest } = value;
  return rest;
}

/** A document as it will be once every doubt has been confirmed, for checks that look beyond the doubts. */
const confirmed = (document: SchemeDocument): unknown =>
  // As a replacer, not a reviver: an item must be seen while its `unsure` still stands in it.
  JSON.parse(JSON.stringify(compileText(document).document, (key, value) => withoutDoubts(key, value)));

/** Findings that drafting itself reports with a better place. */
const REPORTED = new Set(['scheme.copies-disagree', 'scheme.item-without-rules', 'scheme.no-grades']);

/** The place in the source of what a path in the document leads to, as far as one is known. */
function sourceOf(document: SchemeDocument, path: Place['path'], file: string): Place | undefined {
  let node: unknown = document;
  let source: string | undefined;
  for (const key of path ?? []) {
    node = (node as Record<string | number, unknown> | undefined)?.[key];
    if (isMap(node) && typeof node.source === 'string') source = node.source;
  }
  return source === undefined ? undefined : { file, cell: source };
}

/** What the check of the finished draft finds: sums that do not agree, weights, bands. */
export function doubtScheme(document: SchemeDocument, report: ReportBuilder): void {
  const parsed = parseScheme(confirmed(document));
  const found = [...parsed.diagnostics, ...(parsed.scheme ? checkScheme(parsed.scheme) : [])];
  const own = found.filter(({ severity, code }) => severity !== 'advice' && !REPORTED.has(code));
  for (const diagnostic of own) {
    const place = sourceOf(document, diagnostic.place.path, report.file);
    report.uncertain.push(place ? ({ ...diagnostic, place } satisfies Diagnostic) : diagnostic);
  }
}

const NOT_FIGURES = new Set(['multiplier', 'appliesTo']);

function classesIn(value: unknown, key: string, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const entry of value) classesIn(entry, 'steps', found);
    return;
  }
  if (!isMap(value) || NOT_FIGURES.has(key)) return;
  const isFigure = key !== 'rule' && key !== 'steps';
  for (const [name, entry] of Object.entries(value)) {
    if (isFigure) found.add(name);
    else classesIn(entry, name, found);
  }
}

/** Classes (中心镇, 一般乡镇) that the rules of a sheet tell apart, in the order in which they are named. */
export function classesNamed(sheet: SchemeDocument['sheets'][number], document: SchemeDocument): string[] {
  const compiled = compileText({ ...document, sheets: [sheet] }).document.sheets[0]!;
  const found = new Set<string>();
  const visit = (node: (typeof compiled.indicators)[number]): void => {
    for (const child of node.indicators ?? []) visit(child);
    for (const item of node.items ?? []) for (const rule of item.rules ?? []) classesIn(rule, 'rule', found);
  };
  for (const indicator of compiled.indicators) visit(indicator);
  return [...found];
}
