import type { SchemeDocument } from '@zhunsheng/core/scheme';
import type { AssignedSheet, Assignment } from './assign.ts';
import type { FoundFrame } from './frame/found-frame.ts';
import type { ReportBuilder } from './report.ts';
import { type FoundIndicator, type FoundItem, type FoundSheet, itemsBelow, newIndicator } from './tree.ts';

type WrittenSheet = SchemeDocument['sheets'][number];
type WrittenIndicator = WrittenSheet['indicators'][number];
type WrittenItem = NonNullable<WrittenIndicator['items']>[number];

export const groupId = (at: number): string => `g${at + 1}`;
export const componentId = (at: number): string => `c${at + 1}`;

/** Marks as a decimal; 0.1 + 0.2 is 0.3 for a clerk. */
const sumOf = (points: readonly number[]): number => Number(points.reduce((sum, p) => sum + p, 0).toFixed(4));

function writeItem(item: FoundItem, id: string): WrittenItem {
  return {
    id,
    title: item.title || '未写明内容',
    ...(item.points !== undefined && { points: item.points }),
    ...(item.text !== '' && { text: item.text }),
    ...(item.evidence.length > 0 && { evidence: item.evidence }),
    ...(item.assessor && { assessor: item.assessor }),
    ...(item.method && { method: item.method }),
    ...(item.notes.length > 0 && { note: item.notes.join('\n') }),
    source: item.place.label,
    ...(item.unsure.length > 0 && { unsure: item.unsure.join('；') }),
    ...(item.rules.length > 0 && { rules: item.rules }),
  };
}

function writeIndicator(node: FoundIndicator, id: string): WrittenIndicator {
  const indicators: WrittenIndicator[] = [];
  const items: WrittenItem[] = [];
  node.children.forEach((child, at) => {
    const childId = `${id}.${at + 1}`;
    if (child.type === 'indicator') indicators.push(writeIndicator(child, childId));
    else items.push(writeItem(child, childId));
  });
  return {
    id,
    title: node.title || '未写明项目',
    ...(node.points !== undefined && { points: node.points }),
    source: node.place.label,
    ...(indicators.length > 0 && { indicators }),
    ...(items.length > 0 && { items }),
  };
}

/** Items that stand in no indicator get one without marks of its own, for a sheet holds indicators only. */
function wrapItems({ children, title, place }: FoundSheet): FoundIndicator[] {
  const wrapped: FoundIndicator[] = [];
  let loose: FoundIndicator | undefined;
  for (const child of children) {
    if (child.type === 'indicator') {
      loose = undefined;
      wrapped.push(child);
      continue;
    }
    if (!loose) {
      loose = newIndicator(title || '考核内容', undefined, place);
      wrapped.push(loose);
    }
    loose.children.push(child);
  }
  return wrapped.filter((indicator) => indicator.children.length > 0);
}

function joinTables(sheets: readonly FoundSheet[]): FoundIndicator[] {
  const [only] = sheets;
  if (only && sheets.length === 1) return wrapItems(only);
  return sheets.map((sheet, at) => {
    const indicator = newIndicator(sheet.title || `表${at + 1}`, sheet.points, sheet.place);
    indicator.children.push(...sheet.children);
    return indicator;
  });
}

const titleOfSheet = ({ sheets }: AssignedSheet): string =>
  sheets.map((sheet) => sheet.title).find(Boolean) ?? '评分表';

function writeSheet(entry: AssignedSheet, at: number): WrittenSheet {
  const id = `t${at + 1}`;
  const [only] = entry.sheets;
  return {
    id,
    title: titleOfSheet(entry),
    for: { groups: entry.groups.map(groupId), components: [componentId(entry.component)] },
    ...(entry.sheets.length === 1 && only?.points !== undefined && { points: only.points }),
    indicators: joinTables(entry.sheets).map((indicator, index) => writeIndicator(indicator, `${id}.${index + 1}`)),
  };
}

const marksOf = (nodes: readonly (FoundIndicator | FoundItem)[]): number =>
  sumOf(nodes.map((node) => node.points ?? (node.type === 'indicator' ? marksOf(node.children) : 0)));

/** The scale of the totals: as stated, else what a single table adds up to, else 100. */
function scaleOf(frame: FoundFrame, { sheets, components }: Assignment, report: ReportBuilder): number {
  if (frame.total !== undefined) return frame.total;
  const sums = sheets.map(({ sheets: own }) => sumOf(own.map((sheet) => sheet.points ?? marksOf(sheet.children))));
  const [sum] = sums;
  const single = components.length === 1 && sum !== undefined && sums.every((other) => other === sum);
  if (!single || sum === 100 || sum <= 0) return 100;
  report.assume(`总分按${sum}分计`, '原文没有写明满分，各项分值合计为这个数。');
  return sum;
}

function gradingOf(frame: FoundFrame, { groups }: Assignment): SchemeDocument['grading'] {
  const { bands, judged, quota } = frame;
  if (bands.length === 0 && judged.length === 0) return undefined;
  const grades = bands.length > 0 ? { bands } : { judged: { grades: judged } };
  return [{ for: { groups: groups.map((_, at) => groupId(at)) }, ...grades, ...(quota && { quota }) }];
}

/** Whether anything of a text can be scored or graded; a mere report or plan is none. */
export const hasSubstance = (frame: FoundFrame, sheets: readonly FoundSheet[]): boolean =>
  sheets.length > 0 ||
  frame.components.length > 0 ||
  frame.bands.length > 0 ||
  (frame.judged.length > 0 && frame.quota !== undefined);

/** What the document does not say of itself. */
export interface DraftDefaults {
  readonly title: string;
  readonly year: number;
}

/** Puts frame and tables together as a scheme document; ids come from positions, so that they stay the same. */
export function writeDocument(
  frame: FoundFrame,
  assignment: Assignment,
  defaults: DraftDefaults,
  report: ReportBuilder,
): SchemeDocument {
  const { calendar, procedure, sentences, rules } = frame;
  const grading = gradingOf(frame, assignment);
  const note = procedure.join('\n');
  // A grade that the grading does not have cannot be named; the document's own words stay in the note.
  const grades = [...frame.bands, ...frame.judged].map((entry) => entry.grade);
  const rectify = frame.rectify.filter((grade) => grades.includes(grade));
  return {
    title: frame.title ?? defaults.title,
    version: 1,
    year: frame.year ?? defaults.year,
    ...(frame.authority && { authority: frame.authority }),
    ...(frame.basis.length > 0 && { basis: frame.basis }),
    ...(note !== '' && { note }),
    scale: scaleOf(frame, assignment, report),
    decimals: 2,
    components: assignment.components.map((component, at) => ({
      id: componentId(at),
      ...component,
      ...(assignment.judged.has(at) && { points: 100, panel: { of: 'component', method: 'mean' } }),
    })),
    groups: assignment.groups.map(({ title, subjects }, at) => ({
      id: groupId(at),
      title,
      ...(subjects === 'person' && { subjects }),
    })),
    ...(Object.keys(calendar).length > 0 && { calendar }),
    ...(sentences.length > 0 && { text: sentences.join('\n'), rules }),
    ...(frame.gate && { gate: frame.gate }),
    ...(grading && { grading }),
    ...(rectify.length > 0 && { results: { rectify } }),
    sheets: assignment.sheets.map(writeSheet),
  } as SchemeDocument;
}

export const allItems = (assignment: Assignment): FoundItem[] =>
  [...new Set(assignment.sheets.flatMap((entry) => entry.sheets))].flatMap((sheet) => itemsBelow(sheet.children));
