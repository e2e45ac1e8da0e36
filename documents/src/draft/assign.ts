import type { FoundComponent, FoundFrame, FoundGroup } from './frame/found-frame.ts';
import { groupOfTitle, names } from './frame/groups.ts';
import type { ReportBuilder } from './report.ts';
import type { FoundSheet } from './tree.ts';

/** Tables with the groups and the component that they are for, by position. */
export interface AssignedSheet {
  readonly sheets: readonly FoundSheet[];
  readonly groups: readonly number[];
  readonly component: number;
}

export interface Assignment {
  readonly groups: readonly FoundGroup[];
  readonly components: readonly FoundComponent[];
  readonly sheets: readonly AssignedSheet[];
  /** Components without a table: judged as a whole. */
  readonly judged: ReadonlySet<number>;
}

const wordsOf = (sheet: FoundSheet): string => `${sheet.title} ${sheet.context}`;

function groupsOf(frame: FoundFrame, sheets: readonly FoundSheet[], report: ReportBuilder): FoundGroup[] {
  if (frame.groups.length > 0) return frame.groups;
  const found: FoundGroup[] = [];
  for (const sheet of sheets) {
    const group = groupOfTitle(wordsOf(sheet));
    if (!group || found.some((other) => other.title === group.title)) continue;
    found.push(group);
    report.took('group', group.title, sheet.place);
  }
  if (found.length > 0) return found;
  report.assume('分组：考核对象（一组）', '原文没有写明考核对象和分组。');
  return [{ title: '考核对象', subjects: 'organization' }];
}

function componentsOf(frame: FoundFrame, report: ReportBuilder): FoundComponent[] {
  if (frame.components.length > 0) return frame.components;
  report.assume('考核方式：年度考核，权重100', '原文没有写明几种考核方式和权重。');
  return [{ title: '年度考核', weight: 100 }];
}

const MAIN = /年终|年度|组织|集中|综合|业绩|工作考核/;

/** The component that tables are for when their titles name none: the yearly one, else the heaviest. */
function mainComponent(components: readonly FoundComponent[]): number {
  const named = components.findIndex((component) => MAIN.test(component.title));
  if (named >= 0) return named;
  return components.reduce((best, component, at) => (component.weight > components[best]!.weight ? at : best), 0);
}

function componentOf(sheet: FoundSheet, components: readonly FoundComponent[]): number {
  const named = components.findIndex((component) => wordsOf(sheet).includes(component.title.slice(0, 2)));
  return components.length > 1 && named >= 0 ? named : mainComponent(components);
}

function audience(sheets: readonly FoundSheet[], groups: readonly FoundGroup[], report: ReportBuilder): number[][] {
  const named = sheets.map((sheet) => groups.flatMap((group, at) => (names(wordsOf(sheet), group) ? [at] : [])));
  const taken = new Set(named.flat());
  const free = groups.map((_, at) => at).filter((at) => !taken.has(at));
  return named.map((own, at) => {
    if (own.length > 0) return own;
    const rest = free.length > 0 ? free : groups.map((_, index) => index);
    const whom = rest.map((index) => groups[index]!.title).join('、');
    if (groups.length > 1) {
      report.assume(`评分表“${sheets[at]!.title}”用于${whom}`, '表名里没有写明用于哪一组。');
    }
    return rest;
  });
}

/** For one component: groups that have the same tables share a sheet. */
function bundle(
  component: number,
  sheets: readonly FoundSheet[],
  groupsOfSheet: ReadonlyMap<FoundSheet, readonly number[]>,
  groupCount: number,
): AssignedSheet[] {
  const bundles = new Map<string, { sheets: FoundSheet[]; groups: number[] }>();
  for (let group = 0; group < groupCount; group++) {
    const own = sheets.filter((sheet) => groupsOfSheet.get(sheet)?.includes(group));
    if (own.length === 0) continue;
    const key = own.map((sheet) => sheets.indexOf(sheet)).join();
    const open = bundles.get(key) ?? { sheets: own, groups: [] };
    open.groups.push(group);
    bundles.set(key, open);
  }
  return [...bundles.values()].map((found) => ({ ...found, component }));
}

/** Says which table is for whom and for which component; what the document leaves open becomes an assumption. */
export function assignSheets(frame: FoundFrame, sheets: readonly FoundSheet[], report: ReportBuilder): Assignment {
  const groups = groupsOf(frame, sheets, report);
  const components = componentsOf(frame, report);
  const whose = audience(sheets, groups, report);
  const groupsOfSheet = new Map(sheets.map((sheet, at) => [sheet, whose[at]!]));
  const assigned = components.flatMap((_, component) => {
    const own = sheets.filter((sheet) => componentOf(sheet, components) === component);
    return bundle(component, own, groupsOfSheet, groups.length);
  });
  const withSheet = new Set(assigned.map((entry) => entry.component));
  const judged = new Set(components.map((_, at) => at).filter((at) => !withSheet.has(at)));
  for (const at of judged) {
    report.assume(
      `“${components[at]!.title}”按整体评分（满分100分，几人评分的取平均）`,
      '原文没有这一考核方式的评分表。',
    );
  }
  for (const { sheets: several } of assigned.filter((entry) => entry.sheets.length > 1)) {
    const titles = several.map((sheet) => sheet.title || sheet.place.label).join('、');
    report.assume(`几张表合为一张评分表：${titles}`, '同一组考核对象在同一考核方式里只用一张评分表。');
  }
  return { groups, components, sheets: assigned, judged };
}
