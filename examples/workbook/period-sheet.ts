import { countFindings } from './findings.ts';
import type { ComponentDoc, ItemDoc, Row, SheetDoc } from './read.ts';
import { SubjectSheet } from './subject-sheet.ts';

interface Span {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** The last day of each month; February does not end a quarter or half year. */
const LAST_DAY: Record<number, string> = { 3: '03-31', 6: '06-30', 9: '09-30', 12: '12-31' };
const MONTHS: Record<string, readonly [number, string]> = { 季: [3, 'Q'], 半年: [6, 'H'] };

/** The quarters or half years of a year in which a body was there from the first day on. */
function spansOf(year: number, unit: string, since: string | undefined): Span[] {
  const [months, letter] = MONTHS[unit] ?? [12, ''];
  const spans = Array.from({ length: 12 / months }, (_, i) => ({
    label: `${year}${letter}${i + 1}`,
    from: `${year}-${String(i * months + 1).padStart(2, '0')}-01`,
    to: `${year}-${LAST_DAY[(i + 1) * months]}`,
  }));
  return spans.filter((s) => since === undefined || s.from >= since);
}

const within = (row: Row, span: Span): boolean => {
  const day = row.发生日期 ?? row.发现日期 ?? '';
  return row.时期 !== undefined ? row.时期 === span.label : day >= span.from && day <= span.to;
};

const TITLES: Record<string, string> = { mean: '各期平均', sum: '各期相加', last: '以最后一期为准' };

/** A score sheet with components that are assessed several times a year: one table for each period, then joined. */
export class PeriodSheet extends SubjectSheet {
  private span: Span | undefined;

  protected override keyOf(item: ItemDoc): string {
    return this.span ? `${item.id}@${this.span.label}` : item.id;
  }

  protected override sheetOf(component: ComponentDoc): SheetDoc | undefined {
    return super.sheetOf({ ...component, id: component.id.split('@')[0] ?? '' });
  }

  /** Where periods are added up, the marks of all periods present are what the sum is measured against. */
  protected override fullOf(component: ComponentDoc): number {
    const full = super.fullOf(component);
    return component.periods?.combine === 'sum' ? full * this.spans(component).length : full;
  }

  protected override component(component: ComponentDoc): string {
    const { periods } = component;
    if (!periods) return super.component(component);
    const cells = this.spans(component).flatMap((span) => this.period(component, span));
    const list = cells.join(',');
    const formula = { mean: `AVERAGE(${list})`, sum: `SUM(${list})`, last: cells.at(-1) }[periods.combine];
    this.sheet.addRow([]);
    const remark = `${TITLES[periods.combine]}(${cells.length}期)`;
    return this.result(component.id, component.title, `ROUND(${formula},2)`, remark);
  }

  private spans(component: ComponentDoc): Span[] {
    return spansOf(this.folder.scheme.year, component.periods?.unit ?? '', this.subject.开始日期);
  }

  /** One period with the entries of its own; nothing where nobody assessed the body in it. */
  private period(component: ComponentDoc, span: Span): string[] {
    const all = { own: this.own, findings: this.findings };
    const title = `${component.title} ${span.label}`;
    if (!this.own.some((f) => f.类型 === '查核' && f.考核方式 === component.title && f.时期 === span.label)) {
      this.sheet.addRow([]);
      this.sheet.addRow(['', title, '', '本期没有评估，不计入']);
      return [];
    }
    this.span = span;
    this.own = all.own.filter((f) => within(f, span));
    this.findings = new Map(
      [...countFindings(this.folder, this.subject)].map(([id, found]) => [
        id,
        found.filter((f) => within(f.row, span)),
      ]),
    );
    const { periods: _, ...once } = component;
    const cell = this.component({ ...once, id: `${component.id}@${span.label}`, title });
    Object.assign(this, all);
    this.span = undefined;
    return [cell];
  }
}
