import { type ComponentDoc, type IndicatorDoc, type ItemDoc, type RuleDoc, ruleId, type SharingDoc } from './read.ts';
import { WholeSheet } from './whole-sheet.ts';

/** An item as written, with its cells. */
interface Placed {
  readonly item: ItemDoc;
  readonly sharing: SharingDoc;
  readonly row: number;
}

const formula = (text: string) => ({ formula: text, result: undefined as never });
const sumOf = (parts: readonly string[]): string => (parts.length === 0 ? '0' : parts.join('+'));

/**
 * A score sheet in which marks that do not apply are shared out in several ways: in proportion or equally, within the
 * indicator, the component or the total; as full marks; or as the mean of the group.
 */
export class ShareSheet extends WholeSheet {
  /** Marks of a component that do not apply and go to the other components, as a formula. */
  private readonly passed = new Map<string, string>();

  protected override weightsOf(components: readonly ComponentDoc[]): string {
    const part = (c: ComponentDoc): string => {
      const away = this.passed.get(c.id);
      const full = this.fullOf(c);
      return away === undefined ? `${c.weight}` : `${c.weight}*(${full}-(${away}))/${full}`;
    };
    return `(${components.map(part).join('+')})`;
  }

  protected override component(component: ComponentDoc): string {
    const sheet = this.sheetOf(component);
    if (!sheet || component.source || component.periods || component.panel?.of === 'component') {
      return super.component(component);
    }
    this.sheet.addRow([]);
    this.judgedBy = component;
    this.sheet.addRow(['', `${component.title}：${sheet.title}`]).font = { bold: true, size: 12 };
    const indicators = sheet.indicators.map((indicator) => ({ indicator, placed: this.place(indicator) }));
    const all = indicators.flatMap(({ placed }) => placed);
    this.raiseEqually(all);
    const sums = indicators.map(({ indicator, placed }) => this.indicator(indicator, placed));
    const shared = this.none(all, 'proportional', 'component');
    const away = this.none(all, 'proportional', 'total');
    if (away !== '0') this.passed.set(component.id, away);
    const whole = `${sheet.points}-(${away})`;
    const scaled = `ROUND((${sums.join('+')})*(${whole})/(${whole}-(${shared})),2)`;
    const extra = this.added(all.map(({ item }) => item));
    return this.result(component.id, component.title, `${scaled}${extra}`, '各部分相加，不涉及的折算，再加减分');
  }

  private sharingOf(item: ItemDoc): SharingDoc {
    const { notApplicable } = this.folder.scheme;
    return { method: 'proportional', within: 'component', ...notApplicable, ...item.notApplicable };
  }

  private place(indicator: IndicatorDoc): Placed[] {
    const items = (indicator.items ?? []).filter((item) => this.allows(item.appliesTo));
    return items.map((item) => {
      const cells = this.item(item, [indicator.id ?? '']);
      const row = Number(cells.score.slice(1));
      const placed = { item, sharing: this.sharingOf(item), row };
      if (this.sheet.getCell(`L${row}`).value === 0) this.instead(placed);
      return placed;
    });
  }

  /** 不涉及 that is not shared out: full marks, or the mean of the group. */
  private instead({ item, sharing, row }: Placed): void {
    if (sharing.method !== 'full' && sharing.method !== 'groupMean') return;
    const score = sharing.method === 'full' ? `${item.points}` : this.groupMean(item);
    this.sheet.getCell(`K${row}`).value = formula(score);
    this.sheet.getCell(`L${row}`).value = item.points ?? 0;
  }

  /** The mean of what the others of the group got by their values. */
  private groupMean(item: ItemDoc): string {
    const rule: RuleDoc | undefined = item.rules?.[0];
    if (rule?.kind !== 'relative' || rule.method !== 'efficacy') throw new Error(`no group mean for ${item.id}`);
    const range = this.groups.rangeOf(ruleId(item.id, rule, 0), this.subject.分组 ?? '');
    const [best, worst] = rule.dir === 'below' ? ['MIN', 'MAX'] : ['MAX', 'MIN'];
    const way = `(${range}-${worst}(${range}))/(${best}(${range})-${worst}(${range}))`;
    const each = `ROUND(${rule.low ?? 0}+(${rule.high ?? item.points}-${rule.low ?? 0})*${way},2)`;
    return `ROUND(SUMPRODUCT(${each})/COUNT(${range}),2)`;
  }

  /** Marks of the items that do not apply and are shared out in this way, as a formula. */
  private none(placed: readonly Placed[], method: string, within: string): string {
    const own = placed.filter(({ sharing }) => sharing.method === method && sharing.within === within);
    return sumOf(own.map(({ item, row }) => `IF(L${row}=0,${item.points},0)`));
  }

  private applied = (placed: readonly Placed[]): string => sumOf(placed.map(({ row }) => `(L${row}>0)`));

  /** 平均计入 over the whole component: every item's marks rise by the same figure (column M keeps the score before). */
  private raiseEqually(all: readonly Placed[]): void {
    const marks = this.none(all, 'equal', 'component');
    if (marks === '0') return;
    const sharers = this.applied(all);
    for (const { item, row } of all) {
      const cell = this.sheet.getCell(`K${row}`);
      this.sheet.getCell(`M${row}`).value = cell.value;
      const full = item.points ?? 0;
      cell.value = formula(`ROUND(M${row}*(${full}*(${sharers})+(${marks}))/(${full}*(${sharers})),2)`);
    }
  }

  /** Adds up an indicator; what is shared out within it stands in column N. */
  private indicator(indicator: IndicatorDoc, placed: readonly Placed[]): string {
    const equal = this.none(placed, 'equal', 'parent');
    const share = this.none(placed, 'proportional', 'parent');
    const sharers = this.applied(placed);
    for (const { item, row } of placed) {
      const full = item.points ?? 0;
      const raised = `ROUND(K${row}*(${full}*(${sharers})+(${equal}))/(${full}*(${sharers})),2)`;
      if (equal !== '0') this.sheet.getCell(`N${row}`).value = formula(raised);
    }
    const column = equal === '0' ? 'K' : 'N';
    const added = `ROUND(${sumOf(placed.map(({ row }) => `${column}${row}`))},2)`;
    const there = `(${sumOf(placed.map(({ row }) => `L${row}`))}+${equal})`;
    const scaled = `ROUND(${added}*(${there}+${share})/${there},2)`;
    return this.result(
      `${indicator.id}:sum`,
      `${indicator.title}合计`,
      share === '0' ? added : scaled,
      '本部分各项相加，不涉及的在本部分内计入',
    );
  }

  /** Bonus of an item that goes to its component. */
  private added(items: readonly ItemDoc[]): string {
    const bonuses = items.flatMap((item) =>
      (item.rules ?? []).flatMap((rule, i) => {
        const found = this.findings.get(ruleId(item.id, rule, i)) ?? [];
        return rule.kind === 'bonus' && found.some((f) => f.count > 0) ? [`+${rule.points}`] : [];
      }),
    );
    return bonuses.join('');
  }
}
