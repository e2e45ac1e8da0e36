import { PeriodSheet } from './period-sheet.ts';
import { type ComponentDoc, listItems } from './read.ts';

/** A score sheet with every sort of component: tables, periods, panels, and the subject's own marks (自我评价). */
export class WholeSheet extends PeriodSheet {
  protected override component(component: ComponentDoc): string {
    return component.source === 'selfScore' ? this.self(component) : super.component(component);
  }

  /** 自我评价: the subject's own figures, item by item, kept beside the awarded ones. */
  private self(component: ComponentDoc): string {
    this.sheet.addRow([]);
    this.sheet.addRow(['', `${component.title}（只作对照）`]).font = { bold: true, size: 12 };
    const cells = listItems(this.sheetOf(component)?.indicators ?? []).map(({ item }) => {
      const row = this.sheet.addRow([item.id, item.title, item.points ?? 0]);
      const own = this.own.filter((f) => f.类型 === '自评分' && f.对应条目 === item.id).at(-1);
      row.getCell(11).value = Number(own?.数值 ?? 0);
      return `K${row.number}`;
    });
    return this.result(component.id, component.title, `ROUND(${cells.join('+')},2)`, '各项自评分相加');
  }
}
