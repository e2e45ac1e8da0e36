import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/**
 * Reads an example's folder for the clerk's workbook: plain values, straight from the files, without the engine, so that
 * the two computations have nothing in common but what was written down.
 */
export interface Row {
  readonly [column: string]: string | undefined;
}

/** A figure of the scheme: one for all, or by class with `其他` for the rest. */
export type ByClass<T> = T | { readonly [subjectClass: string]: T };

export interface RuleDoc {
  readonly kind: string;
  readonly id?: string;
  readonly clause?: string;
  readonly points?: ByClass<number> | 'full';
  readonly cap?: ByClass<number>;
  readonly required?: ByClass<number>;
  readonly due?: ByClass<string>;
  readonly per?: string;
  readonly first?: ByClass<number>;
  readonly grace?: ByClass<number>;
  readonly target?: ByClass<number>;
  readonly step?: number;
  readonly from?: number;
  readonly prorata?: boolean;
  readonly mode?: string;
  readonly dir?: string;
  readonly method?: string;
  readonly low?: number;
  readonly high?: number;
  readonly above?: ByClass<number>;
  readonly counts?: string;
  readonly aggregate?: string;
  readonly share?: string;
  readonly to?: string;
  readonly scope?: string;
  readonly of?: string;
  readonly effect?: string;
  readonly expression?: string;
  readonly whenNone?: string;
  readonly multiplier?: { readonly factor: number; readonly when?: string };
  readonly appliesTo?: { readonly groups?: string[]; readonly classes?: string[] };
  readonly steps?: readonly { min?: ByClass<number>; max?: ByClass<number>; points: number; to?: number }[];
}

export interface SharingDoc {
  readonly method?: string;
  readonly within?: string;
}

export interface ItemDoc {
  readonly notApplicable?: SharingDoc;
  readonly id: string;
  readonly title: string;
  readonly points?: number;
  readonly text?: string;
  readonly rules?: RuleDoc[];
  readonly parts?: {
    readonly id?: string;
    readonly title: string;
    readonly points: number;
    readonly rules?: RuleDoc[];
  }[];
  readonly appliesTo?: { readonly groups?: string[]; readonly classes?: string[] };
}

export interface IndicatorDoc {
  readonly id?: string;
  readonly title: string;
  readonly points?: number;
  readonly indicators?: IndicatorDoc[];
  readonly items?: ItemDoc[];
}

export interface SheetDoc {
  readonly id: string;
  readonly title: string;
  readonly points: number;
  readonly for: { readonly groups: string[]; readonly components: string[] };
  readonly indicators: IndicatorDoc[];
}

export interface ComponentDoc {
  readonly id: string;
  readonly title: string;
  readonly weight: number;
  readonly points?: number;
  readonly panel?: {
    readonly of: string;
    readonly method: string;
    readonly trim?: number;
    readonly trimFrom?: number;
    readonly minMarks?: number;
  };
  readonly periods?: { readonly unit: string; readonly combine: string; readonly absent?: string };
  readonly source?: string;
}

export interface SchemeDoc {
  readonly notApplicable?: SharingDoc;
  readonly title: string;
  readonly year: number;
  readonly scale?: number;
  readonly components: ComponentDoc[];
  readonly groups: { readonly id: string; readonly title: string }[];
  readonly sheets: SheetDoc[];
  readonly rules?: RuleDoc[];
  readonly gate?: { readonly min: number };
}

export interface Folder {
  readonly scheme: SchemeDoc;
  readonly asOf: string;
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
  readonly subjects: readonly Row[];
  readonly facts: readonly Row[];
}

function cells(line: string): string[] {
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) {
      found.push(cell);
      cell = '';
    } else cell += sign;
  }
  return [...found, cell];
}

/** The rows of a CSV table as maps from its Chinese headings; blank cells are absent. */
export function readRows(file: string): Row[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const headings = cells(head);
  return lines.map((line) => {
    const values = cells(line);
    return Object.fromEntries(headings.map((h, i) => [h, values[i] || undefined]));
  });
}

/** Everything of one example; facts are the entries that were not withdrawn (撤回). */
export function readExample(folder: string): Folder {
  const yaml = (name: string) => parse(readFileSync(join(folder, name), 'utf8'));
  const tables = existsSync(join(folder, 'facts'))
    ? readdirSync(join(folder, 'facts'))
        .sort()
        .map((name) => join(folder, 'facts', name))
    : [join(folder, 'facts.csv')];
  const assessment = yaml('assessment.yaml');
  const scheme: SchemeDoc = yaml('scheme.yaml');
  const groups = new Map(scheme.groups.map((g) => [g.title, g.id]));
  return {
    scheme,
    asOf: assessment.asOf,
    holidays: assessment.holidays?.holidays ?? [],
    workdays: assessment.holidays?.workdays ?? [],
    subjects: readRows(join(folder, 'subjects.csv')).map((row) => ({
      ...row,
      分组: groups.get(row.分组 ?? '') ?? row.分组,
    })),
    facts: tables.flatMap(readRows),
  };
}

/** The figure that holds for a class. */
export function forClass<T extends string | number>(figure: ByClass<T>, subjectClass: string | undefined): T {
  if (typeof figure !== 'object') return figure;
  const found = (subjectClass !== undefined ? figure[subjectClass] : undefined) ?? figure.其他;
  if (found === undefined) throw new Error(`no figure for class ${subjectClass}`);
  return found;
}

export interface ListedItem {
  readonly item: ItemDoc;
  readonly above: readonly string[];
}

/** Every item of a sheet in reading order, with the ids of the indicators above it. */
export function listItems(indicators: readonly IndicatorDoc[], above: readonly string[] = []): ListedItem[] {
  return indicators.flatMap((indicator) => {
    const path = [...above, indicator.id ?? indicator.title];
    const own = (indicator.items ?? []).map((item) => ({ item, above: path }));
    return [...listItems(indicator.indicators ?? [], path), ...own];
  });
}

/** A rule's id: its own, or its owner's with its number. */
export const ruleId = (owner: string, rule: RuleDoc, index: number): string => rule.id ?? `${owner}#${index + 1}`;
