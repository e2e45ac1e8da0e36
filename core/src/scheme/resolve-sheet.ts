import type { Points } from '../values/index.ts';
import type { SchemeDocument, WrittenIndicator, WrittenItem } from './document.ts';
import { resolveRules } from './resolve-rules.ts';
import { type Reading, readPoints } from './resolver.ts';
import type { DocumentPath, Indicator, Item, NotApplicableMethod, Sheet } from './scheme.ts';

type WrittenMethod = { method?: NotApplicableMethod['method']; within?: NotApplicableMethod['within'] } | undefined;

/** What is written nearest wins; what nobody wrote is 按比例折算 within the parent. */
export const inherit = (written: WrittenMethod, above: NotApplicableMethod): NotApplicableMethod => ({
  method: written?.method ?? above.method,
  within: written?.within ?? above.within,
});

export const DEFAULT_NOT_APPLICABLE: NotApplicableMethod = { method: 'proportional', within: 'parent' };

const sumOf = (nodes: readonly { readonly full: Points }[]): Points => nodes.reduce((sum, node) => sum + node.full, 0);

function resolveItem(
  reading: Reading,
  written: WrittenItem,
  id: string,
  path: DocumentPath,
  above: NotApplicableMethod,
): Item {
  const full = readPoints(reading, [...path, 'points'], written.points ?? 0);
  const text = written.text ?? '';
  const parts = (written.parts ?? []).map((part, index) => {
    const partPath = [...path, 'parts', index];
    const partId = part.id ?? `${id}(${index + 1})`;
    const partFull = readPoints(reading, [...partPath, 'points'], part.points);
    const rules = resolveRules(reading, part.rules, { id: partId, full: partFull, text, path: partPath });
    return { id: partId, title: part.title, full: partFull, rules, path: partPath };
  });
  return {
    type: 'item',
    id,
    title: written.title,
    full,
    text,
    rules: resolveRules(reading, written.rules, { id, full, text, path }),
    parts,
    evidence: written.evidence ?? [],
    ...(written.assessor !== undefined && { assessor: written.assessor }),
    ...(written.appliesTo && { appliesTo: written.appliesTo }),
    notApplicable: inherit(written.notApplicable, above),
    floor:
      written.floor === 'none'
        ? 'none'
        : written.floor === undefined
          ? 0
          : readPoints(reading, [...path, 'floor'], written.floor),
    path,
  };
}

function resolveIndicator(
  reading: Reading,
  written: WrittenIndicator,
  id: string,
  path: DocumentPath,
  above: NotApplicableMethod,
): Indicator {
  const method = inherit(written.notApplicable, above);
  const branches = (written.indicators ?? []).map((child, i) =>
    resolveIndicator(reading, child, child.id ?? `${id}.${i + 1}`, [...path, 'indicators', i], method),
  );
  const items = (written.items ?? []).map((child, i) =>
    resolveItem(reading, child, child.id ?? `${id}.${branches.length + i + 1}`, [...path, 'items', i], method),
  );
  const children = [...branches, ...items];
  return {
    type: 'indicator',
    id,
    title: written.title,
    full: written.points === undefined ? sumOf(children) : readPoints(reading, [...path, 'points'], written.points),
    ...(written.appliesTo && { appliesTo: written.appliesTo }),
    notApplicable: method,
    children,
    path,
  };
}

/** Every sheet with exact figures and ids (`sheet1.2.3` where none is written). */
export function resolveSheets(reading: Reading, document: SchemeDocument): Sheet[] {
  const above = inherit(document.notApplicable, DEFAULT_NOT_APPLICABLE);
  return document.sheets.map((written, index) => {
    const id = written.id ?? `sheet${index + 1}`;
    const path: DocumentPath = ['sheets', index];
    const method = inherit(written.notApplicable, above);
    const children = written.indicators.map((child, i) =>
      resolveIndicator(reading, child, child.id ?? `${id}.${i + 1}`, [...path, 'indicators', i], method),
    );
    return {
      id,
      title: written.title ?? id,
      groups: written.for.groups,
      components: written.for.components,
      full: written.points === undefined ? sumOf(children) : readPoints(reading, [...path, 'points'], written.points),
      notApplicable: method,
      children,
      path,
    };
  });
}
