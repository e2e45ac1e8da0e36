import { organizations } from '@zhunsheng/contract/organizations';
import type { Diagnostic } from '@zhunsheng/core/values';
import { type ColumnSpec, type KeyedRow, readTable } from '@zhunsheng/documents';
import { describeIssues } from '../../config/describe-issues.ts';
import { checkCodes } from './organization-codes.ts';
import type { OrganizationRow } from './organizations.tables.ts';

export const IMPORT_COLUMNS: readonly ColumnSpec[] = [
  { key: 'code', title: '编号', aliases: ['单位编号', '代码'], required: true },
  { key: 'name', title: '名称', aliases: ['单位名称', '单位'], required: true },
  { key: 'parentCode', title: '上级编号', aliases: ['上级单位编号', '上级'] },
  { key: 'shortName', title: '简称' },
  { key: 'kind', title: '类型', aliases: ['单位类型'] },
  { key: 'group', title: '分组', aliases: ['类别'] },
  { key: 'class', title: '等级' },
  { key: 'creditCode', title: '统一社会信用代码', aliases: ['信用代码'] },
  { key: 'divisionCode', title: '行政区划代码', aliases: ['区划代码'] },
];

const titleOf = (key: string): string => IMPORT_COLUMNS.find((column) => column.key === key)?.title ?? '';

/** One row, read by the same shape as the form of a single body. */
const rowShape = organizations.open.input.pick({
  code: true,
  name: true,
  shortName: true,
  kind: true,
  group: true,
  class: true,
  creditCode: true,
  divisionCode: true,
});

export interface ImportedRow {
  readonly row: KeyedRow;
  readonly parentCode: string | null;
  readonly code: string;
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: string | null;
  readonly group: string | null;
  readonly class: string | null;
  readonly creditCode: string | null;
  readonly divisionCode: string | null;
}

export const problem = (row: KeyedRow, key: string, code: string, message: string, hint?: string): Diagnostic => ({
  code: `organizations.${code}`,
  severity: 'error',
  message,
  place: row.place(key),
  ...(hint && { hint }),
});

const CODES = new Set(['creditCode', 'divisionCode']);
/** Codes typed in full width mean the same. */
const plainCode = (text: string): string => text.normalize('NFKC').trim();

function parseRow(row: KeyedRow, found: Diagnostic[]): ImportedRow | undefined {
  const { parentCode = '', ...cells } = row.cells;
  const filled = Object.entries(cells).map(([key, text]) => [
    key,
    text === '' ? null : CODES.has(key) ? plainCode(text) : text,
  ]);
  const parsed = rowShape.safeParse(
    {
      ...Object.fromEntries(filled),
      code: plainCode(cells.code ?? ''),
      name: cells.name,
    },
    { reportInput: true },
  );
  if (!parsed.success) {
    for (const { field, message } of describeIssues(parsed.error)) {
      found.push(problem(row, field, 'wrong-cell', `${titleOf(field)}：${message}。`));
    }
    return undefined;
  }
  for (const { code, message } of checkCodes(parsed.data)) {
    const key = code.endsWith('credit-code') ? 'creditCode' : 'divisionCode';
    found.push({ code, severity: 'warning', message, place: row.place(key) });
  }
  return { row, parentCode: parentCode === '' ? null : plainCode(parentCode), ...parsed.data };
}

/** Rows by code; a code that stands twice is wrong at its second place. */
function byCode(rows: readonly ImportedRow[], found: Diagnostic[]): Map<string, ImportedRow> {
  const known = new Map<string, ImportedRow>();
  for (const entry of rows) {
    const first = known.get(entry.code);
    if (!first) known.set(entry.code, entry);
    else {
      const place = first.row.place('code').cell;
      found.push(
        problem(entry.row, 'code', 'duplicate', `编号“${entry.code}”在 ${place} 已经出现过。`, '每个单位一行。'),
      );
    }
  }
  return known;
}

/** What the file is compared with. */
export interface Existing {
  readonly byCode: ReadonlyMap<string, OrganizationRow>;
  readonly root: OrganizationRow;
  readonly memberships: ReadonlyMap<string, { group: string; class: string | null }>;
}

/** Tells of a parent that is nowhere or closed. */
function checkParent(
  { row, parentCode }: ImportedRow,
  rows: ReadonlyMap<string, ImportedRow>,
  existing: Existing,
  found: Diagnostic[],
) {
  if (parentCode === null || rows.has(parentCode)) return;
  const parent = existing.byCode.get(parentCode);
  if (!parent) {
    const hint = '请先导入上级单位，或者写在同一个文件中。';
    found.push(problem(row, 'parentCode', 'no-parent', `没有编号为“${parentCode}”的上级单位。`, hint));
  } else if (parent.closedOn !== null) {
    found.push(problem(row, 'parentCode', 'closed', `上级单位“${parent.name}”已经撤销。`));
  }
}

/** Parents before children, without recursion: a chain of ten thousand parents must not overflow it. */
export function inOrder(
  rows: ReadonlyMap<string, ImportedRow>,
  existing: Existing,
  found: Diagnostic[],
): ImportedRow[] {
  const ordered: ImportedRow[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const entry of rows.values()) {
    checkParent(entry, rows, existing, found);
    const chain: ImportedRow[] = [];
    for (let at: ImportedRow | undefined = entry; at && !state.has(at.code); ) {
      state.set(at.code, 'open');
      chain.push(at);
      const parent: ImportedRow | undefined = at.parentCode === null ? undefined : rows.get(at.parentCode);
      if (parent && state.get(parent.code) === 'open') {
        found.push(problem(at.row, 'parentCode', 'circle', `上级编号“${at.parentCode}”又是它的下级，成了一个圈。`));
      }
      at = parent;
    }
    for (const done of chain.reverse()) state.set(done.code, 'done');
    ordered.push(...chain);
  }
  return ordered;
}

/** The rows of a workbook in the order in which they can be opened; everything that is wrong is found at once. */
export function readImport(file: Buffer, found: Diagnostic[]): Map<string, ImportedRow> {
  const { rows, diagnostics } = readTable('单位.xlsx', file, IMPORT_COLUMNS);
  found.push(...diagnostics);
  const parsed = rows.map((row) => parseRow(row, found)).filter((row) => row !== undefined);
  if (parsed.length === 0 && found.length === 0) {
    const hint = '请在表头下面每行写一个单位。';
    found.push({ code: 'organizations.empty', severity: 'error', message: '文件中没有单位。', place: {}, hint });
  }
  return byCode(parsed, found);
}
