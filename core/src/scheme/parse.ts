import { type Diagnostic, fromNumber, hasErrors, parseDate, ZERO } from '../values/index.ts';
import { type SchemeDocument, schemeDocument } from './document.ts';
import { explainIssues } from './issues.ts';
import { keysAt } from './keys.ts';
import { resolveGrading, resolveSelections } from './resolve-grading.ts';
import { resolveRules } from './resolve-rules.ts';
import { resolveSheets } from './resolve-sheet.ts';
import { type Reading, readPoints, report } from './resolver.ts';
import type { Component, DocumentPath, Group, Scheme } from './scheme.ts';

const MAX_DEPTH = 64;
const MAX_NODES = 200_000;

/** Refuses what no real scheme is, before anything recursive sees it. */
function tooLarge(document: unknown): Diagnostic | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: document, depth: 0 }];
  for (let nodes = 0; open.length > 0; nodes++) {
    const { value, depth } = open.pop()!;
    if (depth > MAX_DEPTH || nodes > MAX_NODES) {
      const message = depth > MAX_DEPTH ? `方案嵌套超过${MAX_DEPTH}层。` : `方案内容超过${MAX_NODES}项。`;
      return { code: 'scheme.too-large', severity: 'error', message, place: {}, hint: '请检查文件是否损坏。' };
    }
    if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) open.push({ value: child, depth: depth + 1 });
    }
  }
  return undefined;
}

function resolveComponent(reading: Reading, written: SchemeDocument['components'][number], index: number): Component {
  const path: DocumentPath = ['components', index];
  const { panel, periods } = written;
  const trim = panel?.trim ?? (panel?.method === 'trimmedMean' ? 1 : 0);
  return {
    id: written.id,
    title: written.title,
    weight: fromNumber(written.weight) ?? ZERO,
    judgedFull: readPoints(reading, [...path, 'points'], written.points ?? 100),
    ...(panel && {
      panel: {
        of: panel.of,
        method: panel.method,
        trim,
        trimFrom: panel.trimFrom ?? 2 * trim + 1,
        minMarks: panel.minMarks ?? 1,
      },
    }),
    ...(periods && {
      periods: { unit: periods.unit, combine: periods.combine, absent: periods.absent ?? 'missing' },
    }),
    source: written.source ?? 'findings',
    path,
  };
}

const resolveGroup = (written: SchemeDocument['groups'][number], index: number): Group => ({
  id: written.id,
  title: written.title,
  subjects: written.subjects ?? 'organization',
  classes: written.classes ?? [],
  path: ['groups', index],
});

function resolvePeriod(reading: Reading, document: SchemeDocument): Scheme['period'] {
  const whole = { from: `${document.year}-01-01`, to: `${document.year}-12-31` };
  const written = document.period ?? whole;
  for (const key of ['from', 'to'] as const) {
    if (!parseDate(written[key])) {
      report(reading, 'scheme.no-such-date', ['period', key], `“${written[key]}”不是日期。`, '写成 YYYY-MM-DD。');
      return whole;
    }
  }
  return written;
}

/** Fills in the rules that a document says in sentences; `rule-text` has the one that reads them. */
export type CompileText = (document: SchemeDocument) => {
  document: SchemeDocument;
  diagnostics: readonly Diagnostic[];
};

const AS_WRITTEN: CompileText = (document) => ({ document, diagnostics: [] });

function resolve(document: SchemeDocument, written: SchemeDocument, diagnostics: Diagnostic[]): Scheme {
  const reading: Reading = { decimals: document.decimals ?? 2, year: document.year, diagnostics };
  const { gate } = document;
  const scale = readPoints(reading, ['scale'], document.scale ?? 100);
  return {
    id: document.id ?? 'scheme',
    title: document.title,
    version: document.version ?? 1,
    year: document.year,
    scale,
    decimals: reading.decimals,
    period: resolvePeriod(reading, document),
    components: document.components.map((c, i) => resolveComponent(reading, c, i)),
    groups: document.groups.map(resolveGroup),
    sheets: resolveSheets(reading, document),
    rules: resolveRules(reading, document.rules, { id: 'total', full: scale, text: document.text ?? '', path: [] }),
    ...(gate && {
      gate: { min: readPoints(reading, ['gate', 'min'], gate.min), above: gate.above ?? false, text: gate.text ?? '' },
    }),
    noDouble: document.noDouble ?? 'assessment',
    grading: resolveGrading(reading, document),
    rectify: document.results?.rectify ?? [],
    selections: resolveSelections(document),
    document: written,
  };
}

/**
 * Reads a scheme document (a plain value, as YAML or JSON gives it) into a scheme with exact figures.
 *
 * Rules stand as typed objects, or as sentences where `compileText` reads them. All problems at once, each with the path of its place; with an error among them there is no scheme.
 */
export function parseScheme(
  value: unknown,
  compileText: CompileText = AS_WRITTEN,
): { scheme?: Scheme; diagnostics: Diagnostic[] } {
  const large = tooLarge(value);
  if (large) return { diagnostics: [large] };
  const parsed = schemeDocument.safeParse(value);
  if (!parsed.success) return { diagnostics: explainIssues(parsed.error.issues, value, (path) => keysAt(path, value)) };
  const compiled = compileText(parsed.data);
  const diagnostics: Diagnostic[] = [...compiled.diagnostics];
  const scheme = resolve(compiled.document, parsed.data, diagnostics);
  return hasErrors(diagnostics) ? { diagnostics } : { scheme, diagnostics };
}
